import BroadsheetCore
import TOMLKit

/// Reads TOML through TOMLKit into a ``DataNode``; keys come in alphabetical order, dates as RFC 3339 text.
enum TOMLReader {
  /// Parses a document. `lineOffset` is how many lines of the file stand before `bytes`.
  static func parse(_ bytes: ArraySlice<UInt8>, path: String, lineOffset: Int = 0) throws(Diagnostic)
    -> DataNode
  {
    do {
      var lines = KeyLines(bytes, lineOffset: lineOffset)
      return DataNode(
        mapping(try TOMLTable(string: String(decoding: bytes, as: UTF8.self)), &lines, isRoot: true))
    } catch let error as TOMLParseError {
      throw Diagnostic(
        .dataSyntax, error.description,
        at: SourceLocation(
          file: path, line: error.source.begin.line + lineOffset, column: error.source.begin.column))
    } catch {
      throw Diagnostic(.dataSyntax, "this is not TOML", at: SourceLocation(file: path))
    }
  }

  private static func mapping(_ table: TOMLTable, _ lines: inout KeyLines, isRoot: Bool = false)
    -> DataNode.Value
  {
    .mapping(
      table.keys.map { key in
        let line = isRoot ? lines.line(of: key) : 0
        var value = table[key].map { node($0, &lines) } ?? DataNode(.null)
        value.line = line
        return DataNode.Entry(key: key, line: line, column: line > 0 ? 1 : 0, node: value)
      })
  }

  private static func node(_ value: TOMLValueConvertible, _ lines: inout KeyLines) -> DataNode {
    switch value.type {
    case .table: DataNode(value.table.map { mapping($0, &lines) } ?? .null)
    case .array: DataNode(.array(value.array.map { $0.map { node($0, &lines) } } ?? []))
    case .string: DataNode(.string(value.string ?? ""))
    case .int: DataNode(.int(value.int ?? 0))
    case .double: DataNode(.double(value.double ?? 0))
    case .bool: DataNode(.bool(value.bool ?? false))
    case .date: DataNode(.string(value.date.map(text) ?? ""))
    case .time: DataNode(.string(value.time.map(text) ?? ""))
    case .dateTime: DataNode(.string(value.dateTime.map(text) ?? ""))
    }
  }

  private static func text(_ date: TOMLDate) -> String {
    "\(String(padded: date.year, width: 4))-\(String(padded: date.month, width: 2))-\(String(padded: date.day, width: 2))"
  }

  private static func text(_ time: TOMLTime) -> String {
    "\(String(padded: time.hour, width: 2)):\(String(padded: time.minute, width: 2)):\(String(padded: time.second, width: 2))"
  }

  private static func text(_ moment: TOMLDateTime) -> String {
    let local = text(moment.date) + "T" + text(moment.time)
    guard let minutes = moment.offset?.offset else { return local }
    if minutes == 0 { return local + "Z" }
    let magnitude = abs(minutes)
    return local + (minutes < 0 ? "-" : "+") + String(padded: magnitude / 60, width: 2) + ":"
      + String(padded: magnitude % 60, width: 2)
  }
}

/// On which line each key of the root table is set: TOMLKit keeps no positions of values.
private struct KeyLines {
  private var bytes: ArraySlice<UInt8>
  private let lineOffset: Int
  private var lines: [String: Int]?

  init(_ bytes: ArraySlice<UInt8>, lineOffset: Int) {
    self.bytes = bytes
    self.lineOffset = lineOffset
  }

  mutating func line(of key: String) -> Int {
    if lines == nil {
      var found: [String: Int] = [:]
      for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
        let name = line.prefix { $0 != UInt8(ascii: "=") }.filter {
          $0 != 0x20 && $0 != 0x09 && $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") && $0 != 0x0D
        }
        let text = String(decoding: name, as: UTF8.self)
        if found[text] == nil { found[text] = index + 1 + lineOffset }
      }
      lines = found
    }
    return lines?[key] ?? 0
  }
}
