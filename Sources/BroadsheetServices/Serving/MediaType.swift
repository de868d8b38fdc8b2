/// The media types under which a site's files are served (IANA's registry; the file's name decides).
enum MediaType {
  /// The value of `Content-Type` for a file name. Whatever is unknown is offered as bytes.
  static func of(_ name: String) -> String {
    switch name {
    case "feed.xml": return "application/rss+xml; charset=utf-8"
    case "feed.json": return "application/feed+json"
    default: break
    }
    guard let dot = name.lastIndex(of: ".") else { return unknown }
    return byEnding[name[name.index(after: dot)...].lowercased()] ?? unknown
  }

  private static let unknown = "application/octet-stream"

  private static let byEnding: [String: String] = [
    "html": "text/html; charset=utf-8", "htm": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8", "vtt": "text/vtt; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "xml": "application/xml; charset=utf-8", "xsl": "application/xslt+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8",
    "json": "application/json", "jsonld": "application/ld+json", "map": "application/json",
    "geojson": "application/geo+json", "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml; charset=utf-8", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "jxl": "image/jxl",
    "ico": "image/vnd.microsoft.icon", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
    "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf",
    "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg",
    "wav": "audio/wav", "flac": "audio/flac", "aac": "audio/aac",
    "pdf": "application/pdf", "epub": "application/epub+zip", "wasm": "application/wasm",
    "zip": "application/zip", "gz": "application/gzip",
  ]
}
