/// Reads JSON (RFC 8259) into a ``DataNode``, keeping the order of keys and the place of each value.
///
/// A number without fraction and exponent that fits 64 bits is an integer. Depth is bounded, so that no input
/// overflows the stack; of equal keys the last wins, as in other readers.
public struct JSONParser {
  /// What is wrong with the text, and at which byte.
  public struct Failure: Error, Hashable, Sendable {
    /// One sentence without a full stop.
    public var message: String
    /// The byte offset.
    public var offset: Int
  }

  /// How deep lists and objects may nest.
  private static let maximalDepth = 200
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var lineStart = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Parses a whole document.
  public static func parse(_ bytes: [UInt8]) throws(Failure) -> DataNode {
    var parser = JSONParser(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.index = 3 }
    let node = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.index == bytes.count else { throw parser.failure("more text after the end of the value") }
    return node
  }

  /// Parses a value at the start of a text, and says at which byte what follows it begins.
  public static func parsePrefix(_ bytes: [UInt8]) throws(Failure) -> (node: DataNode, end: Int) {
    var parser = JSONParser(bytes)
    let node = try parser.value(depth: 0)
    return (node, parser.index)
  }

  private func failure(_ message: String) -> Failure { Failure(message: message, offset: index) }

  private mutating func skipBlanks() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x0A:
        line += 1
        index += 1
        lineStart = index
      case 0x20, 0x09, 0x0D: index += 1
      default: return
      }
    }
  }

  private var column: Int {
    var count = 1
    for byte in bytes[lineStart..<index] where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  private mutating func value(depth: Int) throws(Failure) -> DataNode {
    skipBlanks()
    guard index < bytes.count else { throw failure("the text ends where a value is expected") }
    guard depth < Self.maximalDepth else { throw failure("nested deeper than \(Self.maximalDepth) levels") }
    let (line, column) = (line, column)
    let value: DataNode.Value
    switch bytes[index] {
    case UInt8(ascii: "{"): value = try mapping(depth: depth)
    case UInt8(ascii: "["): value = try array(depth: depth)
    case UInt8(ascii: "\""): value = .string(try string())
    case UInt8(ascii: "t"): value = try word("true", .bool(true))
    case UInt8(ascii: "f"): value = try word("false", .bool(false))
    case UInt8(ascii: "n"): value = try word("null", .null)
    case UInt8(ascii: "-"), 48...57: value = try number()
    default: throw failure("a value is expected here")
    }
    return DataNode(value, line: line, column: column)
  }

  private mutating func word(_ word: StaticString, _ value: DataNode.Value) throws(Failure) -> DataNode.Value
  {
    for position in 0..<word.utf8CodeUnitCount {
      guard index + position < bytes.count, bytes[index + position] == word.byte(at: position) else {
        throw failure("a value is expected here")
      }
    }
    index += word.utf8CodeUnitCount
    return value
  }

  private mutating func array(depth: Int) throws(Failure) -> DataNode.Value {
    index += 1
    var items: [DataNode] = []
    skipBlanks()
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
      index += 1
      return .array([])
    }
    while true {
      items.append(try value(depth: depth + 1))
      if try endsCollection(with: UInt8(ascii: "]")) { return .array(items) }
    }
  }

  private mutating func mapping(depth: Int) throws(Failure) -> DataNode.Value {
    index += 1
    var entries: [DataNode.Entry] = []
    var positions: [String: Int] = [:]
    skipBlanks()
    if index < bytes.count, bytes[index] == UInt8(ascii: "}") {
      index += 1
      return .mapping([])
    }
    while true {
      skipBlanks()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw failure("a key in quotation marks is expected here")
      }
      let (line, column) = (line, column)
      let key = try string()
      skipBlanks()
      guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
        throw failure("`:` is expected here")
      }
      index += 1
      let entry = DataNode.Entry(key: key, line: line, column: column, node: try value(depth: depth + 1))
      if let known = positions[key] {
        entries[known] = entry
      } else {
        positions[key] = entries.count
        entries.append(entry)
      }
      if try endsCollection(with: UInt8(ascii: "}")) { return .mapping(entries) }
    }
  }

  private mutating func endsCollection(with end: UInt8) throws(Failure) -> Bool {
    skipBlanks()
    guard index < bytes.count else { throw failure("the text ends inside a list or an object") }
    if bytes[index] == UInt8(ascii: ",") {
      index += 1
      return false
    }
    guard bytes[index] == end else {
      throw failure("`,` or `\(Unicode.Scalar(end))` is expected here")
    }
    index += 1
    return true
  }

  private mutating func number() throws(Failure) -> DataNode.Value {
    let start = index
    var isInteger = true
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    let digits = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 48, byte <= 57 {
        index += 1
      } else if byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") || byte == UInt8(ascii: "+")
        || (byte == UInt8(ascii: "-") && !isInteger)
      {
        isInteger = false
        index += 1
      } else {
        break
      }
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    let hasLeadingZero = index - digits > 1 && bytes[digits] == 48 && (48...57).contains(bytes[digits + 1])
    if isInteger, !hasLeadingZero, let value = Int(text) { return .int(value) }
    if !hasLeadingZero, index > digits, let value = Double(text), value.isFinite { return .double(value) }
    index = start
    throw failure("this is not a number")
  }

  private mutating func string() throws(Failure) -> String {
    index += 1
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\"),
      bytes[index] >= 0x20
    {
      index += 1
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      index += 1
      return String(decoding: bytes[start..<index - 1], as: UTF8.self)
    }
    var text = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return String(decoding: text, as: UTF8.self)
      }
      guard byte >= 0x20 else { throw failure("a control character inside a string") }
      if byte == UInt8(ascii: "\\") {
        try escape(into: &text)
      } else {
        text.append(byte)
        index += 1
      }
    }
    throw failure("a string that never ends")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Failure) {
    guard index + 1 < bytes.count else { throw failure("a string that never ends") }
    index += 2
    switch bytes[index - 1] {
    case UInt8(ascii: "\""): text.append(UInt8(ascii: "\""))
    case UInt8(ascii: "\\"): text.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "/"): text.append(UInt8(ascii: "/"))
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if (0xD800...0xDBFF).contains(code), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
        bytes[index + 1] == UInt8(ascii: "u")
      {
        let resume = index
        index += 2
        let low = try hexadecimal()
        if (0xDC00...0xDFFF).contains(low) {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        } else {
          index = resume
        }
      }
      text.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
    default:
      index -= 2
      throw failure("an unknown escape")
    }
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    guard index + 4 <= bytes.count, bytes[index] != UInt8(ascii: "+"), bytes[index] != UInt8(ascii: "-"),
      let value = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    else { throw failure("`\\u` needs four hexadecimal digits") }
    index += 4
    return value
  }
}
