import BroadsheetCore

/// The filters that work on lists and mappings.
enum SequenceFilters {
  static let all: [Filter] = [
    Filter(
      "batch", "linecount, fill_with=none",
      "Lists of `linecount` items each, the last one filled up with `fill_with`.",
      "{{ [1, 2, 3]|batch(2, 0)|list }}", batch),
    Filter("count", "", "The same as `length`.", "{{ [1, 2]|count }}", length),
    Filter(
      "d", "default_value='', boolean=false", "The same as `default`.", "{{ missing|d('none') }}", fallback),
    Filter(
      "default", "default_value='', boolean=false",
      "`default_value` if the value is undefined or, with `boolean`, false.", "{{ missing|default('none') }}",
      fallback),
    Filter(
      "dictsort", "case_sensitive=false, by='key', reverse=false",
      "The pairs of a mapping in the order of their keys or, by `value`, of their values.",
      "{{ {'b': 1, 'a': 2}|dictsort }}", dictSort),
    Filter("first", "", "The first item.", "{{ [1, 2, 3]|first }}", first),
    Filter(
      "groupby", "attribute, default=none, case_sensitive=false",
      "The items in groups by an attribute; each group has `grouper` and `list`.",
      "{% for year, items in posts|groupby('year') %}…{% endfor %}", groupBy),
    Filter(
      "items", "", "The pairs of a mapping; none for an undefined value.", "{{ {'a': 1}|items|list }}", items),
    Filter(
      "join", "d='', attribute=none",
      "The texts of all items, or of their `attribute`, with `d` between them.", "{{ [1, 2, 3]|join('|') }}",
      join),
    Filter("last", "", "The last item.", "{{ [1, 2, 3]|last }}", last),
    Filter("length", "", "The number of items, or of characters of a text.", "{{ 'foo'|length }}", length),
    Filter("list", "", "The items as a list; the characters of a text.", "{{ 'foo'|list }}", list),
    Filter("max", "case_sensitive=false, attribute=none", "The largest item.", "{{ [1, 3, 2]|max }}", max),
    Filter("min", "case_sensitive=false, attribute=none", "The smallest item.", "{{ [3, 1, 2]|min }}", min),
    Filter(
      "reverse", "", "The items, or the characters of a text, from last to first.", "{{ 'foo'|reverse }}",
      reverse),
    Filter(
      "slice", "slices, fill_with=none", "As many lists as `slices` says, as equal as can be.",
      "{{ [1, 2, 3]|slice(2)|list }}", slice),
    Filter(
      "sort", "reverse=false, case_sensitive=false, attribute=none",
      "The items in order, or in the order of one or more attributes with commas between them.",
      "{{ [3, 1, 2]|sort }}", sort),
    Filter(
      "sum", "attribute=none, start=0", "The sum of the items, or of their `attribute`, and of `start`.",
      "{{ [1, 2, 3]|sum }}", sum),
    Filter(
      "unique", "case_sensitive=false, attribute=none", "The items without those that occurred before.",
      "{{ ['a', 'B', 'b']|unique|list }}", unique),
  ]

  static func generator(_ items: [Value]) -> Value { .list(ValueList(items, kind: .generator)) }
  static func newList(_ items: [Value]) -> Value { .list(ValueList(items, kind: .list)) }

  static func batch(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let count = try call.arguments.int(0, default: 1)
    var lines: [Value] = []
    var line: [Value] = []
    for item in try renderer.items(of: call.value) {
      if line.count == count {
        lines.append(newList(line))
        line = []
      }
      line.append(item)
    }
    if !line.isEmpty {
      if let filler = call.arguments[1], !filler.isNone, line.count < count {
        try renderer.check(size: count)
        line += [Value](repeating: filler, count: count - line.count)
      }
      lines.append(newList(line))
    }
    return generator(lines)
  }

  static func slice(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let slices = try call.arguments.int(0, default: 1)
    let items = try renderer.items(of: call.value)
    guard slices != 0 else { throw TemplateError("division by zero") }
    try renderer.count(Swift.max(0, slices))
    guard slices > 0 else { return generator([]) }
    let (size, extra) = items.count.quotientAndRemainder(dividingBy: slices)
    var lists: [Value] = []
    var start = 0
    for index in 0..<slices {
      let end = start + size + (index < extra ? 1 : 0)
      var list = Array(items[start..<end])
      if let filler = call.arguments[1], !filler.isNone, index >= extra { list.append(filler) }
      lists.append(newList(list))
      start = end
    }
    return generator(lists)
  }

  static func fallback(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let isMissing = call.value.isUndefined || (call.arguments.bool(1, default: false) && !call.value.isTrue)
    return isMissing ? call.arguments[0] ?? .string("") : call.value
  }

  static func length(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    guard let length = try renderer.length(of: call.value) else {
      throw .type("\(call.value.typeName) has no length")
    }
    return .int(length)
  }

  static func list(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    newList(try renderer.items(of: call.value))
  }

  static func items(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    if call.value.isUndefined { return generator([]) }
    return generator(
      try renderer.entries(of: call.value).map { .list(ValueList([$0.0, $0.1], kind: .tuple)) })
  }

  static func first(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    if let text = call.value.text, let scalar = text.scalar(at: 0) { return .string(scalar) }
    if let first = call.value.items?.first { return first }
    return try renderer.items(of: call.value).first
      ?? .undefined(Undefined(name: "first", message: "there is no first item, as the sequence is empty"))
  }

  static func last(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    if let text = call.value.text, let scalar = text.scalar(at: -1) { return .string(scalar) }
    if let last = call.value.items?.last { return last }
    return try renderer.items(of: call.value).last
      ?? .undefined(Undefined(name: "last", message: "there is no last item, as the sequence is empty"))
  }

  static func reverse(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    if let text = call.value.text {
      return .text(
        String(String.UnicodeScalarView(text.unicodeScalars.reversed())), isMarkup: call.value.isMarkup)
    }
    return generator(try renderer.items(of: call.value).reversed())
  }

  static func join(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    var values = try renderer.items(of: call.value)
    if let attribute = call.arguments[1], !attribute.isNothing {
      let path = AttributePath(attribute)
      for index in values.indices { values[index] = try path.value(of: values[index], &renderer) }
    }
    var size = 0
    for index in values.indices {
      values[index] = try renderer.text(values[index])
      size += values[index].text?.utf8.count ?? 0
    }
    let separator = try renderer.text(call.arguments[0] ?? .string(""))
    let separatorSize = separator.description.utf8.count
    try renderer.check(size: size + separatorSize.multipliedReportingOverflow(by: values.count).partialValue)
    guard call.autoescape, separator.isMarkup || values.contains(where: \.isMarkup) else {
      var out = OutputBuffer(capacity: size + separatorSize * values.count)
      let between = separator.description
      for index in values.indices {
        if index > 0 { out.append(string: between) }
        out.append(string: values[index].description)
      }
      return .string(out.string())
    }
    let parts = values.map { $0.escaped.description }
    return .markup(parts.joined(separator: separator.escaped.description))
  }

  static func sum(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    var values = try renderer.items(of: call.value)
    if let attribute = call.arguments[0], !attribute.isNothing {
      let path = AttributePath(attribute)
      for index in values.indices { values[index] = try path.value(of: values[index], &renderer) }
    }
    var total = call.arguments[1] ?? .int(0)
    if total.text != nil { throw .type("`sum` does not join text", help: "use `join`") }
    for value in values { total = try renderer.calculate(.add, total, value) }
    return total
  }
}

extension Value {
  var isNone: Bool {
    if case .none = self { true } else { false }
  }

  /// A text in lower case, for comparisons that ignore case.
  var foldingCase: Value { text.map { .string($0.lowercased()) } ?? self }
}

/// A dotted path such as `author.name` or `0.title`, as filters take it.
struct AttributePath {
  private let parts: [Value]
  private let fallback: Value?

  init(_ attribute: Value?, default fallback: Value? = nil) {
    self.fallback = fallback.flatMap { $0.isNone ? nil : $0 }
    if let text = attribute?.text {
      parts = text.split(on: ".", limit: -1).map { part in
        if !part.isEmpty, part.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = Int(part) {
          return .int(number)
        }
        return .string(part)
      }
    } else if let attribute, !attribute.isNothing {
      parts = [attribute]
    } else {
      parts = []
    }
  }

  func value(of item: Value, _ renderer: inout Renderer) throws(TemplateError) -> Value {
    var item = item
    for part in parts {
      item = try renderer.item(part, of: item)
      if let fallback, item.isUndefined { item = fallback }
    }
    return item
  }
}
