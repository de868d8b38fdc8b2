/// The methods of lists and tuples.
enum ListMethods {
  static func call(
    _ name: String, _ list: ValueList, _ arguments: Arguments, _ renderer: inout Renderer
  ) throws(TemplateError) -> Value {
    switch name {
    case "count":
      let values = try MethodArguments(name, arguments, ["value"], required: 1).values
      try renderer.count(list.items.count)
      return .int(list.items.count { $0 == values[0] })
    case "index":
      let values = try MethodArguments(name, arguments, ["value"], required: 1).values
      try renderer.count(list.items.count)
      guard let index = list.items.firstIndex(of: values[0]) else {
        throw TemplateError("\(values[0].representation) is not in the list")
      }
      return .int(index)
    case "copy": return SequenceFilters.newList(list.items)
    default: return try change(name, list, arguments, &renderer)
    }
  }

  private static func change(
    _ name: String, _ list: ValueList, _ arguments: Arguments, _ renderer: inout Renderer
  ) throws(TemplateError) -> Value {
    guard !list.isShared else {
      throw .type("this list belongs to the site's data and cannot be changed", help: "copy it with `|list`")
    }
    switch name {
    case "append":
      let value = try MethodArguments(name, arguments, ["value"], required: 1).values[0]
      if value.nesting > 0 || value.isObject { renderer.remember(list) }
      list.append(value)
    case "insert":
      let values = try MethodArguments(name, arguments, ["index", "value"], required: 2)
      try renderer.count(list.items.count)
      let index = try values.int(0, 0)
      let position = min(max(index < 0 ? index + list.items.count : index, 0), list.items.count)
      if values.values[1].nesting > 0 || values.values[1].isObject { renderer.remember(list) }
      var items = list.items
      items.insert(values.values[1], at: position)
      list.replaceItems(items)
    case "extend":
      let more = try renderer.items(
        of: try MethodArguments(name, arguments, ["values"], required: 1).values[0])
      if more.contains(where: { $0.nesting > 0 || $0.isObject }) { renderer.remember(list) }
      for item in more { list.append(item) }
    case "pop":
      let values = try MethodArguments(name, arguments, ["index"], required: 0)
      let index = try values.int(0, -1)
      let position = index < 0 ? index + list.items.count : index
      guard position >= 0, position < list.items.count else {
        throw TemplateError("the list has no item \(index)")
      }
      try renderer.count(list.items.count - position)
      return list.items.remove(at: position)
    case "remove":
      let value = try MethodArguments(name, arguments, ["value"], required: 1).values[0]
      try renderer.count(list.items.count)
      guard let index = list.items.firstIndex(of: value) else {
        throw TemplateError("\(value.representation) is not in the list")
      }
      list.items.remove(at: index)
    case "clear": list.clear()
    case "reverse":
      try renderer.count(list.items.count)
      list.items.reverse()
    default:
      try renderer.count(list.items.count)
      let reverse = arguments.named.first { $0.name == "reverse" }?.value.isTrue ?? false
      list.items = try SequenceFilters.sorted(
        list.items, by: list.items.map { [$0] }, reverse: reverse, plain: true, &renderer)
    }
    return .none
  }
}

/// The methods of mappings.
enum MapMethods {
  static func call(
    _ name: String, _ map: ValueMap, _ arguments: Arguments, _ renderer: inout Renderer
  ) throws(TemplateError) -> Value {
    switch name {
    case "get":
      let values = try MethodArguments(name, arguments, ["key", "default"], required: 1).values
      guard values[0].isHashable else { throw .type("\(values[0].typeName) cannot be a key") }
      return map[values[0]] ?? (values.count > 1 ? values[1] : .none)
    case "keys": return .list(ValueList(map.keys, kind: .keys))
    case "values": return .list(ValueList(map.values, kind: .values))
    case "items":
      try renderer.count(map.count)
      var pairs: [Value] = []
      pairs.reserveCapacity(map.count)
      for index in 0..<map.count {
        pairs.append(.list(ValueList([map.keys[index], map.values[index]], kind: .tuple)))
      }
      return .list(ValueList(pairs, kind: .items))
    case "copy": return .map(map.copy())
    default: return try change(name, map, arguments, &renderer)
    }
  }

  private static func change(
    _ name: String, _ map: ValueMap, _ arguments: Arguments, _ renderer: inout Renderer
  ) throws(TemplateError) -> Value {
    guard !map.isShared else {
      throw .type(
        "this mapping belongs to the site's data and cannot be changed", help: "copy it with `dict(…)`")
    }
    try renderer.count(map.count)
    switch name {
    case "pop":
      let values = try MethodArguments(name, arguments, ["key", "default"], required: 1).values
      guard let position = map.position(of: values[0]) else {
        if values.count > 1 { return values[1] }
        throw TemplateError("the mapping has no key \(values[0].representation)")
      }
      let value = map.values[position]
      map.remove(at: position)
      return value
    case "popitem":
      guard map.count > 0 else { throw TemplateError("the mapping is empty") }
      let pair = Value.list(ValueList([map.keys[map.count - 1], map.values[map.count - 1]], kind: .tuple))
      map.remove(at: map.count - 1)
      return pair
    case "setdefault":
      let values = try MethodArguments(name, arguments, ["key", "default"], required: 1).values
      guard values[0].isHashable else { throw .type("\(values[0].typeName) cannot be a key") }
      if let value = map[values[0]] { return value }
      let value = values.count > 1 ? values[1] : .none
      set(values[0], value, in: map, &renderer)
      return value
    case "update":
      for source in arguments.positional.prefix(1) {
        switch source {
        case .map, .record:
          for (key, value) in try renderer.entries(of: source) { set(key, value, in: map, &renderer) }
        default:
          for item in try renderer.items(of: source) {
            let pair = try renderer.items(of: item)
            guard pair.count == 2, pair[0].isHashable else {
              throw .type("`update` takes a mapping or pairs")
            }
            set(pair[0], pair[1], in: map, &renderer)
          }
        }
      }
      for (key, value) in arguments.named { set(.string(key), value, in: map, &renderer) }
    default: map.clear()
    }
    return .none
  }

  private static func set(_ key: Value, _ value: Value, in map: ValueMap, _ renderer: inout Renderer) {
    if value.nesting > 0 || value.isObject { renderer.remember(map) }
    map.set(key, value)
  }
}

extension Value {
  var isObject: Bool {
    if case .object = self { true } else { false }
  }
}
