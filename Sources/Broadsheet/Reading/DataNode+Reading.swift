import BroadsheetCore

extension DataNode {
  /// The value as text, if it is one value: text itself, or a number or truth value as it was written.
  var text: String? {
    switch value {
    case .string(let text): text
    case .int(let number): written ?? String(number)
    case .double(let number): written ?? "\(number)"
    case .bool(let flag): written ?? (flag ? "true" : "false")
    case .null, .array, .mapping: nil
    }
  }
}
