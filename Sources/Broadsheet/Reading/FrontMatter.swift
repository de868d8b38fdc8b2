import BroadsheetCore

/// What stands before an article's text: YAML between `---`, TOML between `+++`, or a JSON object.
struct FrontMatter: Sendable {
  /// The fields; `null` where there are none.
  var fields: DataNode
  /// Where the article's text begins, as an offset in the file.
  var bodyStart: Int

  /// Splits `source` and parses its front matter.
  static func parse(_ source: SourceText) throws(Diagnostic) -> FrontMatter {
    let bytes = source.bytes
    do {
      if let fence = fence(at: bytes.startIndex, in: bytes, byte: UInt8(ascii: "-")) {
        let (content, end) = try fenced(source, from: fence, byte: UInt8(ascii: "-"), name: "---")
        if let fields = SimpleYAML.parse(bytes, content, lineOffset: 1) {
          return FrontMatter(fields: fields, bodyStart: end)
        }
        return FrontMatter(
          fields: try YAMLReader.parse(bytes[content], path: source.path, lineOffset: 1), bodyStart: end)
      }
      if let fence = fence(at: bytes.startIndex, in: bytes, byte: UInt8(ascii: "+")) {
        let (content, end) = try fenced(source, from: fence, byte: UInt8(ascii: "+"), name: "+++")
        return FrontMatter(
          fields: try TOMLReader.parse(bytes[content], path: source.path, lineOffset: 1), bodyStart: end)
      }
      if bytes.first == UInt8(ascii: "{"), let next = bytes.dropFirst().first(where: { !$0.isBlank }),
        next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
      {
        return try json(source)
      }
    } catch {
      var diagnostic = error
      if diagnostic.code == .dataSyntax { diagnostic.code = .frontMatterSyntax }
      throw diagnostic.quoting(bytes.span)
    }
    return FrontMatter(fields: DataNode(.null), bodyStart: 0)
  }

  /// Where the text after a fence line at `start` begins, if there is one.
  private static func fence(at start: Int, in bytes: [UInt8], byte: UInt8) -> Int? {
    guard start + 3 <= bytes.count, bytes[start] == byte, bytes[start + 1] == byte, bytes[start + 2] == byte
    else {
      return nil
    }
    var index = start + 3
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    if index == bytes.count { return index }
    if bytes[index] == 0x0A { return index + 1 }
    if bytes[index] == 0x0D {
      return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? index + 2 : index + 1
    }
    return nil
  }

  private static func fenced(
    _ source: SourceText, from start: Int, byte: UInt8, name: String
  ) throws(Diagnostic) -> (content: Range<Int>, end: Int) {
    let bytes = source.bytes
    var line = start
    while line < bytes.count {
      if let end = fence(at: line, in: bytes, byte: byte) { return (start..<line, end) }
      if byte == UInt8(ascii: "-"), let end = fence(at: line, in: bytes, byte: UInt8(ascii: ".")) {
        return (start..<line, end)
      }
      while line < bytes.count, bytes[line] != 0x0A, bytes[line] != 0x0D { line += 1 }
      if line + 1 < bytes.count, bytes[line] == 0x0D, bytes[line + 1] == 0x0A { line += 1 }
      line += 1
    }
    throw Diagnostic(
      .unclosedFrontMatter, "front matter begins here and never ends",
      at: SourceLocation(file: source.path, line: 1, column: 1, length: 3),
      help: "end it with a line `\(name)`; if it is a rule, write `***`")
  }

  private static func json(_ source: SourceText) throws(Diagnostic) -> FrontMatter {
    do throws(JSONParser.Failure) {
      let (node, end) = try JSONParser.parsePrefix(source.bytes)
      return FrontMatter(fields: node, bodyStart: end)
    } catch {
      throw Diagnostic(.frontMatterSyntax, error.message, at: source.location(offset: error.offset))
    }
  }
}

extension UInt8 {
  /// A blank, a tab or a line ending.
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
