import BroadsheetCore

/// Writes values as JSON in ASCII with sorted keys, safe inside HTML.
struct JSONWriter: ~Copyable {
  var out = OutputBuffer(capacity: 256)
  let indent: String?
  let limit: Int

  init(indent: String?, limit: Int) {
    self.indent = indent
    self.limit = limit
  }

  mutating func append(_ value: Value, depth: Int) throws(TemplateError) {
    guard depth <= Limits.nesting else { throw .limit("the value is nested too deeply for JSON") }
    if out.count > limit { throw .limit("the JSON is larger than \(limit) bytes") }
    switch value {
    case .undefined(let undefined): throw .undefined(undefined)
    case .none: out.append("null")
    case .bool(let flag): out.append(flag ? "true" : "false")
    case .int(let number): out.append(decimal: number)
    case .double(let number):
      if number.isNaN {
        out.append("NaN")
      } else if number.isInfinite {
        out.append(number < 0 ? "-Infinity" : "Infinity")
      } else {
        out.append(string: Number.describe(number))
      }
    case .string(let text), .markup(let text): append(text)
    case .list(let list):
      switch list.kind {
      case .list, .tuple, .group, .generator: try append(list.items, depth: depth)
      default: throw .type("a \(list.kind) cannot be written as JSON", help: "make it a list with `list`")
      }
    case .map(let map): try append(map, depth: depth)
    case .record(let record): try append(record.asMap(), depth: depth)
    case .object(let object): throw .type("\(object.typeName) cannot be written as JSON")
    }
  }

  private mutating func newLine(_ depth: Int) {
    guard let indent else { return }
    out.append("\n")
    for _ in 0..<depth { out.append(string: indent) }
  }

  private mutating func append(_ items: [Value], depth: Int) throws(TemplateError) {
    if items.isEmpty { return out.append("[]") }
    out.append("[")
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(indent == nil ? ", " : ",") }
      newLine(depth + 1)
      try append(item, depth: depth + 1)
    }
    newLine(depth)
    out.append("]")
  }

  private mutating func append(_ map: ValueMap, depth: Int) throws(TemplateError) {
    if map.count == 0 { return out.append("{}") }
    out.append("{")
    var isFirst = true
    let keys = map.keys
    let texts = keys.map(\.text)
    let order =
      texts.contains { $0 == nil }
      ? Array(keys.indices)
      : keys.indices.sorted { a, b in
        (texts[a] ?? "").unicodeScalars.lexicographicallyPrecedes((texts[b] ?? "").unicodeScalars)
      }
    for index in order {
      if !isFirst { out.append(indent == nil ? ", " : ",") }
      isFirst = false
      newLine(depth + 1)
      switch keys[index] {
      case .string(let text), .markup(let text): append(text)
      case .none: out.append("\"null\"")
      case .bool(let flag): out.append(flag ? "\"true\"" : "\"false\"")
      case .int, .double: append(keys[index].description)
      default: throw .type("\(keys[index].typeName) cannot be a key in JSON")
      }
      out.append(": ")
      try append(map.values[index], depth: depth + 1)
    }
    newLine(depth)
    out.append("}")
  }

  private mutating func append(_ text: String) {
    out.append("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out.append("\\\"")
      case "\\": out.append("\\\\")
      case "\n": out.append("\\n")
      case "\r": out.append("\\r")
      case "\t": out.append("\\t")
      case "\u{8}": out.append("\\b")
      case "\u{c}": out.append("\\f")
      case "<", ">", "&", "'": append(unit: UInt16(scalar.value))
      default:
        if scalar.value >= 0x20, scalar.value < 0x7F {
          out.append(UInt8(scalar.value))
        } else if scalar.value == 0x7F {
          out.append(0x7F)
        } else {
          for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { append(unit: unit) }
        }
      }
    }
    out.append("\"")
  }

  private mutating func append(unit: UInt16) {
    let digits = String(unit, radix: 16)
    out.append("\\u")
    for _ in digits.utf8.count..<4 { out.append(UInt8(ascii: "0")) }
    out.append(string: digits)
  }
}
