/// Puts the reload script into a page on its way to the browser; the file on disk never has it.
enum LivePage {
  /// So far into a page its head is searched.
  private static let horizon = 4096

  /// The page with the script as the first thing of its head; at its end where no head is to be seen, which
  /// browsers accept as well.
  ///
  /// The script has an address of its own, so that a page whose content security policy allows `'self'` runs it.
  static func injecting(version: String, into page: [UInt8]) -> [UInt8] {
    let tag = Array(#"<script src="\#(LiveHub.script)" data-version="\#(version)" async></script>"#.utf8)
    let place = endOfHeadTag(page) ?? page.count
    return Array(page[..<place]) + tag + Array(page[place...])
  }

  /// A page for an address at which there is nothing: it waits for the site to be mended.
  static func placeholder(version: String) -> [UInt8] {
    injecting(
      version: version,
      into: Array(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Nothing here yet</title></head>
        <body><p>There is nothing at this address. The page loads again when there is.</p></body></html>

        """.utf8))
  }

  /// Where `<head …>` ends.
  private static func endOfHeadTag(_ page: [UInt8]) -> Int? {
    let head = Array("<head".utf8)
    let end = min(page.count, horizon)
    var start = 0
    while start + head.count < end {
      defer { start += 1 }
      guard page[start] == head[0],
        zip(page[start..<start + head.count], head).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 })
      else { continue }
      // `<header>` is another element.
      guard [0x20, 0x09, 0x0A, 0x0C, 0x0D, 0x3E].contains(page[start + head.count]) else { continue }
      return page[start..<end].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
    }
    return nil
  }
}
