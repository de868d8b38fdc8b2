import BroadsheetCore

/// Python's `%` formatting.
enum PercentFormat {
  /// A conversion such as `%-08.3f`.
  private struct Conversion {
    var key: String?
    var flags: Set<UInt8> = []
    var width = 0
    var precision: Int?
    var type: UInt8 = 0
  }

  static func format(
    _ format: String, _ argument: Value, isMarkup: Bool, limit renderer: inout Renderer
  ) throws(TemplateError) -> Value {
    var out: [UInt8] = []
    let bytes = Array(format.utf8)
    var index = 0
    var next = 0
    var usedKeys = false
    let tuple: [Value]
    if case .list(let list) = argument, list.isTuple { tuple = list.items } else { tuple = [argument] }
    func take() throws(TemplateError) -> Value {
      guard next < tuple.count else { throw .arguments("not enough arguments for the format") }
      next += 1
      return tuple[next - 1]
    }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "%") else {
        out.append(byte)
        continue
      }
      var conversion = Conversion()
      if index < bytes.count, bytes[index] == UInt8(ascii: "(") {
        var end = index + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: ")") { end += 1 }
        guard end < bytes.count else { throw .arguments("the format has a key that is not closed") }
        conversion.key = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
        index = end + 1
      }
      while index < bytes.count, "-+ #0".utf8.contains(bytes[index]) {
        conversion.flags.insert(bytes[index])
        index += 1
      }
      conversion.width = try number(bytes, &index, take) ?? 0
      if conversion.width < 0 {
        conversion.flags.insert(UInt8(ascii: "-"))
        conversion.width = -conversion.width
      }
      if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
        index += 1
        conversion.precision = max(0, try number(bytes, &index, take) ?? 0)
      }
      while index < bytes.count, "hlL".utf8.contains(bytes[index]) { index += 1 }
      guard index < bytes.count else { throw .arguments("the format ends in a conversion") }
      conversion.type = bytes[index]
      index += 1
      if conversion.type == UInt8(ascii: "%") {
        out.append(UInt8(ascii: "%"))
        continue
      }
      var value: Value
      if let key = conversion.key {
        usedKeys = true
        switch argument {
        case .map(let map): value = map[key] ?? .absent
        case .record(let record): value = record[key] ?? .absent
        default: throw .arguments("the format needs a mapping")
        }
        if value.isUndefined { throw .arguments("the format's key `\(key)` is not given") }
      } else {
        value = try take()
      }
      try renderer.check(size: max(conversion.width, conversion.precision ?? 0))
      if renderer.isStrict, case .undefined(let undefined) = value { throw .undefined(undefined) }
      out += Array(try text(conversion, value, isMarkup: isMarkup).utf8)
      try renderer.check(size: out.count)
    }
    if next < tuple.count, !usedKeys {
      switch argument {
      case .map, .record: break
      case .list(let list) where !list.isTuple: if next == 0 { break } else { break }
      default: throw .arguments("the format has fewer places than arguments")
      }
    }
    return .text(String(decoding: out, as: UTF8.self), isMarkup: isMarkup)
  }

  private static func number(
    _ bytes: [UInt8], _ index: inout Int, _ take: () throws(TemplateError) -> Value
  ) throws(TemplateError) -> Int? {
    if index < bytes.count, bytes[index] == UInt8(ascii: "*") {
      index += 1
      guard let number = try take().integer, abs(number) < 1 << 40 else {
        throw .arguments("`*` in a format needs a whole number")
      }
      return number
    }
    var number: Int?
    while index < bytes.count, bytes[index] >= 48, bytes[index] <= 57 {
      number = min((number ?? 0) * 10 + Int(bytes[index] - 48), 1 << 40)
      index += 1
    }
    return number
  }

  private static func text(
    _ conversion: Conversion, _ value: Value, isMarkup: Bool
  ) throws(TemplateError) -> String {
    var body: String
    var isNumber = true
    switch conversion.type {
    case UInt8(ascii: "s"), UInt8(ascii: "r"), UInt8(ascii: "a"):
      isNumber = false
      let plain = conversion.type == UInt8(ascii: "s") ? value.asText : .string(value.representation)
      body = isMarkup ? plain.escaped.description : plain.description
      if let precision = conversion.precision { body = body.firstScalars(precision) }
    case UInt8(ascii: "c"):
      isNumber = false
      if let number = value.integer, let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: number)) {
        body = String(scalar)
      } else if let text = value.text, text.scalarCount == 1 {
        body = text
      } else {
        throw .type("`%c` needs a character")
      }
    case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"):
      body = try integer(value, conversion, radix: 10)
    case UInt8(ascii: "x"): body = try integer(value, conversion, radix: 16)
    case UInt8(ascii: "X"): body = try integer(value, conversion, radix: 16).uppercased()
    case UInt8(ascii: "o"): body = try integer(value, conversion, radix: 8)
    case UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "g"),
      UInt8(ascii: "G"):
      if case .undefined(let undefined) = value { throw .undefined(undefined) }
      guard let number = value.number else { throw .type("a number is expected here, not \(value.typeName)") }
      body = Number.format(
        number, conversion: Character(Unicode.Scalar(conversion.type)), precision: conversion.precision ?? 6,
        alternate: conversion.flags.contains(UInt8(ascii: "#")))
    default:
      throw .arguments("the format has an unknown conversion `%\(Unicode.Scalar(conversion.type))`")
    }
    if isNumber, !body.hasPrefix("-") {
      if conversion.flags.contains(UInt8(ascii: "+")) {
        body = "+" + body
      } else if conversion.flags.contains(UInt8(ascii: " ")) {
        body = " " + body
      }
    }
    let missing = conversion.width - body.scalarCount
    guard missing > 0 else { return body }
    if conversion.flags.contains(UInt8(ascii: "-")) { return body + String(repeating: " ", count: missing) }
    guard isNumber, conversion.flags.contains(UInt8(ascii: "0")) else {
      return String(repeating: " ", count: missing) + body
    }
    var sign = ""
    if let first = body.first, "+- ".contains(first) { sign = String(body.removeFirst()) }
    return sign + String(repeating: "0", count: missing) + body
  }

  private static func integer(
    _ value: Value, _ conversion: Conversion, radix: Int
  ) throws(TemplateError) -> String {
    if case .undefined(let undefined) = value { throw .undefined(undefined) }
    var number = value.integer
    if number == nil, radix == 10, case .double(let double) = value, abs(double) < 9.2e18 {
      number = Int(double)
    }
    guard let number else { throw .type("a whole number is expected here, not \(value.typeName)") }
    var digits = String(number.magnitude, radix: radix)
    if let precision = conversion.precision, digits.utf8.count < precision {
      digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
    }
    if conversion.flags.contains(UInt8(ascii: "#")) {
      digits = (radix == 16 ? "0x" : radix == 8 ? "0o" : "") + digits
    }
    return number < 0 ? "-" + digits : digits
  }
}
