import BroadsheetCore

/// An item of a list in structured data, written once for all lists that have it: its position comes last, and each
/// list adds its own.
enum ListItem {
  /// The item up to its position.
  static func begin(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(capacity: 256)
    json.member("@type", literal: "ListItem")
    members(&json)
    return [UInt8(ascii: "{")] + json.bytes() + Array(#","position":"#.utf8)
  }
}
