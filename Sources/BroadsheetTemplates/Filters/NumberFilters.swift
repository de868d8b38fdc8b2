import BroadsheetCore

/// The filters that make and change numbers.
enum NumberFilters {
  static let all: [Filter] = [
    Filter("abs", "", "The number without its sign.", "{{ -3|abs }}", abs),
    Filter(
      "filesizeformat", "binary=false", "A number of bytes for people.", "{{ 1300000|filesizeformat }}",
      fileSize),
    Filter(
      "float", "default=0.0", "The value as a floating-point number, or `default`.", "{{ '1.5'|float }}",
      float),
    Filter(
      "int", "default=0, base=10", "The value as a whole number, or `default`.", "{{ '0x1f'|int(base=16) }}",
      int),
    Filter(
      "round", "precision=0, method='common'",
      "The number rounded to `precision` places; `method` is `common`, `ceil` or `floor`.",
      "{{ 42.55|round(1) }}", round),
  ]

  static func abs(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    if let number = call.value.integer {
      return number < 0 ? try Arithmetic.sign(.int(number), negative: true) : .int(number)
    }
    return .double(Swift.abs(try number(call.value)))
  }

  private static func number(_ value: Value) throws(TemplateError) -> Double {
    if case .undefined(let undefined) = value { throw .undefined(undefined) }
    guard let number = value.number else { throw .type("a number is expected here, not \(value.typeName)") }
    return number
  }

  static func float(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    if case .undefined(let undefined) = call.value { throw .undefined(undefined) }
    if let number = call.value.number { return .double(number) }
    if let text = call.value.text, let number = Number.double(text) { return .double(number) }
    return call.arguments[0] ?? .double(0)
  }

  static func int(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    if case .undefined(let undefined) = call.value { throw .undefined(undefined) }
    let fallback = call.arguments[0] ?? .int(0)
    if let number = call.value.integer { return .int(number) }
    var double: Double?
    if let text = call.value.text {
      if let number = Number.integer(text, base: try call.arguments.int(1, default: 10)) {
        return .int(number)
      }
      double = Number.double(text)
    } else {
      double = call.value.number
    }
    guard let double, double.isFinite else { return fallback }
    guard let number = Int(exactly: double.rounded(.towardZero)) else {
      throw .type("the result is beyond 64 bits")
    }
    return .int(number)
  }

  static func round(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let places = try call.arguments.int(0, default: 0)
    let method = try call.arguments.string(1, default: "common")
    guard ["common", "ceil", "floor"].contains(method) else {
      throw .arguments("`round` knows the methods `common`, `ceil` and `floor`")
    }
    let number = try number(call.value)
    if method == "common" {
      guard let whole = call.value.integer else { return .double(Number.round(number, places: places)) }
      if places >= 0 { return .int(whole) }
      guard places > -19 else { return .int(0) }
      var scale = 1
      for _ in 0..<(-places) { scale *= 10 }
      let remainder = ((whole % scale) + scale) % scale
      let low = whole - remainder
      let isUp = remainder * 2 > scale || (remainder * 2 == scale && (low / scale) % 2 != 0)
      return .int(isUp ? low + scale : low)
    }
    let scale = Number.power(10, Double(places))
    let scaled = (number * scale).rounded(method == "ceil" ? .up : .down)
    guard scaled.isFinite else { throw .type("the number cannot be rounded") }
    return .double(scaled / scale)
  }

  static func fileSize(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    var bytes = call.value.number
    if bytes == nil, let text = call.value.text { bytes = Number.double(text) }
    guard let bytes else { throw .type("a number is expected here, not \(call.value.typeName)") }
    let isBinary = call.arguments.bool(0, default: false)
    let base: Double = isBinary ? 1024 : 1000
    if bytes == 1 { return .string("1 Byte") }
    if bytes < base {
      guard let whole = Int(exactly: bytes.rounded(.towardZero)) else {
        throw .type("the number is too large")
      }
      return .string("\(whole) Bytes")
    }
    let units =
      isBinary
      ? ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"]
      : ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"]
    var unit = base
    for (index, name) in units.enumerated() {
      unit *= base
      if bytes < unit || index == units.count - 1 {
        return .string(Number.format(base * bytes / unit, conversion: "f", precision: 1) + " " + name)
      }
    }
    return .absent
  }
}
