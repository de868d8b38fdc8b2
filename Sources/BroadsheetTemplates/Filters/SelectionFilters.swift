import BroadsheetCore

/// The filters that apply other filters and tests to each item.
enum SelectionFilters {
  static let all: [Filter] = [
    Filter(
      "attr", "name", "The attribute of that name; never an item.", "{{ ''|attr('missing') is undefined }}",
      attribute),
    Filter(
      "map", "*filter, **options",
      "A filter applied to each item, or the `attribute` of each item, with `default` where it is undefined.",
      "{{ ['a', 'b']|map('upper')|list }}", map),
    Filter(
      "reject", "*test, **options", "The items for which a test, or the item itself, is false.",
      "{{ [1, 2, 3]|reject('odd')|list }}", reject),
    Filter(
      "rejectattr", "*attribute, **options", "The items of which an attribute is false, or fails a test.",
      "{{ posts|rejectattr('draft')|list }}", rejectAttribute),
    Filter(
      "select", "*test, **options", "The items for which a test, or the item itself, is true.",
      "{{ [1, 2, 3]|select('odd')|list }}", select),
    Filter(
      "selectattr", "*attribute, **options", "The items of which an attribute is true, or passes a test.",
      "{{ posts|selectattr('year', 'equalto', 2026)|list }}", selectAttribute),
  ]

  /// The filters that look other filters and tests up when they run.
  static let needsContext: Set<String> = ["map", "reject", "rejectattr", "select", "selectattr"]

  static func attribute(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let name = try call.arguments.string(0, default: "")
    switch call.value {
    case .undefined(let undefined): throw .undefined(undefined)
    case .map:
      return Methods.of(call.value, named: name) ?? .undefined(Undefined(member: name, of: call.value))
    default: return try renderer.attribute(name, of: call.value)
    }
  }

  private static func name(_ value: Value, _ what: String) throws(TemplateError) -> String {
    guard let text = value.text else {
      throw .arguments("the name of a \(what) is a string, not \(value.typeName)")
    }
    return text
  }

  static func map(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    // As in Jinja2, nothing is looked at where there is nothing to map.
    if case .undefined(let undefined) = call.value, renderer.isStrict { throw .undefined(undefined) }
    guard call.value.isTrue else { return SequenceFilters.generator([]) }
    let extra = call.arguments.extra
    var named = call.arguments.named
    var results: [Value] = []
    if extra.isEmpty, let index = named.firstIndex(where: { $0.name == "attribute" }) {
      let attribute = named.remove(at: index).value
      var fallback: Value?
      if let index = named.firstIndex(where: { $0.name == "default" }) {
        fallback = named.remove(at: index).value
      }
      if let unknown = named.first { throw .arguments("`map` has no parameter `\(unknown.name)`") }
      let path = AttributePath(attribute, default: fallback)
      for item in try renderer.items(of: call.value) { results.append(try path.value(of: item, &renderer)) }
      return SequenceFilters.generator(results)
    }
    guard let first = extra.first else { throw .arguments("`map` needs the name of a filter") }
    let name = try name(first, "filter")
    guard let filter = renderer.environment.registry.filters[name] else {
      throw TemplateError(
        .unknownFilter, "there is no filter `\(name)`",
        help: Suggestion.help(for: name, in: renderer.environment.registry.filters.keys.sorted()))
    }
    let arguments = Arguments(Array(extra.dropFirst()), named: named)
    for item in try renderer.items(of: call.value) {
      results.append(try renderer.apply(filter, item, arguments, autoescape: call.autoescape))
    }
    return SequenceFilters.generator(results)
  }

  static func select(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    try choose(&renderer, call, wanted: true, byAttribute: false)
  }

  static func reject(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    try choose(&renderer, call, wanted: false, byAttribute: false)
  }

  static func selectAttribute(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    try choose(&renderer, call, wanted: true, byAttribute: true)
  }

  static func rejectAttribute(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    try choose(&renderer, call, wanted: false, byAttribute: true)
  }

  private static func choose(
    _ renderer: inout Renderer, _ call: FilterCall, wanted: Bool, byAttribute: Bool
  ) throws(TemplateError) -> Value {
    if case .undefined(let undefined) = call.value, renderer.isStrict { throw .undefined(undefined) }
    guard call.value.isTrue else { return SequenceFilters.generator([]) }
    var extra = call.arguments.extra
    var path = AttributePath(nil)
    if byAttribute {
      guard !extra.isEmpty else { throw .arguments("the name of an attribute is needed") }
      path = AttributePath(extra.removeFirst())
    }
    var test: Test?
    if !extra.isEmpty {
      let name = try name(extra.removeFirst(), "test")
      test = renderer.environment.registry.tests[name]
      if test == nil {
        throw TemplateError(
          .unknownTest, "there is no test `\(name)`",
          help: Suggestion.help(for: name, in: renderer.environment.registry.tests.keys.sorted()))
      }
    }
    let arguments = Arguments(extra, named: call.arguments.named)
    var kept: [Value] = []
    for item in try renderer.items(of: call.value) {
      let value = try path.value(of: item, &renderer)
      let passes: Bool
      if let test {
        passes = try renderer.apply(test, value, arguments, autoescape: call.autoescape)
      } else {
        passes = value.isTrue
      }
      if passes == wanted { kept.append(item) }
    }
    return SequenceFilters.generator(kept)
  }
}
