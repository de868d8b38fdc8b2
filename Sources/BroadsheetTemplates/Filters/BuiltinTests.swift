import BroadsheetCore

/// The tests that Jinja2 has built in.
enum BuiltinTests {
  static let all: [Test] = checks + comparisons

  private static let checks: [Test] = [
    Test("boolean", "", "The value is true or false.", "{{ true is boolean }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      if case .bool = call.value { true } else { false }
    },
    Test("callable", "", "The value can be called.", "{{ range is callable }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      switch call.value {
      case .object(let object): object.isCallable
      case .undefined: true
      default: false
      }
    },
    Test("defined", "", "The value is not undefined.", "{{ missing is defined }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      !call.value.isUndefined
    },
    Test("undefined", "", "The value is undefined.", "{{ missing is undefined }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      call.value.isUndefined
    },
    Test("divisibleby", "num", "The number can be divided by `num`.", "{{ 21 is divisibleby(7) }}") {
      (renderer: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      try renderer.calculate(.modulo, call.value, call.arguments[0] ?? .absent) == .int(0)
    },
    Test("escaped", "", "The value is markup.", "{{ '<'|e is escaped }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      call.value.isMarkup
    },
    Test("even", "", "The number is even.", "{{ 2 is even }}") {
      (renderer: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      try renderer.calculate(.modulo, call.value, .int(2)) == .int(0)
    },
    Test("odd", "", "The number is odd.", "{{ 1 is odd }}") {
      (renderer: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      try renderer.calculate(.modulo, call.value, .int(2)) == .int(1)
    },
    Test("false", "", "The value is false itself.", "{{ 0 is false }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      if case .bool(false) = call.value { true } else { false }
    },
    Test("true", "", "The value is true itself.", "{{ 1 is true }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      if case .bool(true) = call.value { true } else { false }
    },
    Test("filter", "", "There is a filter of that name.", "{{ 'upper' is filter }}") {
      (renderer: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      call.value.text.map { renderer.environment.registry.filters[$0] != nil } ?? false
    },
    Test("test", "", "There is a test of that name.", "{{ 'odd' is test }}") {
      (renderer: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      call.value.text.map { renderer.environment.registry.tests[$0] != nil } ?? false
    },
    Test("float", "", "The value is a floating-point number.", "{{ 1.0 is float }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      if case .double = call.value { true } else { false }
    },
    Test("integer", "", "The value is a whole number.", "{{ 1 is integer }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      if case .int = call.value { true } else { false }
    },
    Test("number", "", "The value is a number.", "{{ 1.5 is number }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      call.value.number != nil
    },
    Test("in", "seq", "`seq` contains the value.", "{{ 1 is in [1, 2] }}") {
      (renderer: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      try renderer.contains(call.arguments[0] ?? .absent, call.value)
    },
    Test("iterable", "", "The value can be iterated over.", "{{ 'text' is iterable }}") {
      (renderer: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      switch call.value {
      case .string, .markup, .list, .map, .record: return true
      case .undefined(let undefined):
        if renderer.isStrict { throw .undefined(undefined) }
        return true
      case .object(let object): return object is LoopState
      default: return false
      }
    },
    Test(
      "lower", "", "The text has cased letters, and all of them are in lower case.", "{{ 'foo' is lower }}"
    ) { (renderer: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      try renderer.text(call.value).description.isLowerCase
    },
    Test(
      "upper", "", "The text has cased letters, and all of them are in upper case.", "{{ 'FOO' is upper }}"
    ) { (renderer: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      try renderer.text(call.value).description.isUpperCase
    },
    Test("mapping", "", "The value is a mapping.", "{{ {} is mapping }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      switch call.value {
      case .map, .record: true
      default: false
      }
    },
    Test("none", "", "The value is none.", "{{ none is none }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      call.value.isNone
    },
    Test("sameas", "other", "The value is the same object as `other`.", "{{ true is sameas true }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      Self.isSame(call.value, call.arguments[0] ?? .absent)
    },
    Test("sequence", "", "The value has a length and items.", "{{ [1] is sequence }}") {
      (renderer: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      switch call.value {
      case .string, .markup, .map, .record: return true
      case .undefined: return !renderer.isStrict
      case .list(let list):
        switch list.kind {
        case .list, .tuple, .group, .range: return true
        default: return false
        }
      default: return false
      }
    },
    Test("string", "", "The value is text.", "{{ 'foo' is string }}") {
      (_: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
      call.value.text != nil
    },
  ]

  private static func isSame(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.none, .none): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.double(let a), .double(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.list(let a), .list(let b)): a === b
    case (.map(let a), .map(let b)): a === b
    case (.record(let a), .record(let b)): a === b
    case (.object(let a), .object(let b)): a === b
    default: false
    }
  }

  private static let comparisons: [Test] = {
    var tests: [Test] = []
    let named: [(ComparisonOperator, [String], String)] = [
      (.equal, ["==", "eq", "equalto"], "The value equals `other`."),
      (.notEqual, ["!=", "ne"], "The value does not equal `other`."),
      (.greater, [">", "gt", "greaterthan"], "The value is greater than `other`."),
      (.greaterOrEqual, [">=", "ge"], "The value is greater than `other` or equals it."),
      (.less, ["<", "lt", "lessthan"], "The value is less than `other`."),
      (.lessOrEqual, ["<=", "le"], "The value is less than `other` or equals it."),
    ]
    for (comparison, names, summary) in named {
      for name in names {
        let example =
          name.utf8.first.map { $0.isASCIILetter } == true
          ? "{{ 1 is \(name)(2) }}" : "{{ [1, 2]|select('\(name)', 1)|list }}"
        tests.append(
          Test(name, "other", summary, example) {
            (renderer: inout Renderer, call: FilterCall) throws(TemplateError) -> Bool in
            try renderer.compare(comparison, call.value, call.arguments[0] ?? .absent)
          })
      }
    }
    return tests
  }()
}
