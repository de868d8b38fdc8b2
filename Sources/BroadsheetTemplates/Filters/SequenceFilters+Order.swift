import BroadsheetCore

extension SequenceFilters {
  /// Sorts by keys, keeping the order of items that are equal. As Python compares lists, equal parts of a
  /// key need not have an order; a key that is `plain`, no list, must.
  static func sorted(
    _ items: [Value], by keys: [[Value]], reverse: Bool, plain: Bool, _ renderer: inout Renderer
  ) throws(TemplateError) -> [Value] {
    var failure: TemplateError?
    func order(_ a: Int, _ b: Int) -> Int {
      for position in keys[a].indices {
        let left = keys[a][position]
        let right = keys[b][position]
        if !plain, left == right { continue }
        if failure != nil { return 0 }
        do throws(TemplateError) {
          let order = try renderer.order(left, right, "<")
          if order != 0 { return order }
        } catch {
          failure = error
          return 0
        }
      }
      return 0
    }
    let indices = items.indices.sorted { a, b in
      let result = order(a, b)
      if result == 0 { return a < b }
      return reverse ? result > 0 : result < 0
    }
    if let failure { throw failure }
    return indices.map { items[$0] }
  }

  static func sort(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let items = try renderer.items(of: call.value)
    let isCaseSensitive = call.arguments.bool(1, default: false)
    var paths: [AttributePath] = []
    if let text = call.arguments[2]?.text {
      paths = text.split(on: ",", limit: -1).map { AttributePath(.string($0)) }
    } else {
      paths = [AttributePath(call.arguments[2])]
    }
    var keys: [[Value]] = []
    for item in items {
      var key: [Value] = []
      for path in paths {
        let value = try path.value(of: item, &renderer)
        key.append(isCaseSensitive ? value : value.foldingCase)
      }
      keys.append(key)
    }
    return newList(
      try sorted(items, by: keys, reverse: call.arguments.bool(0, default: false), plain: false, &renderer))
  }

  static func dictSort(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let by = try call.arguments.string(1, default: "key")
    guard by == "key" || by == "value" else {
      throw .arguments("`dictsort` sorts by `key` or by `value`")
    }
    let isCaseSensitive = call.arguments.bool(0, default: false)
    let entries = try renderer.entries(of: call.value)
    try renderer.count(entries.count)
    let keys = entries.map { entry in
      let value = by == "key" ? entry.0 : entry.1
      return [isCaseSensitive ? value : value.foldingCase]
    }
    let pairs = entries.map { Value.list(ValueList([$0.0, $0.1], kind: .tuple)) }
    return newList(
      try sorted(pairs, by: keys, reverse: call.arguments.bool(2, default: false), plain: true, &renderer))
  }

  static func unique(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let isCaseSensitive = call.arguments.bool(0, default: false)
    let path = AttributePath(call.arguments[1])
    var seen: Set<Value> = []
    var kept: [Value] = []
    for item in try renderer.items(of: call.value) {
      let value = try path.value(of: item, &renderer)
      guard value.isHashable else { throw .type("\(value.typeName) cannot be compared for uniqueness") }
      if seen.insert(isCaseSensitive ? value : value.foldingCase).inserted { kept.append(item) }
    }
    return generator(kept)
  }

  static func min(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    try extreme(&renderer, call, wanted: -1)
  }

  static func max(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    try extreme(&renderer, call, wanted: 1)
  }

  private static func extreme(
    _ renderer: inout Renderer, _ call: FilterCall, wanted: Int
  ) throws(TemplateError) -> Value {
    let isCaseSensitive = call.arguments.bool(0, default: false)
    let path = AttributePath(call.arguments[1])
    var best: (item: Value, key: Value)?
    for item in try renderer.items(of: call.value) {
      var key = try path.value(of: item, &renderer)
      if !isCaseSensitive { key = key.foldingCase }
      if let current = best {
        if try renderer.order(key, current.key, "<") == wanted { best = (item, key) }
      } else {
        best = (item, key)
      }
    }
    return best?.item
      ?? .undefined(Undefined(name: "item", message: "there is no item, as the sequence is empty"))
  }

  static func groupBy(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let items = try renderer.items(of: call.value)
    let path = AttributePath(call.arguments[0], default: call.arguments[1])
    let isCaseSensitive = call.arguments.bool(2, default: false)
    var keys: [Value] = []
    for item in items {
      let key = try path.value(of: item, &renderer)
      keys.append(isCaseSensitive ? key : key.foldingCase)
    }
    let order = try sorted(
      items.indices.map { .int($0) }, by: keys.map { [$0] }, reverse: false, plain: true, &renderer)
    var groups: [(key: Value, items: [Value])] = []
    for entry in order {
      let index = entry.integer ?? 0
      if let last = groups.last, last.key == keys[index] {
        groups[groups.count - 1].items.append(items[index])
      } else {
        groups.append((keys[index], [items[index]]))
      }
    }
    var result: [Value] = []
    for group in groups {
      let key = isCaseSensitive ? group.key : try path.value(of: group.items[0], &renderer)
      result.append(.list(ValueList([key, newList(group.items)], kind: .group)))
    }
    return newList(result)
  }
}
