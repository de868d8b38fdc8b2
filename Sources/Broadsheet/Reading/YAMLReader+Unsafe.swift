import BroadsheetCore
import CLibYAML

/// Reads YAML through libyaml's events into a ``DataNode``, with YAML 1.2's core schema.
///
/// Nothing recurses; depth and the number of nodes (aliases expanded) are bounded, so that neither a deep
/// document nor a bomb of aliases costs more than a message. Two equal keys are an error.
struct YAMLReader {
  /// The version of libyaml, such as `0.2.5`.
  static var libraryVersion: String { unsafe String(cString: yaml_get_version_string()) }

  private static let maximalDepth = 64
  private static let maximalNodes = 200_000

  private struct Frame {
    var isMapping: Bool
    var items: [DataNode] = []
    var entries: [DataNode.Entry] = []
    var positions = KeyPositions()
    /// Keys that came through `<<` and give way to the mapping's own.
    var merged: Set<String> = []
    var key: (text: String, line: Int, column: Int)?
    var anchor: String?
    var line: Int
    var column: Int
    var mergedFrom = 0

    mutating func append(_ entry: DataNode.Entry) {
      entries.append(entry)
      positions.noteLast(of: entries)
    }
  }

  private let path: String
  private let lineOffset: Int
  private var stack: [Frame] = []
  private var anchors: [String: (node: DataNode, size: Int)] = [:]
  private var nodes = 0
  private var result: DataNode?

  private init(path: String, lineOffset: Int) {
    self.path = path
    self.lineOffset = lineOffset
  }

  /// Parses one document. `lineOffset` is how many lines of the file stand before `bytes`.
  /// An empty document is `null`.
  static func parse(_ bytes: ArraySlice<UInt8>, path: String, lineOffset: Int = 0) throws(Diagnostic)
    -> DataNode
  {
    var reader = YAMLReader(path: path, lineOffset: lineOffset)
    return try reader.run(bytes)
  }

  private mutating func run(_ bytes: ArraySlice<UInt8>) throws(Diagnostic) -> DataNode {
    let outcome: Result<DataNode, Diagnostic> = unsafe bytes.withUnsafeBufferPointer { buffer in
      var parser = yaml_parser_t()
      guard unsafe yaml_parser_initialize(&parser) == 1 else {
        return .failure(failure(.dataSyntax, "out of memory", line: 0, column: 0))
      }
      defer { unsafe yaml_parser_delete(&parser) }
      unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      unsafe yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      var documents = 0
      while true {
        var event = yaml_event_t()
        guard unsafe yaml_parser_parse(&parser, &event) == 1 else {
          let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "this is not YAML"
          // What is found missing at the end is told where it began.
          let isAtEnd = unsafe parser.context != nil && Int(parser.problem_mark.index) >= buffer.count
          let mark = isAtEnd ? parser.context_mark : parser.problem_mark
          return .failure(failure(.dataSyntax, problem, at: mark))
        }
        defer { unsafe yaml_event_delete(&event) }
        if event.type == YAML_STREAM_END_EVENT { return .success(result ?? DataNode(.null)) }
        if event.type == YAML_DOCUMENT_START_EVENT {
          documents += 1
          if documents > 1 {
            return .failure(failure(.dataSyntax, "a second document begins here", at: event.start_mark))
          }
        }
        do throws(Diagnostic) { unsafe try handle(&event) } catch { return .failure(error) }
      }
    }
    return try outcome.get()
  }

  private func failure(_ code: DiagnosticCode, _ message: String, at mark: yaml_mark_t) -> Diagnostic {
    failure(code, message, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private func failure(_ code: DiagnosticCode, _ message: String, line: Int, column: Int) -> Diagnostic {
    Diagnostic(
      code, message, at: SourceLocation(file: path, line: line == 0 ? 0 : line + lineOffset, column: column))
  }

  private mutating func handle(_ event: inout yaml_event_t) throws(Diagnostic) {
    let (line, column) = (Int(event.start_mark.line) + 1 + lineOffset, Int(event.start_mark.column) + 1)
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = unsafe String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nil
      var node = DataNode(isPlain ? Self.resolve(text) : .string(text), line: line, column: column)
      if case .string = node.value {} else { node.written = text }
      let anchor = unsafe scalar.anchor.map { unsafe String(cString: $0) }
      try complete(node, key: text, anchor: anchor, size: 1, mark: event.start_mark)
    case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
      let isMapping = event.type == YAML_MAPPING_START_EVENT
      guard stack.count < Self.maximalDepth else {
        throw failure(.dataTooDeep, "nested deeper than \(Self.maximalDepth) levels", at: event.start_mark)
      }
      if let frame = stack.last, frame.isMapping, frame.key == nil {
        throw failure(.dataSyntax, "a key must be plain text", at: event.start_mark)
      }
      let anchor = isMapping ? event.data.mapping_start.anchor : event.data.sequence_start.anchor
      stack.append(
        Frame(
          isMapping: isMapping, anchor: unsafe anchor.map { unsafe String(cString: $0) }, line: line,
          column: column,
          mergedFrom: nodes))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      let frame = stack.removeLast()
      let node = DataNode(
        frame.isMapping ? .mapping(frame.entries) : .array(frame.items), line: frame.line,
        column: frame.column)
      try complete(
        node, key: nil, anchor: frame.anchor, size: nodes - frame.mergedFrom + 1, mark: event.start_mark)
    case YAML_ALIAS_EVENT:
      let name = unsafe String(cString: event.data.alias.anchor)
      guard let known = anchors[name] else {
        throw failure(.dataSyntax, "`*\(name)` refers to an anchor that is not there", at: event.start_mark)
      }
      nodes += known.size - 1
      try complete(known.node, key: nil, anchor: nil, size: known.size, mark: event.start_mark)
    default: break
    }
  }

  /// Puts a finished value where it belongs: into the open collection, or as the document.
  private mutating func complete(
    _ node: DataNode, key: String?, anchor: String?, size: Int, mark: yaml_mark_t
  ) throws(Diagnostic) {
    nodes += 1
    guard nodes <= Self.maximalNodes else {
      throw failure(.dataTooDeep, "more than \(Self.maximalNodes) values, aliases expanded", at: mark)
    }
    if let anchor { anchors[anchor] = (node, size) }
    let top = stack.count - 1
    guard top >= 0 else {
      result = node
      return
    }
    guard stack[top].isMapping else {
      stack[top].items.append(node)
      return
    }
    guard let open = stack[top].key else {
      guard let text = key ?? node.text else {
        throw failure(.dataSyntax, "a key must be plain text", at: mark)
      }
      stack[top].key = (text, node.line, node.column)
      return
    }
    stack[top].key = nil
    if open.text == "<<", merge(node, into: &stack[top]) { return }
    let entry = DataNode.Entry(key: open.text, line: open.line, column: open.column, node: node)
    if let position = stack[top].positions.index(of: open.text, in: stack[top].entries) {
      if stack[top].merged.remove(open.text) != nil {
        stack[top].entries[position] = entry
        return
      }
      throw Diagnostic(
        .duplicateKey, "`\(open.text)` is set twice",
        at: SourceLocation(file: path, line: open.line, column: open.column, length: open.text.count),
        help: "keep one of the two")
    }
    stack[top].append(entry)
  }

  /// YAML's merge key: entries of another mapping that are not set here.
  private func merge(_ node: DataNode, into frame: inout Frame) -> Bool {
    guard case .mapping(let entries) = node.value else { return false }
    for entry in entries where frame.positions.index(of: entry.key, in: frame.entries) == nil {
      frame.merged.insert(entry.key)
      frame.append(entry)
    }
    return true
  }

  /// A plain scalar by YAML 1.2's core schema.
  static func resolve(_ text: String) -> DataNode.Value {
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "~"):
      if text == "~" || text == "null" || text == "Null" || text == "NULL" { return .null }
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      if text == "true" || text == "True" || text == "TRUE" { return .bool(true) }
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      if text == "false" || text == "False" || text == "FALSE" { return .bool(false) }
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      if let value = number(text) { return value }
    default: break
    }
    return .string(text)
  }

  private static func number(_ text: String) -> DataNode.Value? {
    let bytes = text.utf8.span
    if bytes.count > 2, bytes[0] == UInt8(ascii: "0") {
      if bytes[1] == UInt8(ascii: "x") { return Int(text.dropFirst(2), radix: 16).map { .int($0) } }
      if bytes[1] == UInt8(ascii: "o") { return Int(text.dropFirst(2), radix: 8).map { .int($0) } }
    }
    var isWhole = true
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"): break
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): isWhole = false
      default: return nil
      }
    }
    if isWhole { return Int(text).map { .int($0) } }
    guard let value = Double(text), value.isFinite else { return nil }
    return .double(value)
  }
}
