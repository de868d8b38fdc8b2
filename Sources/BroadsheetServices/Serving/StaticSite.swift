import FlyingFox
import Foundation

/// Answers requests from a folder, as a static host would: a function from requests to responses, without
/// any state of its own.
struct StaticSite: HTTPHandler {
  /// The output folder.
  let folder: String
  /// The segments of the path below which the site is served.
  let base: [String]

  /// Takes the path of the site's base URL, such as `/` or `/news/`.
  init(folder: String, basePath: String) {
    self.folder = folder
    base = (try? RequestPath(basePath.hasSuffix("/") ? basePath : basePath + "/"))?.segments ?? []
  }

  func handleRequest(_ request: HTTPRequest) async -> HTTPResponse {
    guard Self.isLocal(request.headers[.host]) else {
      return plain(.forbidden, "This server answers only to localhost and 127.0.0.1.", request)
    }
    guard request.method == .GET || request.method == .HEAD else {
      var response = plain(.methodNotAllowed, "Only GET and HEAD are answered.", request)
      response.headers[HTTPHeader("Allow")] = "GET, HEAD"
      return response
    }
    do throws(RequestPath.Refusal) {
      return answer(try RequestPath(request.target.path()), request)
    } catch {
      switch error {
      case .malformed: return plain(.badRequest, "This is not a well-formed address.", request)
      case .missing: return notFound(request)
      }
    }
  }

  private func answer(_ path: RequestPath, _ request: HTTPRequest) -> HTTPResponse {
    guard path.segments.starts(with: base), path.segments.count > base.count || path.isFolder else {
      let isAboveSite = path.segments.isEmpty || (path.segments == base && !path.isFolder)
      return isAboveSite ? redirect(.found, base, request) : notFound(request)
    }
    let inner = path.segments.dropFirst(base.count)
    guard !inner.contains(where: Self.isTemporary), let root = Disk.resolved(folder) else {
      return notFound(request)
    }
    let place = ([root] + inner).joined(separator: "/")
    guard let real = Disk.resolved(place), Disk.isPath(real, within: root)
    else { return notFound(request) }
    if path.isFolder {
      return send(Disk.resolved(real + "/index.html"), within: root, "index.html", request)
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: real, isDirectory: &isFolder), isFolder.boolValue {
      guard FileManager.default.fileExists(atPath: real + "/index.html") else { return notFound(request) }
      return redirect(.movedPermanently, path.segments, request)
    }
    return send(real, within: root, inner.last ?? "", request)
  }

  private func send(
    _ path: String?, within root: String, _ name: String, _ request: HTTPRequest
  ) -> HTTPResponse {
    guard let path, Disk.isPath(path, within: root), let file = ServedFile(path) else {
      return notFound(request)
    }
    var headers = Self.headers(MediaType.of(name))
    headers[.eTag] = file.entityTag
    headers[.acceptRanges] = "bytes"
    if let known = request.headers[.ifNoneMatch], Self.matches(known, file.entityTag) {
      return HTTPResponse(statusCode: .notModified, headers: headers)
    }
    let condition = request.headers[HTTPHeader("If-Range")]
    let wanted = request.method == .GET && (condition == nil || condition == file.entityTag)
    switch ByteRange(wanted ? request.headers[.range] : nil, size: file.size) {
    case .whole:
      return respond(.ok, headers, file, 0..<file.size, request)
    case .part(let range):
      headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)"
      return respond(.partialContent, headers, file, range, request)
    case .unsatisfiable:
      var response = plain(.rangeNotSatisfiable, "The file has no such part.", request)
      response.headers[.contentRange] = "bytes */\(file.size)"
      return response
    }
  }

  private func respond(
    _ status: HTTPStatusCode, _ headers: HTTPHeaders, _ file: ServedFile, _ range: Range<Int>,
    _ request: HTTPRequest
  ) -> HTTPResponse {
    var headers = headers
    headers[.contentLength] = String(range.count)
    if request.method == .HEAD { return HTTPResponse(statusCode: status, headers: headers) }
    return HTTPResponse(statusCode: status, headers: headers, body: file.body(range))
  }

  private func notFound(_ request: HTTPRequest) -> HTTPResponse {
    guard let root = Disk.resolved(folder), let path = Disk.resolved(root + "/404.html"),
      Disk.isPath(path, within: root), let file = ServedFile(path)
    else { return plain(.notFound, "There is nothing at this address.", request) }
    return respond(.notFound, Self.headers(MediaType.of("404.html")), file, 0..<file.size, request)
  }

  private func redirect(
    _ status: HTTPStatusCode, _ segments: [String], _ request: HTTPRequest
  ) -> HTTPResponse {
    let query = request.target.query()
    var response = plain(status, "The page is elsewhere.", request)
    let path = segments.map { Self.encoded($0) + "/" }.joined()
    response.headers[.location] = "/" + path + (query.isEmpty ? "" : "?" + query)
    return response
  }

  private func plain(_ status: HTTPStatusCode, _ text: String, _ request: HTTPRequest) -> HTTPResponse {
    let body = Data((text + "\n").utf8)
    var headers = Self.headers("text/plain; charset=utf-8")
    headers[.contentLength] = String(body.count)
    return HTTPResponse(
      statusCode: status, headers: headers, body: request.method == .HEAD ? Data() : body)
  }

  private static func headers(_ type: String) -> HTTPHeaders {
    [
      .contentType: type, .cacheControl: "no-cache",
      HTTPHeader("X-Content-Type-Options"): "nosniff",
    ]
  }
}

extension StaticSite {
  /// Whether the `Host` header names this machine. A page elsewhere that points its own name at 127.0.0.1
  /// (DNS rebinding) could read the unpublished site otherwise.
  static func isLocal(_ host: String?) -> Bool {
    guard let host = host?.lowercased() else { return false }
    for name in ["localhost", "127.0.0.1", "[::1]"] where host.hasPrefix(name) {
      let port = host.dropFirst(name.count)
      if port.isEmpty { return true }
      return port.first == ":" && port.count <= 6
        && port.utf8.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
    return false
  }

  /// Whether a name is one of those under which files wait to be put in place.
  static func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(".broadsheet") || name.hasSuffix(".broadsheet-new")
  }

  /// Whether a list of entity tags holds one; the comparison is the weak one, as RFC 9110 wants it here.
  static func matches(_ list: String, _ tag: String) -> Bool {
    list.split(separator: ",").contains { entry in
      let known = entry.trimmingCharacters(in: .whitespaces)
      return known == "*" || known == tag || known == "W/" + tag
    }
  }

  private static let plainBytes = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)

  /// A segment as it stands in an address.
  private static func encoded(_ segment: String) -> String {
    var text = ""
    for byte in segment.utf8 {
      if plainBytes.contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += byte < 16 ? "%0" + digits : "%" + digits
      }
    }
    return text
  }
}
