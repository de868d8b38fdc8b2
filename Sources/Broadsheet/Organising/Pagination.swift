import BroadsheetCore

/// How a list is cut into pages.
enum Pagination {
  /// How many pages `count` items take; at least one.
  static func pages(of count: Int, by size: Int) -> Int { max(1, (count + size - 1) / size) }

  /// The items of page `number`, from 1.
  static func range(_ number: Int, of count: Int, by size: Int) -> Range<Int> {
    let start = min((number - 1) * size, count)
    return start..<min(start + size, count)
  }

  /// The address of page `number` of a list.
  static func address(_ base: String, _ number: Int) -> String {
    if number == 1 { return base }
    var out = OutputBuffer(capacity: base.utf8.count + 32)
    out.append(string: base)
    out.append("page/")
    out.append(decimal: number)
    out.append("/")
    return out.string()
  }
}
