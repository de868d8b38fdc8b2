import BroadsheetCore

extension Renderer {
  mutating func calculate(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws(TemplateError)
    -> Value
  {
    if case .int(let a) = left, case .int(let b) = right { return try Arithmetic.integers(operation, a, b) }
    if case .undefined(let undefined) = left { throw .undefined(undefined) }
    if operation == .modulo, let format = left.text {
      return try PercentFormat.format(format, right, isMarkup: left.isMarkup, limit: &self)
    }
    if case .undefined(let undefined) = right { throw .undefined(undefined) }
    switch operation {
    case .add:
      if let a = left.text, let b = right.text { return try join(left, a, right, b) }
      if case .list(let a) = left, case .list(let b) = right, a.isTuple == b.isTuple {
        try check(size: a.items.count + b.items.count)
        return .list(ValueList(a.items + b.items, kind: a.isTuple ? .tuple : .list))
      }
    case .multiply:
      if let text = left.text, let count = right.integer { return try repeated(text, count, left.isMarkup) }
      if let text = right.text, let count = left.integer { return try repeated(text, count, right.isMarkup) }
      if case .list(let list) = left, let count = right.integer { return try repeated(list, count) }
      if case .list(let list) = right, let count = left.integer { return try repeated(list, count) }
    default: break
    }
    if let a = left.integer, let b = right.integer { return try Arithmetic.integers(operation, a, b) }
    if let a = left.number, let b = right.number { return try Arithmetic.doubles(operation, a, b) }
    throw .type("`\(operation.symbol)` does not work for \(left.typeName) and \(right.typeName)")
  }

  private mutating func join(_ left: Value, _ a: String, _ right: Value, _ b: String) throws(TemplateError)
    -> Value
  {
    try check(size: a.utf8.count + b.utf8.count)
    switch (left.isMarkup, right.isMarkup) {
    case (false, false): return .string(a + b)
    case (true, true): return .markup(a + b)
    case (true, false): return .markup(a + b.htmlEscaped)
    case (false, true): return .markup(a.htmlEscaped + b)
    }
  }

  private mutating func repeated(_ text: String, _ count: Int, _ isMarkup: Bool) throws(TemplateError)
    -> Value
  {
    let (size, overflow) = text.utf8.count.multipliedReportingOverflow(by: max(count, 0))
    try check(size: overflow ? .max : size)
    let result = size == 0 ? "" : String(repeating: text, count: max(count, 0))
    return isMarkup ? .markup(result) : .string(result)
  }

  private mutating func repeated(_ list: ValueList, _ count: Int) throws(TemplateError) -> Value {
    let (size, overflow) = list.items.count.multipliedReportingOverflow(by: max(count, 0))
    try check(size: overflow ? .max : size.multipliedReportingOverflow(by: 16).partialValue)
    var items: [Value] = []
    if size > 0 { for _ in 0..<count { items += list.items } }
    return .list(ValueList(items, kind: list.isTuple ? .tuple : .list))
  }

  /// `~`: the texts of all parts; with autoescaping, parts that are not markup are escaped once one is.
  mutating func concatenate(_ parts: [Value], escaping: Bool) throws(TemplateError) -> Value {
    var size = 0
    for part in parts {
      if isStrict, case .undefined(let undefined) = part { throw .undefined(undefined) }
      size += part.text?.utf8.count ?? 0
    }
    try check(size: size)
    let values = parts.map { $0.asText }
    guard escaping, values.contains(where: \.isMarkup) else {
      var text = ""
      for value in values { text += value.description }
      return .string(text)
    }
    var text = ""
    for value in values { text += value.isMarkup ? value.description : value.description.htmlEscaped }
    return .markup(text)
  }

  // MARK: Comparisons

  mutating func compare(_ comparison: ComparisonOperator, _ left: Value, _ right: Value) throws(TemplateError)
    -> Bool
  {
    switch comparison {
    case .equal, .notEqual:
      if isStrict {
        if case .undefined(let undefined) = left { throw .undefined(undefined) }
        if case .undefined(let undefined) = right { throw .undefined(undefined) }
      }
      return (left == right) == (comparison == .equal)
    case .contained: return try contains(right, left)
    case .notContained: return try !contains(right, left)
    case .less: return try order(left, right, "<") == -1
    case .greater: return try order(left, right, ">") == 1
    case .lessOrEqual:
      let order = try order(left, right, "<=")
      return order == -1 || order == 0
    case .greaterOrEqual:
      let order = try order(left, right, ">=")
      return order == 1 || order == 0
    }
  }

  /// The order of two values, or an error where they have none.
  mutating func order(_ left: Value, _ right: Value, _ symbol: String) throws(TemplateError) -> Int {
    if case .undefined(let undefined) = left { throw .undefined(undefined) }
    if case .undefined(let undefined) = right { throw .undefined(undefined) }
    guard let order = Value.order(left, right) else {
      throw .type("`\(symbol)` does not work for \(left.typeName) and \(right.typeName)")
    }
    return order
  }

  /// `item in container`.
  mutating func contains(_ container: Value, _ item: Value) throws(TemplateError) -> Bool {
    if isStrict, case .undefined(let undefined) = item { throw .undefined(undefined) }
    switch container {
    case .string(let text), .markup(let text):
      if case .undefined(let undefined) = item { throw .undefined(undefined) }
      guard let part = item.text else {
        throw .type("only a string can be in a string, not \(item.typeName)")
      }
      return text.firstOffset(of: part) != nil
    case .list(let list): return list.items.contains(item)
    case .map(let map):
      guard item.isHashable else { throw .type("\(item.typeName) cannot be a key") }
      return map[item] != nil
    case .record(let record): return item.text.flatMap { record[$0] } != nil
    case .undefined(let undefined):
      if isStrict { throw .undefined(undefined) }
      return false
    default: throw .type("nothing can be in \(container.typeName)")
    }
  }
}

/// Python's arithmetic, with errors where it leaves 64 bits.
enum Arithmetic {
  static func sign(_ value: Value, negative: Bool) throws(TemplateError) -> Value {
    switch value {
    case .bool, .int:
      let number = value.integer ?? 0
      guard number != .min || !negative else { throw tooLarge }
      return .int(negative ? -number : number)
    case .double(let number): return .double(negative ? -number : number)
    case .undefined(let undefined): throw .undefined(undefined)
    default: throw .type("\(value.typeName) has no sign")
    }
  }

  private static var tooLarge: TemplateError {
    .type("the result is beyond 64 bits", help: "calculate with floating-point numbers instead")
  }

  private static var zero: TemplateError { TemplateError("division by zero") }

  static func integers(_ operation: BinaryOperator, _ a: Int, _ b: Int) throws(TemplateError) -> Value {
    var result: (partialValue: Int, overflow: Bool)
    switch operation {
    case .add: result = a.addingReportingOverflow(b)
    case .subtract: result = a.subtractingReportingOverflow(b)
    case .multiply: result = a.multipliedReportingOverflow(by: b)
    case .divide:
      if b == 0 { throw zero }
      return .double(Double(a) / Double(b))
    case .floorDivide:
      if b == 0 { throw zero }
      result = a.dividedReportingOverflow(by: b)
      if !result.overflow, a % b != 0, (a < 0) != (b < 0) { result.partialValue -= 1 }
    case .modulo:
      if b == 0 { throw zero }
      if b == -1 { return .int(0) }
      let remainder = a % b
      return .int(remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder)
    case .power:
      if b < 0 {
        if a == 0 { throw zero }
        return .double(Number.power(Double(a), Double(b)))
      }
      return .int(try power(a, b))
    }
    if result.overflow { throw tooLarge }
    return .int(result.partialValue)
  }

  private static func power(_ base: Int, _ exponent: Int) throws(TemplateError) -> Int {
    var result = 1
    var base = base
    var exponent = exponent
    while true {
      if exponent & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: base)
        if overflow { throw tooLarge }
        result = product
      }
      exponent >>= 1
      if exponent == 0 { return result }
      let (square, overflow) = base.multipliedReportingOverflow(by: base)
      if overflow { throw tooLarge }
      base = square
    }
  }

  static func doubles(_ operation: BinaryOperator, _ a: Double, _ b: Double) throws(TemplateError) -> Value {
    switch operation {
    case .add: return .double(a + b)
    case .subtract: return .double(a - b)
    case .multiply: return .double(a * b)
    case .divide:
      if b == 0 { throw zero }
      return .double(a / b)
    case .floorDivide:
      if b == 0 { throw zero }
      return .double(((a - modulo(a, b)) / b).rounded())
    case .modulo:
      if b == 0 { throw zero }
      return .double(modulo(a, b))
    case .power:
      if a == 0, b < 0 { throw zero }
      let result = Number.power(a, b)
      if result.isNaN, !a.isNaN, !b.isNaN { throw .type("the result is no real number") }
      if result.isInfinite, a.isFinite, b.isFinite { throw TemplateError("the result is too large") }
      return .double(result)
    }
  }

  private static func modulo(_ a: Double, _ b: Double) -> Double {
    let remainder = a.truncatingRemainder(dividingBy: b)
    if remainder == 0 { return b < 0 ? -0.0 : 0 }
    return (remainder < 0) != (b < 0) ? remainder + b : remainder
  }
}
