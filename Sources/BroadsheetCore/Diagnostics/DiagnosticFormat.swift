/// How diagnostics are worded: for a terminal, for tools, or as GitHub's workflow commands.
public enum DiagnosticFormat: String, Sendable, CaseIterable {
  /// A heading, the excerpt with a caret, and the mend.
  case text
  /// One JSON object a line.
  case json
  /// `::error file=…,line=…::…`, which GitHub shows at the changed line.
  case github

  /// Words one diagnostic, with a trailing newline.
  public func describe(_ diagnostic: Diagnostic, colour: Bool = false) -> String {
    switch self {
    case .text: Self.text(diagnostic, colour: colour)
    case .json: Self.json(diagnostic)
    case .github: Self.github(diagnostic)
    }
  }

  private static func text(_ diagnostic: Diagnostic, colour: Bool) -> String {
    func paint(_ text: String, _ code: String) -> String { colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
    let tone = diagnostic.severity == .error ? "1;31" : diagnostic.severity == .warning ? "1;33" : "1;36"
    var out = paint("\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", tone)
    out += paint(": \(printable(diagnostic.message))", "1") + "\n"
    if let location = diagnostic.location {
      out += "  --> \(describe(location))\n"
      if let excerpt = diagnostic.excerpt, location.line > 0 {
        let number = String(location.line)
        let gutter = String(repeating: " ", count: number.count)
        let (shown, before, length) = clip(excerpt, column: location.column, length: location.length)
        out += "\(gutter) |\n\(number) | \(shown)\n"
        if location.column > 0 {
          out += "\(gutter) | \(before)" + paint(String(repeating: "^", count: length), tone) + "\n"
        }
      }
    }
    for frame in diagnostic.chain { out += "  \(frame.role) \(describe(frame.location))\n" }
    if let help = diagnostic.help { out += "  \(paint("help:", "1;32")) \(printable(help))\n" }
    return out
  }

  /// Cuts a long line around the column, and gives the white space that puts the caret under it.
  private static func clip(_ line: String, column: Int, length: Int) -> (String, String, Int) {
    var scalars = Array(line.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 })
    var offset = max(column - 1, 0)
    var lead = ""
    if offset > 80 {
      scalars.removeFirst(min(offset - 60, scalars.count))
      offset = 60
      lead = "…"
    }
    let tail = scalars.count > 120 ? "…" : ""
    scalars = Array(scalars.prefix(120))
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: scalars)
    let caretLength = max(1, min(length, scalars.count - offset))
    return (lead + String(shown) + tail, String(repeating: " ", count: offset + lead.count), caretLength)
  }

  private static func describe(_ location: SourceLocation) -> String {
    var text = printable(location.file)
    if location.line > 0 { text += ":\(location.line)" }
    if location.line > 0, location.column > 0 { text += ":\(location.column)" }
    return text
  }

  /// Terminal control characters in messages are shown, never obeyed.
  private static func printable(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
    return text.unicodeScalars.map { scalar in
      if scalar == "\n" || (scalar.value >= 0x20 && scalar.value != 0x7F) { return String(scalar) }
      return "\\u{\(String(scalar.value, radix: 16))}"
    }.joined()
  }

  private static func json(_ diagnostic: Diagnostic) -> String {
    var out = OutputBuffer(capacity: 256)
    out.append("{\"severity\":")
    out.append(jsonString: diagnostic.severity.rawValue)
    out.append(",\"code\":")
    out.append(jsonString: diagnostic.code.rawValue)
    out.append(",\"message\":")
    out.append(jsonString: diagnostic.message)
    if let location = diagnostic.location {
      out.append(",")
      append(location, to: &out)
    }
    if let excerpt = diagnostic.excerpt {
      out.append(",\"excerpt\":")
      out.append(jsonString: excerpt)
    }
    if let help = diagnostic.help {
      out.append(",\"help\":")
      out.append(jsonString: help)
    }
    if !diagnostic.chain.isEmpty {
      out.append(",\"chain\":[")
      for (index, frame) in diagnostic.chain.enumerated() {
        out.append(index == 0 ? "{\"role\":" : ",{\"role\":")
        out.append(jsonString: frame.role)
        out.append(",")
        append(frame.location, to: &out)
        out.append("}")
      }
      out.append("]")
    }
    out.append("}\n")
    return out.string()
  }

  private static func append(_ location: SourceLocation, to out: inout OutputBuffer) {
    out.append("\"file\":")
    out.append(jsonString: location.file)
    guard location.line > 0 else { return }
    out.append(",\"line\":")
    out.append(decimal: location.line)
    guard location.column > 0 else { return }
    out.append(",\"column\":")
    out.append(decimal: location.column)
    out.append(",\"length\":")
    out.append(decimal: location.length)
  }

  private static func github(_ diagnostic: Diagnostic) -> String {
    func escape(_ text: String, property: Bool) -> String {
      var out = ""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "%": out += "%25"
        case "\r": out += "%0D"
        case "\n": out += "%0A"
        case ":" where property: out += "%3A"
        case "," where property: out += "%2C"
        default: out.unicodeScalars.append(scalar)
        }
      }
      return out
    }
    let command = diagnostic.severity == .notice ? "notice" : diagnostic.severity.rawValue
    var properties: [String] = []
    if let location = diagnostic.location {
      properties.append("file=\(escape(location.file, property: true))")
      if location.line > 0 { properties.append("line=\(location.line)") }
      if location.line > 0, location.column > 0 { properties.append("col=\(location.column)") }
    }
    properties.append("title=\(diagnostic.code.rawValue)")
    var message = diagnostic.message
    if let help = diagnostic.help { message += "\nhelp: \(help)" }
    return "::\(command) \(properties.joined(separator: ","))::\(escape(message, property: false))\n"
  }
}
