import BroadsheetCore

/// The filters that change text.
enum TextFilters {
  static let all: [Filter] = [
    Filter(
      "capitalize", "", "The first character as a capital, all others in lower case.",
      "{{ 'foo BAR'|capitalize }}", capitalize),
    Filter(
      "center", "width=80", "The text in the middle of `width` characters.", "{{ 'foo'|center(9) }}", center),
    Filter(
      "format", "*values, **named", "The values put into the text's `%` places.",
      "{{ '%s: %.2f'|format('Total', 3.14159) }}", format),
    Filter(
      "indent", "width=4, first=false, blank=false",
      "The lines indented by `width` spaces or by a text; not the first one unless `first`, nor blank ones unless `blank`.",
      "{{ 'a\\nb'|indent(2) }}", indent),
    Filter("lower", "", "The text in lower case.", "{{ 'FOO'|lower }}", lower),
    Filter(
      "replace", "old, new, count=none", "The text with `old` replaced by `new`, at most `count` times.",
      "{{ 'a-b-c'|replace('-', '+', 1) }}", replace),
    Filter("string", "", "The value as text.", "{{ 42|string is string }}", string),
    Filter("title", "", "Each word with a capital, the rest in lower case.", "{{ 'foo bar'|title }}", title),
    Filter(
      "trim", "chars=none", "The text without white space, or without `chars`, at both ends.",
      "{{ '  foo '|trim }}", trim),
    Filter(
      "truncate", "length=255, killwords=false, end='...', leeway=5",
      "At most `length` characters, with `end` where something was cut; words stay whole unless `killwords`; texts longer by up to `leeway` stay.",
      "{{ 'foo bar baz qux'|truncate(9, false, '…', 0) }}", truncate),
    Filter("upper", "", "The text in upper case.", "{{ 'foo'|upper }}", upper),
    Filter("wordcount", "", "The number of words.", "{{ 'one two three'|wordcount }}", wordCount),
    Filter(
      "wordwrap", "width=79, break_long_words=true, wrapstring=none, break_on_hyphens=true",
      "The text in lines of at most `width` characters.", "{{ 'one two three'|wordwrap(7) }}", wordWrap),
  ]

  static func capitalize(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    try renderer.mapping(call.value) { $0.capitalizedFirst }
  }

  static func lower(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    try renderer.mapping(call.value) { $0.lowercased() }
  }

  static func upper(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    try renderer.mapping(call.value) { $0.uppercased() }
  }

  static func string(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    try renderer.text(call.value)
  }

  static func center(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let width = try call.arguments.int(0, default: 80)
    try renderer.check(size: width)
    return try renderer.mapping(call.value) { $0.centred(in: width) }
  }

  static func trim(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let characters = try call.arguments.optionalString(0)
    return try renderer.mapping(call.value) { $0.stripped(characters) }
  }

  static func format(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let named = call.arguments.named
    let argument: Value
    if named.isEmpty {
      argument = .list(ValueList(call.arguments.extra, kind: .tuple))
    } else {
      guard call.arguments.extra.isEmpty else {
        throw .arguments("`format` takes either positional or named arguments")
      }
      argument = .map(named.map { ($0.name, $0.value) })
    }
    let text = try renderer.text(call.value)
    return try PercentFormat.format(text.description, argument, isMarkup: text.isMarkup, limit: &renderer)
  }

  static func indent(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    if case .undefined(let undefined) = call.value { throw .undefined(undefined) }
    guard let source = call.value.text else {
      throw .type("`indent` works on text, not on \(call.value.typeName)")
    }
    let isMarkup = call.value.isMarkup
    var indentation: String
    if let text = call.arguments[0]?.text {
      indentation = text
      if isMarkup, call.arguments[0]?.isMarkup == false { indentation = text }
    } else {
      let width = try call.arguments.int(0, default: 4)
      try renderer.check(size: width)
      indentation = String(repeating: " ", count: max(0, width))
    }
    let blank = call.arguments.bool(2, default: false)
    let lines = (source + "\n").lines()
    try renderer.check(size: source.utf8.count + lines.count * indentation.utf8.count)
    var result = ""
    for (index, line) in lines.enumerated() {
      if index > 0 {
        result += "\n"
        if blank || !line.isEmpty { result += indentation }
      }
      result += line
    }
    if call.arguments.bool(1, default: false) { result = indentation + result }
    return .text(result, isMarkup: isMarkup)
  }

  static func replace(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let old = try renderer.text(call.arguments[0] ?? .absent)
    let new = try renderer.text(call.arguments[1] ?? .absent)
    let count = try call.arguments.optionalInt(2)
    var subject = try renderer.text(call.value)
    var replacement = new.description
    if call.autoescape {
      if old.isMarkup || (new.isMarkup && !subject.isMarkup) { subject = subject.escaped }
      if subject.isMarkup { replacement = new.escaped.description }
    }
    let text = subject.description
    let pieces = old.description.isEmpty ? text.utf8.count + 1 : text.utf8.count / old.description.utf8.count
    let (growth, overflow) = pieces.multipliedReportingOverflow(by: replacement.utf8.count)
    // An estimate from above; only where it is suspicious are the pieces counted.
    if overflow || text.utf8.count + growth > 1 << 20 {
      let found = old.description.isEmpty ? pieces : text.split(on: old.description, limit: -1).count - 1
      try renderer.check(
        size: text.utf8.count + found.multipliedReportingOverflow(by: replacement.utf8.count).partialValue)
    }
    let result = text.replacing(old.description, with: replacement, count: count)
    return .text(result, isMarkup: call.autoescape && subject.isMarkup)
  }

  /// Capitals after white space, hyphens and opening brackets.
  static func title(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let text = try renderer.text(call.value).description
    if text.isASCII { return .string(titleASCII(text)) }
    let all = Array(text.utf8)
    var result = ""
    var start = 0
    var index = 0
    while index < all.count {
      let end = Whitespace.wordEnd(all, index)
      while index < end, !"-({[<".utf8.contains(all[index]) { index += 1 }
      result += titleWord(text.bytes(start..<index))
      start = index
      while index < all.count {
        let skipped = Whitespace.skip(all, index)
        if skipped == index, !"-({[<".utf8.contains(all[index]) { break }
        index = max(skipped, index + (skipped == index ? 1 : 0))
      }
      result += text.bytes(start..<index)
      start = index
    }
    return .string(result)
  }

  private static func titleASCII(_ text: String) -> String {
    var out = OutputBuffer(capacity: text.utf8.count)
    let bytes = text.utf8.span
    var beginsWord = true
    for index in 0..<bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<"):
        beginsWord = true
        out.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        out.append(beginsWord ? byte & ~0x20 : byte | 0x20)
        beginsWord = false
      default:
        beginsWord = byte.isASCIIWhitespace
        out.append(byte)
      }
    }
    return out.string()
  }

  private static func titleWord(_ word: String) -> String {
    let first = word.firstScalars(1)
    return first.uppercased() + word.bytes(first.utf8.count..<word.utf8.count).lowercased()
  }

  static func truncate(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let length = try call.arguments.int(0, default: 255)
    let end = try call.arguments.string(2, default: "...")
    let leeway = try call.arguments.optionalInt(3) ?? 5
    guard length >= end.scalarCount else {
      throw .arguments("`truncate` needs a `length` of at least \(end.scalarCount), the length of its `end`")
    }
    guard leeway >= 0 else { throw .arguments("`truncate` needs a `leeway` of at least 0") }
    if case .undefined(let undefined) = call.value {
      if renderer.isStrict { throw .undefined(undefined) }
      return call.value
    }
    guard let text = call.value.text else {
      if let count = try renderer.length(of: call.value), count - leeway <= length { return call.value }
      throw .type("`truncate` works on text, not on \(call.value.typeName)")
    }
    if text.utf8.count <= length { return call.value }
    let kept = length - end.scalarCount
    let bytes = text.utf8.span
    var cut = bytes.count
    var count = 0
    for index in 0..<bytes.count where bytes[index] & 0xC0 != 0x80 {
      if count == kept { cut = index }
      count += 1
      if count > length, count - leeway > length { break }
    }
    if count <= length || count - leeway <= length { return call.value }
    let tail = call.value.isMarkup && call.arguments[2]?.isMarkup != true ? end.htmlEscaped : end
    var out = OutputBuffer(capacity: text.utf8.count + tail.utf8.count)
    if !call.arguments.bool(1, default: false) {
      var space = cut - 1
      while space >= 0, bytes[space] != UInt8(ascii: " ") { space -= 1 }
      if space >= 0 { cut = space }
    }
    out.append(bytes, 0..<cut)
    out.append(string: tail)
    return .text(out.string(), isMarkup: call.value.isMarkup)
  }

  static func wordCount(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    var count = 0
    var isInWord = false
    for scalar in try renderer.text(call.value).description.unicodeScalars {
      let isWord = scalar.isWord
      if isWord, !isInWord { count += 1 }
      isInWord = isWord
    }
    return .int(count)
  }

  static func wordWrap(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    if case .undefined(let undefined) = call.value { throw .undefined(undefined) }
    guard let text = call.value.text else {
      throw .type("`wordwrap` works on text, not on \(call.value.typeName)")
    }
    let width = try call.arguments.int(0, default: 79)
    guard width > 0 else { throw .arguments("`wordwrap` needs a `width` of at least 1") }
    let wrap = try call.arguments.optionalString(2) ?? "\n"
    let wrapper = TextWrapper(
      width: width, breaksLongWords: call.arguments.bool(1, default: true),
      breaksOnHyphens: call.arguments.bool(3, default: true))
    let lines = text.lines().map { wrapper.wrap($0).joined(separator: wrap) }
    let result = lines.joined(separator: wrap)
    try renderer.check(size: result.utf8.count)
    return .string(result)
  }
}

extension Unicode.Scalar {
  /// Python's `\w`.
  var isWord: Bool {
    if value < 0x80 {
      return (value >= 48 && value <= 57) || (value | 0x20 >= 97 && value | 0x20 <= 122) || value == 95
    }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }
}
