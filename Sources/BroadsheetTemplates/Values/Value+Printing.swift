import BroadsheetCore

extension Value {
  /// What Python's `str()` gives.
  public var description: String {
    switch self {
    case .undefined: return ""
    case .none: return "None"
    case .bool(let flag): return flag ? "True" : "False"
    case .int(let number): return String(number)
    case .double(let number): return Number.describe(number)
    case .string(let text), .markup(let text): return text
    default:
      var out = OutputBuffer(capacity: 128)
      var printer = Printer()
      printer.append(representationOf: self, to: &out)
      return out.string()
    }
  }

  /// What Python's `repr()` gives.
  public var representation: String {
    var out = OutputBuffer(capacity: 128)
    var printer = Printer()
    printer.append(representationOf: self, to: &out)
    return out.string()
  }

  /// What error messages call a value of this type.
  public var typeName: String {
    switch self {
    case .undefined: "undefined"
    case .none: "none"
    case .bool: "bool"
    case .int: "int"
    case .double: "float"
    case .string: "string"
    case .markup: "markup"
    case .list(let list):
      switch list.kind {
      case .list: "list"
      case .tuple, .group: "tuple"
      default: "sequence"
      }
    case .map: "dict"
    case .record(let record): record.shape.label
    case .object(let object): object.typeName
    }
  }
}

/// Writes values as Python's `repr()` does; containers that contain themselves are cut.
struct Printer {
  private var open: [ObjectIdentifier] = []

  mutating func append(representationOf value: Value, to out: inout OutputBuffer) {
    switch value {
    case .undefined: out.append("Undefined")
    case .string(let text): Self.append(quoted: text, to: &out)
    case .markup(let text):
      out.append("Markup(")
      Self.append(quoted: text, to: &out)
      out.append(")")
    case .list(let list): append(list, to: &out)
    case .map(let map):
      guard enter(ObjectIdentifier(map)) else { return out.append("{...}") }
      append(map, to: &out)
      open.removeLast()
    case .record(let record):
      guard enter(ObjectIdentifier(record)) else { return out.append("{...}") }
      append(record.asMap(), to: &out)
      open.removeLast()
    case .object(let object):
      guard enter(ObjectIdentifier(object)) else { return out.append("<...>") }
      object.describe(with: &self, to: &out)
      open.removeLast()
    default: out.append(string: value.description)
    }
  }

  private mutating func enter(_ identity: ObjectIdentifier) -> Bool {
    guard open.count < Limits.nesting, !open.contains(identity) else { return false }
    open.append(identity)
    return true
  }

  private mutating func append(_ list: ValueList, to out: inout OutputBuffer) {
    guard enter(ObjectIdentifier(list)) else { return out.append(list.isTuple ? "(...)" : "[...]") }
    defer { open.removeLast() }
    switch list.kind {
    case .range(let start, let stop, let step):
      let tail = step == 1 ? "" : ", \(step)"
      out.append(string: "range(\(start), \(stop)\(tail))")
    case .tuple, .group:
      out.append("(")
      append(items: list.items, to: &out)
      out.append(list.items.count == 1 ? ",)" : ")")
    case .list, .generator:
      out.append("[")
      append(items: list.items, to: &out)
      out.append("]")
    case .keys, .values, .items:
      out.append(list.kind == .keys ? "dict_keys([" : list.kind == .values ? "dict_values([" : "dict_items([")
      append(items: list.items, to: &out)
      out.append("])")
    }
  }

  mutating func append(items: [Value], to out: inout OutputBuffer) {
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(", ") }
      append(representationOf: item, to: &out)
    }
  }

  mutating func append(_ map: ValueMap, to out: inout OutputBuffer) {
    out.append("{")
    for (index, key) in map.keys.enumerated() {
      if index > 0 { out.append(", ") }
      append(representationOf: key, to: &out)
      out.append(": ")
      append(representationOf: map.values[index], to: &out)
    }
    out.append("}")
  }

  /// Appends a Python string literal: single quotes unless only they occur inside.
  static func append(quoted text: String, to out: inout OutputBuffer) {
    let double = text.utf8.contains(UInt8(ascii: "'")) && !text.utf8.contains(UInt8(ascii: "\""))
    let quote = double ? UInt8(ascii: "\"") : UInt8(ascii: "'")
    out.append(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": out.append("\\\\")
      case "\n": out.append("\\n")
      case "\r": out.append("\\r")
      case "\t": out.append("\\t")
      default:
        if scalar.value == UInt32(quote) {
          out.append(UInt8(ascii: "\\"))
          out.append(quote)
        } else if scalar.value >= 0x20, scalar.value < 0x7F {
          out.append(UInt8(scalar.value))
        } else if scalar.isPrintable {
          out.append(string: String(scalar))
        } else {
          let width = scalar.value < 0x100 ? 2 : scalar.value < 0x10000 ? 4 : 8
          out.append(width == 2 ? "\\x" : width == 4 ? "\\u" : "\\U")
          let digits = String(scalar.value, radix: 16)
          for _ in digits.utf8.count..<width { out.append(UInt8(ascii: "0")) }
          out.append(string: digits)
        }
      }
    }
    out.append(quote)
  }
}

extension Unicode.Scalar {
  /// Python's `str.isprintable` for one scalar.
  var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    case .spaceSeparator: value == 0x20
    default: true
    }
  }
}
