import BroadsheetCore

extension Renderer {
  // MARK: Attributes and items

  /// `owner.name`: what Python's attribute access gives, else the item under that name, else undefined.
  mutating func attribute(_ name: String, of owner: Value) throws(TemplateError) -> Value {
    switch owner {
    case .undefined(let undefined): throw .undefined(undefined)
    case .record(let record):
      if let value = record[name] { return value }
    case .object(let object):
      if let value = object.attribute(name) { return value }
    case .map(let map):
      if let value = Methods.of(owner, named: name) ?? map[name] { return value }
      return .undefined(Undefined(member: name, of: owner))
    case .list(let list) where list.kind == .group:
      if name == "grouper" { return list.items[0] }
      if name == "list" { return list.items[1] }
    default: break
    }
    return Methods.of(owner, named: name) ?? .undefined(Undefined(member: name, of: owner))
  }

  /// `owner[key]`: the item, else the attribute of that name, else undefined.
  mutating func item(_ key: Value, of owner: Value) throws(TemplateError) -> Value {
    switch owner {
    case .undefined(let undefined): throw .undefined(undefined)
    case .list(let list):
      if let index = key.integer {
        let position = index < 0 ? list.items.count + index : index
        if position >= 0, position < list.items.count { return list.items[position] }
      }
    case .string(let text), .markup(let text):
      if let index = key.integer, let scalar = text.scalar(at: index) {
        return owner.isMarkup ? .markup(scalar) : .string(scalar)
      }
    case .map(let map):
      if key.isHashable, let value = map[key] { return value }
    case .record(let record):
      if let name = key.text, let value = record[name] { return value }
    default: break
    }
    if case .undefined(let undefined) = key, isStrict { throw .undefined(undefined) }
    guard let name = key.text else {
      return .undefined(
        Undefined(name: key.description, message: "\(owner.typeName) has no item \(key.representation)"))
    }
    return try attribute(name, of: owner)
  }

  mutating func slice(
    _ operand: Int32, _ bounds: Int32, _ node: Int32, _ frame: Frame
  ) throws(TemplateError) -> Value {
    let owner = try evaluate(operand, frame)
    var limits: [Int?] = []
    for offset in 0..<3 as Range<Int32> {
      let bound = environment.program.operands[Int(bounds + offset)]
      guard bound >= 0 else {
        limits.append(nil)
        continue
      }
      let value = try evaluate(bound, frame)
      current = node
      if case .none = value {
        limits.append(nil)
      } else if let number = value.integer {
        limits.append(number)
      } else if case .undefined(let undefined) = value {
        throw .undefined(undefined)
      } else {
        throw .type("the bounds of a slice are whole numbers, not \(value.typeName)")
      }
    }
    current = node
    if limits[2] == 0 { throw .arguments("the step of a slice must not be zero") }
    switch owner {
    case .string(let text): return .string(Slicing.slice(text, limits))
    case .markup(let text): return .markup(Slicing.slice(text, limits))
    case .list(let list):
      let items = Slicing.indices(limits, count: list.items.count).map { list.items[$0] }
      return .list(ValueList(items, kind: list.isTuple ? .tuple : .list))
    case .undefined(let undefined): throw .undefined(undefined)
    default: throw .type("\(owner.typeName) cannot be sliced")
    }
  }

  // MARK: Sequences

  /// The items that iterating over a value gives.
  mutating func items(of value: Value) throws(TemplateError) -> [Value] {
    let items = try rawItems(of: value)
    try count(items.count)
    return items
  }

  private mutating func rawItems(of value: Value) throws(TemplateError) -> [Value] {
    switch value {
    case .list(let list): return list.items
    case .map(let map): return map.keys
    case .record(let record): return record.presentNames.map { .string($0) }
    case .string(let text): return text.unicodeScalars.map { .string(String($0)) }
    case .markup(let text): return text.unicodeScalars.map { .string(String($0)) }
    case .undefined(let undefined):
      if isStrict { throw .undefined(undefined) }
      return []
    case .object(let object):
      if let loop = object as? LoopState { return Array(loop.items.dropFirst(loop.index0 + 1)) }
      throw .type("\(object.typeName) cannot be iterated over")
    default: throw .type("\(value.typeName) cannot be iterated over")
    }
  }

  /// The keys and values of a mapping.
  mutating func entries(of value: Value) throws(TemplateError) -> [(Value, Value)] {
    switch value {
    case .map(let map): return Array(zip(map.keys, map.values))
    case .record(let record):
      let map = record.asMap()
      return Array(zip(map.keys, map.values))
    case .undefined(let undefined): throw .undefined(undefined)
    default: throw .type("\(value.typeName) is no mapping")
    }
  }

  /// What `length` gives; nil where a value has none.
  mutating func length(of value: Value) throws(TemplateError) -> Int? {
    switch value {
    case .string(let text), .markup(let text): return text.scalarCount
    case .list(let list): return list.items.count
    case .map(let map): return map.count
    case .record(let record): return record.presentNames.count
    case .undefined(let undefined):
      if isStrict { throw .undefined(undefined) }
      return 0
    case .object(let object): return (object as? LoopState)?.items.count
    default: return nil
    }
  }
}

/// Python's slices.
enum Slicing {
  /// The indices that `[start:stop:step]` selects of `count` items.
  static func indices(_ limits: [Int?], count: Int) -> [Int] {
    let step = limits[2] ?? 1
    func clamp(_ bound: Int, _ low: Int, _ high: Int) -> Int {
      let position = bound < 0 ? bound.addingReportingOverflow(count).partialValue : bound
      return min(max(position, low), high)
    }
    if step > 0 {
      let start = limits[0].map { clamp($0, 0, count) } ?? 0
      let stop = limits[1].map { clamp($0, 0, count) } ?? count
      return start < stop ? Array(stride(from: start, to: stop, by: min(step, count + 1))) : []
    }
    let start = limits[0].map { clamp($0, -1, count - 1) } ?? count - 1
    let stop = limits[1].map { clamp($0, -1, count - 1) } ?? -1
    return start > stop ? Array(stride(from: start, to: stop, by: max(step, -count - 1))) : []
  }

  static func slice(_ text: String, _ limits: [Int?]) -> String {
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    for index in indices(limits, count: scalars.count) { out.append(scalars[index]) }
    return String(out)
  }
}
