import BroadsheetCore

/// The methods of Python's types that templates may call.
enum Methods {
  /// Types that have a method.
  struct Owners: OptionSet, Sendable {
    let rawValue: UInt8

    static let map = Owners(rawValue: 1)
    static let record = Owners(rawValue: 2)
  }

  /// The methods that ask how a text begins or ends.
  enum Affix: String {
    case prefix = "startswith"
    case suffix = "endswith"

    func holds(_ text: Span<UInt8>, _ part: Span<UInt8>) -> Bool {
      guard part.count <= text.count else { return false }
      let start = self == .prefix ? 0 : text.count - part.count
      for index in 0..<part.count where text[start + index] != part[index] { return false }
      return true
    }
  }

  /// The methods that change what they are called on.
  static let changing: Set<String> = [
    "append", "clear", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault", "sort",
    "update",
  ]

  /// Which mappings have a method of that name.
  static func owners(of name: String) -> Owners {
    var owners: Owners = []
    if map.contains(name) { owners.insert(.map) }
    if record.contains(name) { owners.insert(.record) }
    return owners
  }

  private static let text: Set<String> = [
    "capitalize", "casefold", "center", "count", "endswith", "expandtabs", "find", "format", "format_map",
    "index",
    "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric",
    "isprintable", "isspace", "istitle", "isupper", "join", "ljust", "lower", "lstrip", "partition",
    "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip",
    "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper", "zfill",
  ]
  private static let markup: Set<String> = ["striptags", "unescape"]
  private static let list: Set<String> = [
    "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort",
  ]
  private static let tuple: Set<String> = ["count", "index"]
  private static let map: Set<String> = [
    "clear", "copy", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values",
  ]
  private static let record: Set<String> = ["copy", "get", "items", "keys", "values"]

  /// Whether a value has a method of that name.
  static func has(_ value: Value, _ name: String) -> Bool {
    switch value {
    case .string: text.contains(name)
    case .markup: text.contains(name) || markup.contains(name)
    case .list(let list):
      list.kind == .list || list.kind == .generator ? Self.list.contains(name) : tuple.contains(name)
    case .map: map.contains(name)
    case .record: record.contains(name)
    case .int: name == "bit_length"
    case .double: name == "is_integer"
    default: false
    }
  }

  /// The method as a value of its own, where it is not called at once.
  static func of(_ value: Value, named name: String) -> Value? {
    has(value, name) ? .object(BoundMethod(owner: value, name: name)) : nil
  }
}

extension Renderer {
  /// `owner.name(…)` with arguments that are still to be evaluated.
  @inline(never)
  mutating func callMethod(
    _ name: Int32, of owner: Value, _ plan: Int32, _ node: Int32, _ frame: Frame
  ) throws(TemplateError) -> Value {
    let arguments: Arguments
    // What most conditions ask of a text needs no list of arguments.
    if let affix = environment.program.names[Int(name)].affix, let text = owner.text, plan >= 0,
      let argument = environment.program.arguments[Int(plan)].onlyOperand
    {
      let part = try evaluate(environment.program.operands[Int(argument)], frame)
      if let part = part.text {
        current = node
        try count()
        return .bool(affix.holds(text.utf8.span, part.utf8.span))
      }
      arguments = Arguments([part])
    } else {
      arguments = try self.arguments(plan, frame)
    }
    current = node
    return try callMethod(environment.program.names[Int(name)].text, of: owner, arguments, frame)
  }

  /// `owner.name(…)`.
  mutating func callMethod(
    _ name: String, of owner: Value, _ arguments: Arguments, _ frame: Frame
  ) throws(TemplateError) -> Value {
    switch owner {
    case .undefined(let undefined): throw .undefined(undefined)
    case .record(let record) where record[name] != nil: break
    case .object(let object):
      if let loop = object as? LoopState {
        if name == "cycle" { return try loop.cycle(arguments.positional) }
        if name == "changed" { return loop.changed(arguments.positional) }
      }
      if let cycler = object as? Cycler {
        if name == "next" { return cycler.next() }
        if name == "reset" {
          cycler.reset()
          return .none
        }
      }
    default:
      if Methods.has(owner, name) {
        try count()
        return try method(name, owner, arguments)
      }
    }
    let callee = try attribute(name, of: owner)
    if case .undefined = callee {
      return try call(.undefined(Undefined(member: name, of: owner)), arguments, frame)
    }
    return try call(callee, arguments, frame)
  }

  private mutating func method(
    _ name: String, _ owner: Value, _ arguments: Arguments
  ) throws(TemplateError) -> Value {
    switch owner {
    case .string(let text), .markup(let text):
      return try TextMethods.call(name, text, isMarkup: owner.isMarkup, arguments, &self)
    case .list(let list): return try ListMethods.call(name, list, arguments, &self)
    case .map(let map): return try MapMethods.call(name, map, arguments, &self)
    case .record(let record): return try MapMethods.call(name, record.asMap().shared(), arguments, &self)
    case .int(let number): return .int(Int.bitWidth - number.magnitude.leadingZeroBitCount)
    case .double(let number): return .bool(number == number.rounded())
    default: return .absent
    }
  }
}

/// The arguments of a method by position, with errors that name it.
struct MethodArguments {
  let name: String
  let values: [Value]

  init(
    _ name: String, _ arguments: Arguments, _ parameters: [String], required: Int
  ) throws(TemplateError) {
    self.name = name
    var values = arguments.positional
    guard values.count <= parameters.count else {
      throw .arguments("`\(name)` takes at most \(parameters.count) arguments")
    }
    for (key, value) in arguments.named {
      guard let index = parameters.firstIndex(of: key), index >= arguments.positional.count else {
        throw .arguments("`\(name)` has no parameter `\(key)`")
      }
      while values.count <= index { values.append(.absent) }
      values[index] = value
    }
    guard values.count >= required else { throw .arguments("`\(name)` needs at least \(required) arguments") }
    self.values = values
  }

  subscript(index: Int) -> Value? {
    guard index < values.count, !values[index].isUndefined else { return nil }
    return values[index]
  }

  func text(_ index: Int) throws(TemplateError) -> String {
    guard let text = values[index].text else {
      throw .arguments("`\(name)` takes text, not \(values[index].typeName)")
    }
    return text
  }

  func optionalText(_ index: Int) throws(TemplateError) -> String? {
    guard let value = self[index], !value.isNone else { return nil }
    return try text(index)
  }

  func int(_ index: Int, _ fallback: Int) throws(TemplateError) -> Int {
    guard let value = self[index] else { return fallback }
    guard let number = value.integer else {
      throw .arguments("`\(name)` takes a whole number, not \(value.typeName)")
    }
    return number
  }
}
