#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers as Python writes, reads and rounds them.
enum Number {
  /// Python's `repr` of a float: the shortest digits that read back, with an exponent below 1e-4 and from
  /// 1e16 on.
  static func describe(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    var digits: [UInt8] = []
    var point = 0
    var exponent = 0
    var sawPoint = false
    var bytes = Array(value.description.utf8)
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { bytes.removeFirst() }
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: ".") {
        sawPoint = true
      } else if byte == UInt8(ascii: "e") {
        exponent = Int(String(decoding: bytes[(index + 1)...], as: UTF8.self)) ?? 0
        break
      } else {
        digits.append(byte)
        if !sawPoint { point += 1 }
      }
    }
    point += exponent
    while digits.count > 1, digits.first == UInt8(ascii: "0") {
      digits.removeFirst()
      point -= 1
    }
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    if digits == [UInt8(ascii: "0")] { return isNegative ? "-0.0" : "0.0" }
    var out: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    let scientific = point - 1
    if scientific < -4 || scientific >= 16 {
      out.append(digits[0])
      if digits.count > 1 { out += [UInt8(ascii: ".")] + digits[1...] }
      out += Array((scientific < 0 ? "e-" : "e+").utf8)
      if abs(scientific) < 10 { out.append(UInt8(ascii: "0")) }
      out += Array(String(abs(scientific)).utf8)
    } else if point <= 0 {
      out += Array("0.".utf8) + [UInt8](repeating: UInt8(ascii: "0"), count: -point) + digits
    } else if point >= digits.count {
      out += digits + [UInt8](repeating: UInt8(ascii: "0"), count: point - digits.count) + Array(".0".utf8)
    } else {
      out += digits[..<point] + [UInt8(ascii: ".")] + digits[point...]
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// What C's `printf` gives for `value` with the conversion `f`, `e`, `g` (or their capitals): correctly
  /// rounded.
  static func format(_ value: Double, conversion: Character, precision: Int, alternate: Bool = false)
    -> String
  {
    if value.isNaN { return conversion.isUppercase ? "NAN" : "nan" }
    if value.isInfinite {
      let text = value < 0 ? "-inf" : "inf"
      return conversion.isUppercase ? text.uppercased() : text
    }
    let precision = min(max(precision, 0), 1000)
    let pattern = "%\(alternate ? "#" : "").\(precision)\(conversion)"
    return unsafe withVaList([value]) { list in
      var buffer = [CChar](repeating: 0, count: precision + 340)
      let count = unsafe vsnprintf(&buffer, buffer.count, pattern, list)
      let bytes = buffer.prefix(max(0, min(Int(count), buffer.count - 1))).map { UInt8(bitPattern: $0) }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Python's `round(value, places)`: to the nearest decimal, exact halves to the even digit.
  static func round(_ value: Double, places: Int) -> Double {
    guard value.isFinite else { return value }
    if places > 308 { return value }
    if places >= 0 { return Double(format(value, conversion: "f", precision: places)) ?? value }
    guard places > -309 else { return 0 }
    let scale = pow(10.0, Double(-places))
    return (value / scale).rounded(.toNearestOrEven) * scale
  }

  /// Python's `float(text)`, or nil.
  static func double(_ text: String) -> Double? {
    var bytes = Array(text.strippingWhitespace().utf8)
    guard !bytes.isEmpty else { return nil }
    if bytes.contains(UInt8(ascii: "_")) {
      guard let cleaned = withoutUnderscores(bytes) else { return nil }
      bytes = cleaned
    }
    var body = bytes[...]
    if let sign = body.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { body.removeFirst() }
    guard let first = body.first else { return nil }
    let lower = String(decoding: body, as: UTF8.self).lowercased()
    if ["inf", "infinity", "nan"].contains(lower) {
      if lower == "nan" { return .nan }
      return bytes.first == UInt8(ascii: "-") ? -.infinity : .infinity
    }
    guard (first >= 48 && first <= 57) || first == UInt8(ascii: ".") else { return nil }
    for byte in body where !((byte >= 48 && byte <= 57) || "+-.eE".utf8.contains(byte)) { return nil }
    var text = String(decoding: bytes, as: UTF8.self)
    if first == UInt8(ascii: ".") {
      text = (bytes.first == UInt8(ascii: "-") ? "-0" : "0") + String(decoding: body, as: UTF8.self)
    }
    if text.utf8.last == UInt8(ascii: ".") { text += "0" }
    text = text.replacingFirst(".e", with: ".0e").replacingFirst(".E", with: ".0e")
    return Double(text)
  }

  /// Python's `int(text, base)`, or nil; also nil beyond 64 bits.
  static func integer(_ text: String, base: Int = 10) -> Int? {
    var bytes = Array(text.strippingWhitespace().utf8)
    var isNegative = false
    if let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      isNegative = sign == UInt8(ascii: "-")
      bytes.removeFirst()
    }
    var base = base
    if bytes.count > 2, bytes[0] == UInt8(ascii: "0") {
      let prefix: Int? =
        switch bytes[1] | 0x20 {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "b"): 2
        default: nil
        }
      if let prefix, base == prefix || base == 0 {
        bytes.removeFirst(2)
        if bytes.first == UInt8(ascii: "_") { bytes.removeFirst() }
        base = prefix
      }
    }
    if base == 0 { base = 10 }
    guard (2...36).contains(base), let digits = withoutUnderscores(bytes), let first = digits.first,
      first != UInt8(ascii: "+"), first != UInt8(ascii: "-")
    else { return nil }
    return Int((isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self), radix: base)
  }

  /// Drops the underscores that Python allows between digits; nil where one stands elsewhere.
  private static func withoutUnderscores(_ bytes: [UInt8]) -> [UInt8]? {
    var out: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if byte != UInt8(ascii: "_") {
        out.append(byte)
      } else if index == 0 || index + 1 == bytes.count || bytes[index - 1] == byte {
        return nil
      }
    }
    return out
  }

  /// `x ** y` for floats.
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
