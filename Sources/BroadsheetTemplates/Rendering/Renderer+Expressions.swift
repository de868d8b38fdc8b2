import BroadsheetCore

extension Renderer {
  mutating func evaluate(_ node: Int32, _ frame: Frame) throws(TemplateError) -> Value {
    switch nodes[Int(node)] {
    case .constant(let index): return environment.program.constants[Int(index)]
    case .local(let slot, let name): return named(frame[slot], name)
    case .outer(let slot, let name, let depth): return named(frame.value(of: slot, depth: depth), name)
    case .attribute(let operand, let name):
      if let value = field(node, frame), !value.isUndefined { return value }
      let owner = try evaluate(operand, frame)
      current = node
      return try attribute(environment.program.names[Int(name)].text, of: owner)
    case .item(let operand, let key):
      let owner = try evaluate(operand, frame)
      let key = try evaluate(key, frame)
      current = node
      return try item(key, of: owner)
    case .slice(let operand, let bounds): return try slice(operand, bounds, node, frame)
    case .call(let callee, let plan):
      let callee = try evaluate(callee, frame)
      return try call(callee, plan, node, frame)
    case .method(let operand, let name, let plan):
      let owner = try evaluate(operand, frame)
      return try callMethod(name, of: owner, plan, node, frame)
    case .filter(let operand, let use, let plan):
      let value = try evaluate(operand, frame)
      return try apply(filter: use, value, plan, node, frame)
    case .test(let operand, let use, let plan):
      let value = try evaluate(operand, frame)
      return .bool(try apply(test: use, value, plan, node, frame))
    case .defined(let operand, let wanted): return .bool(try isDefined(operand, frame) == wanted)
    case .not(let operand):
      let value = try evaluate(operand, frame)
      if isStrict, case .undefined(let undefined) = value {
        current = operand
        throw .undefined(undefined)
      }
      return .bool(!value.isTrue)
    case .and(let left, let right):
      let value = try evaluate(left, frame)
      return value.isTrue ? try evaluate(right, frame) : value
    case .or(let left, let right):
      let value = try evaluate(left, frame)
      return value.isTrue ? value : try evaluate(right, frame)
    case .conditional(let test, let then, let otherwise):
      if try condition(test, frame) { return try evaluate(then, frame) }
      if otherwise >= 0 { return try evaluate(otherwise, frame) }
      return .undefined(.omitted)
    default: return try evaluateOperation(node, frame)
    }
  }

  @inline(__always)
  private mutating func named(_ value: Value, _ name: Int32) -> Value {
    if case .undefined(nil) = value { return .undefined(environment.program.undefinedNames[Int(name)]) }
    return value
  }

  /// The less frequent nodes, apart so that the frequent ones need less of the stack.
  @inline(never)
  private mutating func evaluateOperation(_ node: Int32, _ frame: Frame) throws(TemplateError) -> Value {
    switch nodes[Int(node)] {
    case .binary(let operation, let left, let right):
      let left = try evaluate(left, frame)
      let right = try evaluate(right, frame)
      current = node
      return try calculate(operation, left, right)
    case .compare(let comparison, let left, let right):
      let left = try evaluate(left, frame)
      let right = try evaluate(right, frame)
      current = node
      return .bool(try compare(comparison, left, right))
    case .chain(let first, let start, let count):
      var left = try evaluate(first, frame)
      for index in 0..<count {
        let operand = environment.program.operands[Int(start + 2 * index + 1)]
        let right = try evaluate(operand, frame)
        current = node
        let raw = UInt8(truncatingIfNeeded: environment.program.operands[Int(start + 2 * index)])
        let comparison = ComparisonOperator(rawValue: raw) ?? .equal
        if try !compare(comparison, left, right) { return .bool(false) }
        left = right
      }
      return .bool(true)
    case .negative(let operand), .positive(let operand):
      let value = try evaluate(operand, frame)
      current = node
      if case .positive = nodes[Int(node)] { return try Arithmetic.sign(value, negative: false) }
      return try Arithmetic.sign(value, negative: true)
    case .concatenation(let start, let count, let escaping):
      var parts: [Value] = []
      for index in 0..<count {
        parts.append(try evaluate(environment.program.operands[Int(start + index)], frame))
      }
      current = node
      // Where the state is known at run time only, Jinja2 joins plain text.
      return try concatenate(parts, escaping: escaping == .on)
    case .list(let start, let count):
      let items = try evaluate(start, count, frame)
      return .list(try nested(ValueList(items, kind: .list)))
    case .tuple(let start, let count):
      let items = try evaluate(start, count, frame)
      return .list(try nested(ValueList(items, kind: .tuple)))
    case .dictionary(let start, let count):
      let map = ValueMap()
      for index in 0..<count {
        let key = try evaluate(environment.program.operands[Int(start + 2 * index)], frame)
        current = node
        guard key.isHashable else { throw .type("\(key.typeName) cannot be a key") }
        map.set(key, try evaluate(environment.program.operands[Int(start + 2 * index + 1)], frame))
      }
      current = node
      guard map.nesting <= Limits.nesting else { throw Self.tooNested }
      return .map(map)
    default: return .absent
    }
  }

  private static var tooNested: TemplateError {
    .limit("lists and dictionaries are nested more than \(Limits.nesting) levels deep")
  }

  private mutating func nested(_ list: ValueList) throws(TemplateError) -> ValueList {
    guard list.nesting <= Limits.nesting else { throw Self.tooNested }
    return list
  }

  private mutating func evaluate(
    _ start: Int32, _ count: Int32, _ frame: Frame
  ) throws(TemplateError) -> [Value] {
    var items: [Value] = []
    items.reserveCapacity(Int(count))
    for index in 0..<count {
      items.append(try evaluate(environment.program.operands[Int(start + index)], frame))
    }
    return items
  }

  /// The truth of a node. Undefined is false here, in strict mode too.
  mutating func condition(_ node: Int32, _ frame: Frame) throws(TemplateError) -> Bool {
    switch nodes[Int(node)] {
    case .not(let operand): return try !condition(operand, frame)
    case .and(let left, let right): return try condition(left, frame) ? try condition(right, frame) : false
    case .or(let left, let right): return try condition(left, frame) ? true : try condition(right, frame)
    case .test(let operand, let use, let plan):
      let value = try evaluate(operand, frame)
      return try apply(test: use, value, plan, node, frame)
    case .defined(let operand, let wanted): return try isDefined(operand, frame) == wanted
    case .compare(let comparison, let left, let right):
      if let one = place(left, frame), let other = place(right, frame), !one.isUndefined, !other.isUndefined {
        switch comparison {
        case .equal: return one.value == other.value
        case .notEqual: return one.value != other.value
        default: break
        }
      }
      let left = try evaluate(left, frame)
      let right = try evaluate(right, frame)
      current = node
      return try compare(comparison, left, right)
    default: return try isTrue(node, frame)
    }
  }

  // MARK: Calls

  mutating func arguments(_ plan: Int32, _ frame: Frame) throws(TemplateError) -> Arguments {
    guard plan >= 0 else { return Arguments() }
    let plan = environment.program.arguments[Int(plan)]
    var arguments = Arguments()
    arguments.positional.reserveCapacity(plan.positional.count)
    for index in plan.positional {
      arguments.positional.append(try evaluate(environment.program.operands[Int(index)], frame))
    }
    for index in stride(from: plan.named.lowerBound, to: plan.named.upperBound, by: 2) {
      let name = environment.program.names[Int(environment.program.operands[Int(index)])].text
      arguments.named.append((name, try evaluate(environment.program.operands[Int(index + 1)], frame)))
    }
    if plan.spread >= 0 {
      let value = try evaluate(plan.spread, frame)
      current = plan.spread
      arguments.positional += try items(of: value)
    }
    if plan.namedSpread >= 0 {
      let value = try evaluate(plan.namedSpread, frame)
      current = plan.namedSpread
      for (key, value) in try entries(of: value) {
        guard let name = key.text else { throw .arguments("the names of arguments are strings") }
        if arguments.named.contains(where: { $0.name == name }) {
          throw .arguments("the argument `\(name)` is given twice")
        }
        arguments.named.append((name, value))
      }
    }
    return arguments
  }

  mutating func call(
    _ callee: Value, _ plan: Int32, _ node: Int32, _ frame: Frame
  ) throws(TemplateError) -> Value {
    let arguments = try arguments(plan, frame)
    current = node
    return try call(callee, arguments, frame)
  }

  mutating func call(_ callee: Value, _ arguments: Arguments, _ frame: Frame) throws(TemplateError) -> Value {
    switch callee {
    case .object(let object):
      try count()
      return try object.call(arguments, &self, frame)
    case .undefined(let undefined): throw .undefined(undefined)
    default: throw .type("\(callee.typeName) is not callable")
    }
  }

  private mutating func apply(
    filter use: Int32, _ value: consuming Value, _ plan: Int32, _ node: Int32, _ frame: Frame
  ) throws(TemplateError) -> Value {
    guard let filter = environment.program.filters[Int(use)].filter else {
      current = node
      throw TemplateError(
        .unknownFilter, "there is no filter `\(environment.program.filters[Int(use)].name)`")
    }
    let call = FilterCall(
      value: value, arguments: try bind(plan, .filter(filter), filter.signature, node, frame),
      autoescape: frame.context.autoescape)
    return try filter.implementation(&self, call)
  }

  mutating func apply(
    _ filter: Filter, _ value: Value, _ arguments: Arguments, autoescape: Bool
  ) throws(TemplateError) -> Value {
    let bound = try CallArguments(arguments, .filter(filter))
    return try filter.implementation(
      &self, FilterCall(value: value, arguments: bound, autoescape: autoescape))
  }

  private mutating func apply(
    test use: Int32, _ value: consuming Value, _ plan: Int32, _ node: Int32, _ frame: Frame
  ) throws(TemplateError) -> Bool {
    guard let test = environment.program.tests[Int(use)].test else {
      current = node
      throw TemplateError(.unknownTest, "there is no test `\(environment.program.tests[Int(use)].name)`")
    }
    let call = FilterCall(
      value: value, arguments: try bind(plan, .test(test), test.signature, node, frame),
      autoescape: frame.context.autoescape)
    return try test.implementation(&self, call)
  }

  mutating func apply(
    _ test: Test, _ value: Value, _ arguments: Arguments, autoescape: Bool
  ) throws(TemplateError) -> Bool {
    let bound = try CallArguments(arguments, .test(test))
    return try test.implementation(
      &self, FilterCall(value: value, arguments: bound, autoescape: autoescape))
  }

  /// Evaluates arguments and sorts them to the parameters of a signature; without an array where up to two
  /// are given in the order of the parameters.
  mutating func bind(
    _ plan: Int32, _ callee: CallArguments.Callee, _ signature: borrowing Signature, _ node: Int32,
    _ frame: Frame
  ) throws(TemplateError) -> CallArguments {
    if plan < 0 {
      current = node
      return signature.required == 0 ? CallArguments(callee) : try CallArguments(Arguments(), callee)
    }
    let arguments = environment.program.arguments[Int(plan)]
    guard arguments.named.isEmpty, !arguments.isIrregular,
      CallArguments.isPlain(arguments.positional.count, for: signature)
    else {
      let arguments = try self.arguments(plan, frame)
      current = node
      return try CallArguments(arguments, callee)
    }
    let start = Int(arguments.positional.lowerBound)
    let first = try evaluate(environment.program.operands[start], frame)
    var second: Value?
    if arguments.positional.count > 1 {
      second = try evaluate(environment.program.operands[start + 1], frame)
    }
    current = node
    return CallArguments(callee, first, second)
  }
}
