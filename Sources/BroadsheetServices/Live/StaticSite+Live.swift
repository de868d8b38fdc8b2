import FlyingFox
import Foundation

extension StaticSite {
  /// The hub's own addresses; nil for any other.
  func answer(_ hub: LiveHub, _ request: HTTPRequest) -> HTTPResponse? {
    switch request.target.path() {
    case LiveHub.script:
      return HTTPResponse(
        statusCode: .ok, headers: Self.headers(MediaType.of("live.js")), body: Data(LivePage.script.utf8))
    case LiveHub.events:
      let headers = Self.headers("text/event-stream")
      if request.method == .HEAD { return HTTPResponse(statusCode: .ok, headers: headers) }
      let path = request.query["path"] ?? "/"
      let events = hub.subscribe(
        path: path, seen: request.query["version"] ?? "", current: hub.version(identity(of: path)))
      return HTTPResponse(
        statusCode: .ok, headers: headers, body: HTTPBodySequence(from: EventBody(events: events)))
    default: return nil
    }
  }
}
