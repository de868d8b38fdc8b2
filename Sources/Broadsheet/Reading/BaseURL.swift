/// The address at which a site will be read, `https://example.org/` or `https://example.org/news/`.
public struct BaseURL: Sendable, Hashable {
  /// The whole address, with a slash at the end.
  public let absolute: String
  /// Scheme and host, without a slash at the end.
  public let origin: String
  /// The path, with a slash at both ends: `/` or `/news/`.
  public let path: String

  /// What a site without a base URL gets: a name that RFC 2606 keeps free.
  public static let placeholder = BaseURL(
    absolute: "https://news.example/", origin: "https://news.example", path: "/")

  private init(absolute: String, origin: String, path: String) {
    self.absolute = absolute
    self.origin = origin
    self.path = path
  }

  /// Reads an `http` or `https` address without query and fragment; nil for anything else.
  public init?(_ text: String) {
    guard let schemeEnd = text.range(of: "://") else { return nil }
    let scheme = text[..<schemeEnd.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[schemeEnd.upperBound...]
    let host = rest.prefix { $0 != "/" }
    guard !host.isEmpty, !rest.contains("?"), !rest.contains("#"),
      rest.utf8.allSatisfy({ $0.isAllowedInAddress }), !rest.contains("//"), !rest.contains("/../")
    else { return nil }
    var path = String(rest.dropFirst(host.count))
    if !path.hasSuffix("/") { path += "/" }
    origin = scheme + "://" + host.lowercased()
    self.path = path
    absolute = origin + path
  }

  /// The absolute address of a root-relative path that includes the base path.
  func absolute(_ url: String) -> String { url.hasPrefix("/") ? origin + url : url }
}
