/// The methods of text.
enum TextMethods {
  static func call(
    _ name: String, _ text: String, isMarkup: Bool, _ arguments: Arguments, _ renderer: inout Renderer
  ) throws(TemplateError) -> Value {
    func result(_ text: String) -> Value { .text(text, isMarkup: isMarkup) }
    func results(_ parts: [String], tuple: Bool = false) -> Value {
      .list(ValueList(parts.map(result), kind: tuple ? .tuple : .list))
    }
    /// The text of an argument that is put into the result: escaped where that is markup.
    func inserted(_ value: Value) -> String { isMarkup ? value.escaped.description : value.description }
    switch name {
    case "upper": return result(text.uppercased())
    case "lower", "casefold": return result(text.lowercased())
    case "capitalize": return result(text.capitalizedFirst)
    case "title": return result(text.titleCased)
    case "swapcase": return result(text.swappedCase)
    case "strip", "lstrip", "rstrip":
      let values = try MethodArguments(name, arguments, ["chars"], required: 0)
      return result(
        text.stripped(try values.optionalText(0), left: name != "rstrip", right: name != "lstrip"))
    case "split", "rsplit":
      let values = try MethodArguments(name, arguments, ["sep", "maxsplit"], required: 0)
      let limit = try values.int(1, -1)
      guard let separator = try values.optionalText(0) else {
        return results(
          name == "split" ? text.splitOnWhitespace(limit: limit) : text.splitOnWhitespaceFromEnd(limit: limit)
        )
      }
      guard !separator.isEmpty else { throw .arguments("`\(name)` needs a separator that is not empty") }
      return results(
        name == "split"
          ? text.split(on: separator, limit: limit) : text.splitFromEnd(on: separator, limit: limit))
    case "splitlines":
      let values = try MethodArguments(name, arguments, ["keepends"], required: 0)
      return results(text.lines(keepingEnds: values[0]?.isTrue ?? false))
    case "partition", "rpartition":
      let separator = try MethodArguments(name, arguments, ["sep"], required: 1).text(0)
      guard !separator.isEmpty else { throw .arguments("`\(name)` needs a separator that is not empty") }
      let parts =
        name == "partition" ? text.split(on: separator, limit: 1) : text.splitFromEnd(on: separator, limit: 1)
      if parts.count == 2 { return results([parts[0], separator, parts[1]], tuple: true) }
      return results(name == "partition" ? [text, "", ""] : ["", "", text], tuple: true)
    case "join":
      let items = try renderer.items(
        of: try MethodArguments(name, arguments, ["values"], required: 1).values[0])
      var parts: [String] = []
      var size = 0
      for item in items {
        guard isMarkup || item.text != nil else { throw .type("`join` joins text, not \(item.typeName)") }
        parts.append(inserted(item))
        size += parts[parts.count - 1].utf8.count + text.utf8.count
      }
      try renderer.check(size: size)
      return result(parts.joined(separator: text))
    case "replace":
      let values = try MethodArguments(name, arguments, ["old", "new", "count"], required: 2)
      let old = try values.text(0)
      let new = inserted(values.values[1])
      _ = try values.text(1)
      let found = old.isEmpty ? text.scalarCount + 1 : text.split(on: old, limit: -1).count - 1
      try renderer.check(
        size: text.utf8.count + found.multipliedReportingOverflow(by: new.utf8.count).partialValue)
      return result(text.replacing(old, with: new, count: try values.int(2, -1)))
    case "center", "ljust", "rjust", "zfill":
      let values = try MethodArguments(name, arguments, ["width", "fillchar"], required: 1)
      let width = try values.int(0, 0)
      try renderer.check(size: width)
      if name == "zfill" { return result(text.zeroFilled(width)) }
      let fill = try values.optionalText(1) ?? " "
      guard fill.scalarCount == 1 else { throw .arguments("`\(name)` fills with one character") }
      if name == "center" { return result(text.centred(in: width, with: fill)) }
      return result(text.padded(to: width, with: fill, left: name == "ljust" ? 0 : .max))
    case "expandtabs":
      let values = try MethodArguments(name, arguments, ["tabsize"], required: 0)
      let size = try values.int(0, 8)
      try renderer.check(size: max(0, size).multipliedReportingOverflow(by: text.utf8.count).partialValue)
      return result(text.expandingTabs(size))
    case "removeprefix", "removesuffix":
      let part = try MethodArguments(name, arguments, ["part"], required: 1).text(0)
      let size = text.utf8.count
      if name == "removeprefix", text.utf8.starts(with: part.utf8) {
        return result(text.bytes(part.utf8.count..<size))
      }
      if name == "removesuffix", text.utf8.reversed().starts(with: part.utf8.reversed()) {
        return result(text.bytes(0..<(size - part.utf8.count)))
      }
      return result(text)
    case "format":
      return result(
        try BraceFormat.format(text, arguments.positional, arguments.named, isMarkup: isMarkup, &renderer))
    case "format_map":
      let entries = try renderer.entries(
        of: try MethodArguments(name, arguments, ["mapping"], required: 1).values[0])
      let named = entries.compactMap { entry in entry.0.text.map { (name: $0, value: entry.1) } }
      return result(try BraceFormat.format(text, [], named, isMarkup: isMarkup, &renderer))
    case "striptags": return .string(Markup.strippingTags(text))
    case "unescape": return .string(Markup.unescaped(text))
    default: return try ask(name, text, arguments)
    }
  }

  /// The methods that say something about the text.
  private static func ask(_ name: String, _ text: String, _ arguments: Arguments) throws(TemplateError)
    -> Value
  {
    let scalars = text.unicodeScalars
    func all(_ check: (Unicode.Scalar) -> Bool) -> Value {
      .bool(!scalars.isEmpty && scalars.allSatisfy(check))
    }
    switch name {
    case Methods.Affix.prefix.rawValue, Methods.Affix.suffix.rawValue:
      let affix = name == Methods.Affix.prefix.rawValue ? Methods.Affix.prefix : .suffix
      let values = try MethodArguments(name, arguments, ["part", "start", "end"], required: 1)
      var parts = [values.values[0]]
      if case .list(let list) = parts[0], list.isTuple { parts = list.items }
      let subject = try section(text, values, from: 1).text
      for part in parts {
        guard let part = part.text else { throw .type("`\(name)` takes text, not \(part.typeName)") }
        if affix.holds(subject.utf8.span, part.utf8.span) { return .bool(true) }
      }
      return .bool(false)
    case "find", "index", "rfind", "rindex", "count":
      let values = try MethodArguments(name, arguments, ["part", "start", "end"], required: 1)
      let part = try values.text(0)
      let (subject, start) = try section(text, values, from: 1)
      if name == "count" {
        return .int(part.isEmpty ? subject.scalarCount + 1 : subject.split(on: part, limit: -1).count - 1)
      }
      var offset = subject.firstOffset(of: part)
      if name == "rfind" || name == "rindex", offset != nil {
        offset =
          subject.utf8.count - part.utf8.count
          - (part.isEmpty ? 0 : subject.splitFromEnd(on: part, limit: 1)[1].utf8.count)
      }
      guard let offset else {
        if name == "find" || name == "rfind" { return .int(-1) }
        throw TemplateError("the text does not contain \(Value.string(part).representation)")
      }
      return .int(start + subject.bytes(0..<offset).scalarCount)
    case "isalpha": return all { $0.isLetter }
    case "isalnum": return all { $0.isLetter || $0.properties.numericType != nil }
    case "isascii": return .bool(text.isASCII)
    case "isdecimal": return all { $0.properties.numericType == .decimal }
    case "isdigit":
      return all { $0.properties.numericType == .decimal || $0.properties.numericType == .digit }
    case "isnumeric": return all { $0.properties.numericType != nil }
    case "isidentifier":
      guard let first = scalars.first else { return .bool(false) }
      return .bool(
        (first == "_" || first.properties.isXIDStart)
          && scalars.dropFirst().allSatisfy { $0.properties.isXIDContinue })
    case "islower": return .bool(text.isLowerCase)
    case "isupper": return .bool(text.isUpperCase)
    case "isprintable": return .bool(scalars.allSatisfy { $0.isPrintable })
    case "isspace": return all { $0.isPythonWhitespace }
    default:
      return .bool(text.titleCased == text && scalars.contains { $0.properties.isCased })
    }
  }

  /// The part of a text between the bounds that the arguments give, and where it begins.
  private static func section(
    _ text: String, _ values: MethodArguments, from index: Int
  ) throws(TemplateError) -> (text: String, start: Int) {
    guard values[index] != nil || values[index + 1] != nil else { return (text, 0) }
    let count = text.scalarCount
    func clamp(_ bound: Int) -> Int { min(max(bound < 0 ? bound + count : bound, 0), count) }
    let start = clamp(try values.int(index, 0))
    let end = max(start, clamp(try values.int(index + 1, count)))
    let scalars = text.unicodeScalars.dropFirst(start).prefix(end - start)
    return (String(String.UnicodeScalarView(scalars)), start)
  }
}

extension Unicode.Scalar {
  /// Python's `str.isalpha` for one scalar.
  var isLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }
}

extension String {
  /// Python's `islower`.
  var isLowerCase: Bool {
    var hasCased = false
    for scalar in unicodeScalars {
      if scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter {
        return false
      }
      if scalar.properties.isLowercase { hasCased = true }
    }
    return hasCased
  }

  /// Python's `isupper`.
  var isUpperCase: Bool {
    var hasCased = false
    for scalar in unicodeScalars {
      if scalar.properties.isLowercase || scalar.properties.generalCategory == .titlecaseLetter {
        return false
      }
      if scalar.properties.isUppercase { hasCased = true }
    }
    return hasCased
  }

  var swappedCase: String {
    var out = ""
    for scalar in unicodeScalars {
      if scalar.properties.isUppercase {
        out += scalar.properties.lowercaseMapping
      } else if scalar.properties.isLowercase {
        out += scalar.properties.uppercaseMapping
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  func zeroFilled(_ width: Int) -> String {
    let missing = width - scalarCount
    guard missing > 0 else { return self }
    let zeros = String(repeating: "0", count: missing)
    if let sign = utf8.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      return bytes(0..<1) + zeros + bytes(1..<utf8.count)
    }
    return zeros + self
  }

  func expandingTabs(_ size: Int) -> String {
    var out = String.UnicodeScalarView()
    var column = 0
    for scalar in unicodeScalars {
      if scalar == "\t" {
        guard size > 0 else { continue }
        let spaces = size - column % size
        for _ in 0..<spaces { out.append(" ") }
        column += spaces
      } else {
        out.append(scalar)
        column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
      }
    }
    return String(out)
  }
}
