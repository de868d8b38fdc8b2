import BroadsheetCore

/// The name of a file or folder that may begin with a date: `2026-03-01-harbour-opens`.
struct DatedName {
  /// The date as it is written.
  let date: Substring?
  /// The rest.
  let name: Substring

  init(_ name: Substring) {
    let head = Array(name.utf8.prefix(11))
    let hyphens = head.count == 11 && head[4] == UInt8(ascii: "-") && head[7] == UInt8(ascii: "-")
    guard hyphens, head[10] == UInt8(ascii: "-") || head[10] == UInt8(ascii: "_"),
      [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy({ (48...57).contains(head[$0]) })
    else {
      date = nil
      self.name = name
      return
    }
    date = name.prefix(10)
    self.name = name.dropFirst(11)
  }

  /// The date that the path of an article gives: that of its file, or of its folder for an `index` file.
  static func date(ofContentPath path: String, zone: ZoneRules) -> Moment? {
    let parts = path.split(separator: "/")
    guard var name = parts.last else { return nil }
    if name.hasPrefix("index."), parts.count > 1 { name = parts[parts.count - 2] }
    return DatedName(name).date.flatMap { Moment(parsing: String($0), zone: zone) }
  }
}
