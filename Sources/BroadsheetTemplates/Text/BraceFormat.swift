/// Python's `str.format`.
enum BraceFormat {
  static func format(
    _ format: String, _ positional: [Value], _ named: [(name: String, value: Value)], isMarkup: Bool,
    _ renderer: inout Renderer
  ) throws(TemplateError) -> String {
    var out = ""
    var next = 0
    let bytes = Array(format.utf8)
    var index = 0
    var start = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
        index += 1
        continue
      }
      out += String(decoding: bytes[start..<index], as: UTF8.self)
      if index + 1 < bytes.count, bytes[index + 1] == byte {
        out.unicodeScalars.append(Unicode.Scalar(byte))
        index += 2
        start = index
        continue
      }
      guard byte == UInt8(ascii: "{") else { throw .arguments("the format has a `}` without `{`") }
      var end = index + 1
      var depth = 1
      while end < bytes.count {
        if bytes[end] == UInt8(ascii: "{") { depth += 1 }
        if bytes[end] == UInt8(ascii: "}") {
          depth -= 1
          if depth == 0 { break }
        }
        end += 1
      }
      guard end < bytes.count else { throw .arguments("the format has a `{` that is not closed") }
      let field = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
      out += try self.field(field, positional, named, &next, isMarkup: isMarkup, &renderer)
      try renderer.check(size: out.utf8.count)
      index = end + 1
      start = index
    }
    return out + String(decoding: bytes[start...], as: UTF8.self)
  }

  private static func field(
    _ field: String, _ positional: [Value], _ named: [(name: String, value: Value)], _ next: inout Int,
    isMarkup: Bool, _ renderer: inout Renderer
  ) throws(TemplateError) -> String {
    let parts = field.split(on: ":", limit: 1)
    var specification = parts.count > 1 ? parts[1] : ""
    let pieces = parts[0].split(on: "!", limit: 1)
    var value = try find(pieces[0], positional, named, &next, &renderer)
    if specification.firstOffset(of: "{") != nil {
      // One level of fields inside the specification, as Python allows.
      let inner = specification.split(on: "{", limit: 1)
      let rest = inner[1].split(on: "}", limit: 1)
      let filled = try find(rest[0], positional, named, &next, &renderer).description
      specification = inner[0] + filled + (rest.count > 1 ? rest[1] : "")
    }
    if pieces.count > 1 {
      switch pieces[1] {
      case "r", "a": value = .string(value.representation)
      case "s": value = .string(value.description)
      default: throw .arguments("the format has an unknown conversion `!\(pieces[1])`")
      }
    }
    if renderer.isStrict, case .undefined(let undefined) = value { throw .undefined(undefined) }
    let text =
      specification.isEmpty
      ? value.asText : .string(try FormatSpecification(specification).format(value, &renderer))
    return isMarkup ? text.escaped.description : text.description
  }

  private static func find(
    _ path: String, _ positional: [Value], _ named: [(name: String, value: Value)], _ next: inout Int,
    _ renderer: inout Renderer
  ) throws(TemplateError) -> Value {
    let end =
      path.utf8.firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") } ?? path.utf8.endIndex
    let first = String(path[..<end])
    var rest = String(path[end...])
    var value: Value
    if first.isEmpty || Int(first) != nil {
      let index = Int(first) ?? next
      if first.isEmpty { next += 1 }
      guard index >= 0, index < positional.count else {
        throw .arguments("the format has no argument \(index)")
      }
      value = positional[index]
    } else {
      guard let argument = named.first(where: { $0.name == first }) else {
        throw .arguments("the format has no argument `\(first)`")
      }
      value = argument.value
    }
    while let mark = rest.utf8.first {
      rest = rest.bytes(1..<rest.utf8.count)
      if mark == UInt8(ascii: "[") {
        let pieces = rest.split(on: "]", limit: 1)
        guard pieces.count == 2 else { throw .arguments("the format has a `[` that is not closed") }
        value = try renderer.item(Int(pieces[0]).map { .int($0) } ?? .string(pieces[0]), of: value)
        rest = pieces[1]
      } else {
        let end =
          rest.utf8.firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") } ?? rest.utf8.endIndex
        value = try renderer.attribute(String(rest[..<end]), of: value)
        rest = String(rest[end...])
      }
      if case .undefined(let undefined) = value { throw .undefined(undefined) }
    }
    return value
  }
}

/// Python's format specification: fill, alignment, sign, width, grouping, precision, type.
struct FormatSpecification {
  private var fill: Unicode.Scalar = " "
  private var alignment: Unicode.Scalar?
  private var sign: Unicode.Scalar = "-"
  private var isAlternate = false
  private var width = 0
  private var grouping: Unicode.Scalar?
  private var precision: Int?
  private var type: Unicode.Scalar?

  init(_ text: String) throws(TemplateError) {
    var scalars = Array(text.unicodeScalars)[...]
    let alignments: [Unicode.Scalar] = ["<", ">", "^", "="]
    if scalars.count > 1, alignments.contains(scalars[1]) {
      fill = scalars[0]
      alignment = scalars[1]
      scalars.removeFirst(2)
    } else if let first = scalars.first, alignments.contains(first) {
      alignment = first
      scalars.removeFirst()
    }
    if let first = scalars.first, "+- ".unicodeScalars.contains(first) {
      sign = first
      scalars.removeFirst()
    }
    if scalars.first == "#" {
      isAlternate = true
      scalars.removeFirst()
    }
    if scalars.first == "0" {
      if alignment == nil {
        fill = "0"
        alignment = "="
      }
      scalars.removeFirst()
    }
    width = Self.number(&scalars) ?? 0
    if let first = scalars.first, first == "," || first == "_" {
      grouping = first
      scalars.removeFirst()
    }
    if scalars.first == "." {
      scalars.removeFirst()
      guard let places = Self.number(&scalars) else { throw .arguments("the format lacks its precision") }
      precision = places
    }
    type = scalars.popFirst()
    guard scalars.isEmpty else { throw .arguments("`\(text)` is no format") }
  }

  private static func number(_ scalars: inout ArraySlice<Unicode.Scalar>) -> Int? {
    var number: Int?
    while let first = scalars.first, ("0"..."9").contains(first) {
      number = min((number ?? 0) * 10 + Int(first.value - 48), 1 << 40)
      scalars.removeFirst()
    }
    return number
  }

  func format(_ value: Value, _ renderer: inout Renderer) throws(TemplateError) -> String {
    try renderer.check(size: max(width, precision ?? 0))
    var body: String
    var prefix = ""
    let isNumber: Bool
    if value.text != nil || value.number == nil || (type == "s") {
      guard type == nil || type == "s" else {
        throw .type("the format `\(type ?? " ")` needs a number, not \(value.typeName)")
      }
      body = value.description
      if let precision { body = body.firstScalars(precision) }
      isNumber = false
    } else {
      (prefix, body) = try number(value)
      isNumber = true
    }
    let missing = width - (prefix + body).scalarCount
    guard missing > 0 else { return prefix + body }
    let filler = String(repeating: String(fill), count: missing)
    switch alignment ?? (isNumber ? ">" : "<") {
    case "<": return prefix + body + filler
    case "^":
      let left = String(repeating: String(fill), count: missing / 2)
      return left + prefix + body + String(repeating: String(fill), count: missing - missing / 2)
    case "=": return prefix + filler + body
    default: return filler + prefix + body
    }
  }

  private func number(_ value: Value) throws(TemplateError) -> (String, String) {
    var digits: String
    let isNegative: Bool
    var prefix = ""
    let radix: Int? =
      switch type {
      case "d", "n": 10
      case "x", "X": 16
      case "o": 8
      case "b": 2
      case nil where value.integer != nil: 10
      default: nil
      }
    if let radix {
      guard let number = value.integer else {
        throw .type("the format `\(type ?? "d")` needs a whole number")
      }
      isNegative = number < 0
      digits = String(number.magnitude, radix: radix, uppercase: type == "X")
      if isAlternate {
        prefix = radix == 16 ? (type == "X" ? "0X" : "0x") : radix == 8 ? "0o" : radix == 2 ? "0b" : ""
      }
    } else {
      guard let number = value.number else { throw .type("the format needs a number, not \(value.typeName)") }
      isNegative = number.sign == .minus && !number.isNaN
      let magnitude = abs(number)
      switch type {
      case "f", "F", "e", "E", "g", "G":
        digits = Number.format(
          magnitude, conversion: Character(type ?? "f"), precision: precision ?? 6, alternate: isAlternate)
      case "%": digits = Number.format(magnitude * 100, conversion: "f", precision: precision ?? 6) + "%"
      case nil:
        digits =
          precision.map { Number.format(magnitude, conversion: "g", precision: $0) }
          ?? Number.describe(magnitude)
      default: throw .arguments("the format has an unknown type `\(type ?? " ")`")
      }
    }
    if let grouping { digits = Self.grouped(digits, grouping) }
    let mark = isNegative ? "-" : sign == "+" ? "+" : sign == " " ? " " : ""
    return (mark + prefix, digits)
  }

  private static func grouped(_ digits: String, _ separator: Unicode.Scalar) -> String {
    let scalars = Array(digits.unicodeScalars)
    let whole = scalars.prefix { ("0"..."9").contains($0) }.count
    var out = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      if index > 0, index < whole, (whole - index) % 3 == 0 { out.append(separator) }
      out.append(scalar)
    }
    return String(out)
  }
}
