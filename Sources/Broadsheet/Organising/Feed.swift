/// The feed formats.
enum Feed: String, Sendable, CaseIterable {
  case rss
  case atom
  case json

  var fileName: String {
    switch self {
    case .rss: "feed.xml"
    case .atom: "feed.atom"
    case .json: "feed.json"
    }
  }

  var mediaType: String {
    switch self {
    case .rss: "application/rss+xml"
    case .atom: "application/atom+xml"
    case .json: "application/feed+json"
    }
  }
}
