/// What an article may show from elsewhere: the address of a page and of the frame that shows it.
enum Embed {
  /// Why something cannot be embedded.
  struct Problem: Error {
    var message: String
    var help: String
  }

  /// A provider whose addresses have a form of their own for frames.
  private struct Provider {
    var name: String
    var hosts: [String]
    /// What goes in front of the id.
    var frame: String
  }

  private static let providers = [
    Provider(
      name: "youtube",
      hosts: ["www.youtube.com", "youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com"],
      frame: "https://www.youtube-nocookie.com/embed/"),
    Provider(
      name: "vimeo", hosts: ["vimeo.com", "www.vimeo.com", "player.vimeo.com"],
      frame: "https://player.vimeo.com/video/"),
  ]

  /// The address of the frame for `url`, if a site that allows `allowed` (names of providers, or hosts) may
  /// show it.
  static func frame(for url: String, allowed: [String]) -> Result<String, Problem> {
    guard let rest = url.hasPrefix("https://") ? url.dropFirst(8) : nil,
      url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E })
    else {
      return .failure(
        Problem(
          message: "`url` of the block `embed` is not an https address: `\(url.prefix(80))`",
          help: "write the address of the page, beginning with https://"))
    }
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }.lowercased()
    let provider = providers.first { $0.hosts.contains(host) }
    guard allowed.contains(host) || provider.map({ allowed.contains($0.name) }) ?? false else {
      return .failure(
        Problem(
          message: "the site does not allow embeds from `\(host.prefix(80))`",
          help: "add `\(provider?.name ?? host)` to `embeds` in Site.yaml, or write a link"))
    }
    guard let provider else { return .success(url) }
    guard let id = id(in: rest.dropFirst(host.count)) else {
      return .failure(
        Problem(message: "`\(url.prefix(80))` names no video", help: "write the address of the video's page"))
    }
    return .success(provider.frame + id)
  }

  /// The id of a video: the query's `v`, or the last part of the path.
  private static func id(in rest: Substring) -> String? {
    let parts = rest.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
      .split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let fromQuery =
      parts.count > 1
      ? parts[1].split(separator: "&").first { $0.hasPrefix("v=") }?.dropFirst(2) : nil
    guard let id = fromQuery ?? parts[0].split(separator: "/").last, !id.isEmpty,
      id.utf8.allSatisfy({ byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || byte == 0x2D || byte == 0x5F
      })
    else { return nil }
    return String(id)
  }
}
