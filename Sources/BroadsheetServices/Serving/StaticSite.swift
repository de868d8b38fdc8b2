import FlyingFox
import Foundation

/// Answers requests from a folder, as a static host would: a function from requests to responses. What state
/// there is belongs to the hub.
struct StaticSite: HTTPHandler {
  /// The output folder.
  let folder: String
  /// Tells open pages about new versions; nil serves files as they are.
  let hub: LiveHub?
  private let fixedBase: [String]

  /// Takes the path of the site's base URL, such as `/` or `/news/`; a hub knows it better.
  init(folder: String, basePath: String, hub: LiveHub? = nil) {
    (self.folder, self.hub) = (folder, hub)
    fixedBase = Self.segments(basePath)
  }

  /// The segments of the path below which the site is served.
  var base: [String] { hub?.base ?? fixedBase }

  /// The segments of a base path.
  static func segments(_ basePath: String) -> [String] {
    (try? RequestPath(basePath.hasSuffix("/") ? basePath : basePath + "/"))?.segments ?? []
  }

  /// What is at a path.
  private enum Target {
    case file(ServedFile, name: String)
    case elsewhere(HTTPStatusCode, [String])
    case missing
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
    if let hub, let response = answer(hub, request) { return response }
    do throws(RequestPath.Refusal) {
      switch locate(try RequestPath(request.target.path())) {
      case .file(let file, let name): return send(file, name, request)
      case .elsewhere(let status, let segments): return redirect(status, segments, request)
      case .missing: return notFound(request)
      }
    } catch {
      switch error {
      case .malformed: return plain(.badRequest, "This is not a well-formed address.", request)
      case .missing: return notFound(request)
      }
    }
  }

  private func locate(_ path: RequestPath) -> Target {
    let base = base
    guard path.segments.starts(with: base), path.segments.count > base.count || path.isFolder else {
      let isAboveSite = path.segments.isEmpty || (path.segments == base && !path.isFolder)
      return isAboveSite ? .elsewhere(.found, base) : .missing
    }
    let inner = path.segments.dropFirst(base.count)
    guard !inner.contains(where: Self.isTemporary), let root = Disk.resolved(folder) else { return .missing }
    let place = ([root] + inner).joined(separator: "/")
    guard let real = Disk.resolved(place), Disk.isPath(real, within: root) else { return .missing }
    if path.isFolder { return open(real + "/index.html", within: root, "index.html") }
    guard Disk.kind(of: real) == .folder else { return open(real, within: root, inner.last ?? "") }
    guard Disk.resolved(real + "/index.html") != nil else { return .missing }
    return .elsewhere(.movedPermanently, path.segments)
  }

  private func open(_ path: String, within root: String, _ name: String) -> Target {
    guard let real = Disk.resolved(path), Disk.isPath(real, within: root), let file = ServedFile(real) else {
      return .missing
    }
    return .file(file, name: name)
  }

  private var missingPage: ServedFile? {
    guard let root = Disk.resolved(folder),
      case .file(let file, _) = open(root + "/404.html", within: root, "")
    else { return nil }
    return file
  }

  /// What tells one version of the page at a path from another.
  func identity(of rawPath: String) -> String {
    if let path = try? RequestPath(rawPath), case .file(let file, _) = locate(path) { return file.identity }
    return missingPage?.identity ?? Self.nothing
  }

  private static let nothing = "nothing"

  private func send(_ file: ServedFile, _ name: String, _ request: HTTPRequest) -> HTTPResponse {
    let type = MediaType.of(name)
    var headers = Self.headers(type)
    let version = Self.isPage(type) ? hub?.version(file.identity) : nil
    let entityTag = "\"" + (version ?? file.identity) + "\""
    headers[.eTag] = entityTag
    headers[.acceptRanges] = version == nil ? "bytes" : "none"
    if let known = request.headers[.ifNoneMatch], Self.matches(known, entityTag) {
      return HTTPResponse(statusCode: .notModified, headers: headers)
    }
    if let version { return respond(.ok, headers, page: file, version, request) }
    let condition = request.headers[HTTPHeader("If-Range")]
    let wanted = request.method == .GET && (condition == nil || condition == entityTag)
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

  /// A page with the reload script in it.
  private func respond(
    _ status: HTTPStatusCode, _ headers: HTTPHeaders, page file: ServedFile, _ version: String,
    _ request: HTTPRequest
  ) -> HTTPResponse {
    guard let bytes = file.bytes() else {
      return plain(.internalServerError, "The file cannot be read.", request)
    }
    return respond(status, headers, LivePage.injecting(version: version, into: bytes), request)
  }

  private func respond(
    _ status: HTTPStatusCode, _ headers: HTTPHeaders, _ bytes: [UInt8], _ request: HTTPRequest
  ) -> HTTPResponse {
    var headers = headers
    headers[.contentLength] = String(bytes.count)
    return HTTPResponse(
      statusCode: status, headers: headers, body: request.method == .HEAD ? Data() : Data(bytes))
  }

  private func notFound(_ request: HTTPRequest) -> HTTPResponse {
    let headers = Self.headers(MediaType.of("404.html"))
    switch (missingPage, hub) {
    case (let file?, let hub?):
      return respond(.notFound, headers, page: file, hub.version(file.identity), request)
    case (let file?, nil): return respond(.notFound, headers, file, 0..<file.size, request)
    case (nil, let hub?):
      return respond(.notFound, headers, LivePage.placeholder(version: hub.version(Self.nothing)), request)
    case (nil, nil): return plain(.notFound, "There is nothing at this address.", request)
    }
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
    respond(status, Self.headers("text/plain; charset=utf-8"), Array((text + "\n").utf8), request)
  }

  static func headers(_ type: String) -> HTTPHeaders {
    [
      .contentType: type, .cacheControl: "no-cache",
      HTTPHeader("X-Content-Type-Options"): "nosniff",
    ]
  }
}
