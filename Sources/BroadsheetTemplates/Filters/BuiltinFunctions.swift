import BroadsheetCore

/// The global functions that Jinja2 has built in.
enum BuiltinFunctions {
  static let all: [TemplateFunction] = [
    TemplateFunction(
      "cycler", "*values",
      "An object whose `next()` gives the values in turn; it has `current` and `reset()`.",
      "{% set row = cycler('odd', 'even') %}{{ row.next() }}", cycler),
    TemplateFunction("dict", "*mapping, **entries", "A mapping.", "{{ dict(a=1) }}", dict),
    TemplateFunction(
      "joiner", "sep=', '", "A function that gives nothing at its first call and `sep` afterwards.",
      "{% set comma = joiner() %}{% for x in [1, 2] %}{{ comma() }}{{ x }}{% endfor %}", joiner),
    TemplateFunction(
      "namespace", "*mapping, **entries",
      "An object whose attributes `set` can change, from inside loops too.",
      "{% set ns = namespace(n=0) %}{% set ns.n = 1 %}{{ ns.n }}", namespace),
    TemplateFunction(
      "range", "*bounds", "The whole numbers from `start` (0) up to, not including, `stop`, by `step` (1).",
      "{{ range(1, 4)|list }}", range),
  ]

  static func cycler(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    guard !call.arguments.extra.isEmpty else { throw .arguments("`cycler` needs at least one value") }
    return .object(Cycler(call.arguments.extra))
  }

  static func joiner(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    .object(Joiner(call.arguments[0] ?? .string(", ")))
  }

  private static func map(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> ValueMap {
    let map = ValueMap()
    guard call.arguments.extra.count <= 1 else { throw .arguments("at most one mapping is expected") }
    if let source = call.arguments.extra.first {
      switch source {
      case .undefined(let undefined): throw .undefined(undefined)
      case .map, .record: for (key, value) in try renderer.entries(of: source) { map.set(key, value) }
      default:
        for item in try renderer.items(of: source) {
          let pair = try renderer.items(of: item)
          guard pair.count == 2, pair[0].isHashable else { throw .type("a mapping is made of pairs") }
          map.set(pair[0], pair[1])
        }
      }
    }
    for (name, value) in call.arguments.named { map.set(.string(name), value) }
    guard map.nesting <= Limits.nesting else { throw .limit("mappings are nested too deeply") }
    return map
  }

  static func dict(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    .map(try map(&renderer, call))
  }

  static func namespace(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    .object(Namespace(try map(&renderer, call)))
  }

  static func range(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let bounds = call.arguments.extra
    guard (1...3).contains(bounds.count) else { throw .arguments("`range` takes one to three whole numbers") }
    var numbers: [Int] = []
    for bound in bounds {
      if case .undefined(let undefined) = bound { throw .undefined(undefined) }
      guard let number = bound.integer else {
        throw .type("`range` takes whole numbers, not \(bound.typeName)")
      }
      numbers.append(number)
    }
    let start = numbers.count > 1 ? numbers[0] : 0
    let stop = numbers.count > 1 ? numbers[1] : numbers[0]
    let step = numbers.count > 2 ? numbers[2] : 1
    guard step != 0 else { throw .arguments("the step of a `range` must not be zero") }
    var items: [Value] = []
    var next = start
    while step > 0 ? next < stop : next > stop {
      guard items.count < Limits.rangeItems else {
        throw .limit("a `range` has at most \(Limits.rangeItems) items")
      }
      items.append(.int(next))
      let (sum, overflow) = next.addingReportingOverflow(step)
      if overflow { break }
      next = sum
    }
    try renderer.count(items.count)
    return .list(ValueList(items, kind: .range(start, stop, step)))
  }
}
