import BroadsheetCore

/// The filters that escape, and that write and read markup, addresses and JSON.
enum MarkupFilters {
  static let all: [Filter] = [
    Filter("e", "", "The same as `escape`.", "{{ '<'|e }}", escape),
    Filter(
      "escape", "", "The text as markup, with `<`, `>`, `&`, `'` and `\"` as entities; markup stays.",
      "{{ '<'|escape }}", escape),
    Filter(
      "forceescape", "", "The text escaped even if it is markup already.", "{{ '<'|e|forceescape }}",
      forceEscape),
    Filter("safe", "", "The text as markup that is not escaped.", "{{ '<b>'|safe }}", safe),
    Filter(
      "striptags", "",
      "The text of markup: without tags and comments, entities resolved, white space collapsed.",
      "{{ '<b>A</b>  &amp; B'|striptags }}", stripTags),
    Filter(
      "tojson", "indent=none", "The value as JSON that is safe in HTML, `<script>` included.",
      "{{ {'a': [1, '<']}|tojson }}", toJSON),
    Filter(
      "urlencode", "", "The text percent-encoded for an address; a mapping or list of pairs as a query.",
      "{{ {'q': 'a b'}|urlencode }}", urlEncode),
    Filter(
      "urlize", "trim_url_limit=none, nofollow=false, target=none, rel=none, extra_schemes=none",
      "The text with addresses made links.", "{{ 'see https://example.org'|urlize }}", urlize),
    Filter(
      "xmlattr", "autospace=true",
      "A mapping as attributes of a tag, without those that are undefined or none.",
      "<ul{{ {'class': 'a', 'id': none}|xmlattr }}>", xmlAttributes),
  ]

  static func escape(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    try renderer.text(call.value).escaped
  }

  static func forceEscape(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    .markup(try renderer.text(call.value).description.htmlEscaped)
  }

  static func safe(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    .markup(try renderer.text(call.value).description)
  }

  static func stripTags(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    .string(Markup.strippingTags(try renderer.text(call.value).description))
  }

  static func toJSON(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    var indent: String?
    if let argument = call.arguments[0], !argument.isNothing {
      if let text = argument.text {
        indent = text
      } else {
        let width = Swift.max(0, try call.arguments.int(0, default: 0))
        try renderer.check(size: width)
        indent = String(repeating: " ", count: width)
      }
    }
    var writer = JSONWriter(indent: indent, limit: renderer.environment.options.limits.outputBytes)
    try writer.append(call.value, depth: 0)
    return .markup(writer.out.string())
  }

  static func urlEncode(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    let pairs: [(Value, Value)]
    switch call.value {
    case .map, .record: pairs = try renderer.entries(of: call.value)
    case .list:
      var found: [(Value, Value)] = []
      for item in try renderer.items(of: call.value) {
        let pair = try renderer.items(of: item)
        guard pair.count == 2 else { throw .type("`urlencode` needs pairs") }
        found.append((pair[0], pair[1]))
      }
      pairs = found
    default: return .string(quoted(try renderer.text(call.value).description, inQuery: false))
    }
    try renderer.count(pairs.count)
    let parts = pairs.map {
      quoted($0.0.asText.description, inQuery: true) + "=" + quoted($0.1.asText.description, inQuery: true)
    }
    return .string(parts.joined(separator: "&"))
  }

  /// Percent-encodes all but letters, digits and `_.-~`, and `/` outside of queries.
  private static func quoted(_ text: String, inQuery: Bool) -> String {
    var out: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "~"):
        out.append(byte)
      case UInt8(ascii: "/") where !inQuery: out.append(byte)
      case UInt8(ascii: " ") where inQuery: out.append(UInt8(ascii: "+"))
      default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  static func xmlAttributes(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    var parts: [String] = []
    for (key, value) in try renderer.entries(of: call.value) where !value.isNothing {
      guard let name = key.text else {
        throw .type("the name of an attribute is a string, not \(key.typeName)")
      }
      for byte in name.utf8
      where byte == 0x20 || (byte >= 9 && byte <= 13) || byte == 0x2F || byte == 0x3E || byte == 0x3D {
        throw .type("`\(name)` cannot be the name of an attribute")
      }
      parts.append("\(key.escaped.description)=\"\(value.escaped.description)\"")
    }
    var text = parts.joined(separator: " ")
    if call.arguments.bool(0, default: true), !text.isEmpty { text = " " + text }
    return .text(text, isMarkup: call.autoescape)
  }

  static func urlize(_ renderer: inout Renderer, _ call: FilterCall) throws(TemplateError) -> Value {
    var relations = Set((try call.arguments.optionalString(3) ?? "").splitOnWhitespace(limit: -1))
    if call.arguments.bool(1, default: false) { relations.insert("nofollow") }
    relations.insert("noopener")
    var schemes: [String] = []
    if let value = call.arguments[4], !value.isNothing {
      for item in try renderer.items(of: value) {
        guard let scheme = item.text, Linker.isScheme(scheme) else {
          throw .arguments("\(item.representation) is no scheme of an address", help: "write it as `tel:`")
        }
        schemes.append(scheme)
      }
    }
    let linker = Linker(
      limit: try call.arguments.optionalInt(0), relations: relations.sorted().joined(separator: " "),
      target: try call.arguments.optionalString(2), schemes: schemes)
    let text = try renderer.text(call.value)
    let result = linker.link(text.escaped.description)
    try renderer.check(size: result.utf8.count)
    return .text(result, isMarkup: call.autoescape)
  }
}
