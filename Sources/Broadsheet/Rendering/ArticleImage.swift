import BroadsheetCore

/// The picture of an article as pages and feeds show it.
struct ArticleImage: Sendable {
  /// The address in links: with the base path, or of another host.
  var url: String
  /// The absolute address.
  var permalink: String
  var alternative: String
  var caption: String?
  var credit: String?
  var size: ImageSize?
  /// The size of the file, where it is ours.
  var bytes: Int?

  /// The media type, by the ending of the address.
  var mediaType: String? {
    let name = url.prefix { $0 != "?" }.lowercased()
    return Self.types.first { name.hasSuffix($0.ending) }?.type
  }

  private static let types: [(ending: String, type: String)] = [
    (".jpg", "image/jpeg"), (".jpeg", "image/jpeg"), (".png", "image/png"), (".gif", "image/gif"),
    (".webp", "image/webp"), (".avif", "image/avif"), (".svg", "image/svg+xml"),
  ]
}

extension Fingerprint {
  /// Adds what a page shows of a picture besides its texts, which stand in the article's front matter.
  mutating func add(_ image: ArticleImage?) {
    guard let image else { return add(false) }
    add(image.url)
    add(image.size?.width ?? 0)
    add(image.size?.height ?? 0)
    add(image.bytes ?? 0)
  }
}
