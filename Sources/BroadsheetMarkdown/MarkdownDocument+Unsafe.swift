import BroadsheetCore
import CCMark

/// A parsed document: the owner of cmark's tree, freed when it goes.
///
/// The tree never leaves the task that parsed it; what callers keep is what ``renderBody(into:)`` and
/// ``prose()`` return. Parsing shares nothing, so any number of documents can be parsed at once.
public struct MarkdownDocument: ~Copyable {
  let root: Node
  /// What the tree was built in; nil for the heap.
  private let memory: TreeMemory?
  /// The bytes as they were parsed; offsets and lines count in them.
  let source: [UInt8]
  /// How it was parsed and is rendered. Between two renderings everything may change but the extensions and
  /// the plain form, which parsing has settled.
  public var options: MarkdownOptions
  /// Where the blocks stand in the source, if the tree needs to know.
  let layout: BlockLayout?
  /// Where the lines of the source begin; nothing where the options are plain.
  let lines: LineIndex
  /// What the extensions found, which cmark's tree has no room for.
  var additions: Additions

  /// Parses `source`.
  ///
  /// With options that are not plain, invalid UTF-8 and NUL bytes become U+FFFD first, so that ``prose()``
  /// and all ranges count in the repaired bytes; valid text keeps its offsets.
  ///
  /// - Parameter isText: whether the source is known to be valid UTF-8 without NUL bytes, which is not checked then.
  public init(parsing source: [UInt8], options: MarkdownOptions, isText: Bool = false) {
    let bytes = isText ? source : Self.repaired(source, wholly: !options.isPlain)
    self.options = options
    self.source = bytes
    let memory = bytes.count <= TreeMemory.longestSource ? TreeMemory() : nil
    defer { memory?.end() }
    self.memory = memory
    let triggers = SyntaxTriggers(bytes.span, options)
    var layout: BlockLayout?
    if triggers.needLayout { layout = BlockScanner.scan(bytes.span, options: options) }
    let tree: Node
    if let layout, layout.regions[0].isRewritten {
      tree = Self.parse(layout.regions[0].bytes)
    } else {
      tree = Self.parse(bytes.span)
    }
    if layout == nil,
      !options.isPlain && triggers.needStructure
        || triggers.needInlines && TreeAssembler.hasTriggers(below: tree, triggers)
    {
      layout = BlockScanner.scan(bytes.span, options: options)
    }
    root = tree
    if let found = layout {
      var assembler = TreeAssembler(options: options, layout: found, triggers: triggers)
      assembler.assemble(tree, bytes.span)
      additions = assembler.additions
    } else {
      additions = Additions()
    }
    self.layout = layout
    lines = options.isPlain ? LineIndex() : layout?.lines ?? LineIndex(bytes.span)
  }

  /// Parses the UTF-8 of a string.
  public init(parsing text: String, options: MarkdownOptions) {
    self.init(parsing: Array(text.utf8), options: options)
  }

  deinit {
    if let memory { memory.free() } else { root.free() }
  }

  /// Parses an array with cmark alone.
  static func parse(_ bytes: [UInt8]) -> Node { parse(bytes.span) }

  /// Parses with cmark alone.
  static func parse(_ bytes: Span<UInt8>) -> Node {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
        // An empty buffer may have no address; cmark wants one that it can compare.
        guard let start = characters.baseAddress else { return Node(making: .document) }
        let allocator = unsafe TreeMemory.allocator ?? cmark_get_default_mem_allocator()
        let parser = unsafe cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, allocator)
        defer { cmark_parser_free(parser) }
        unsafe cmark_parser_feed(parser, start, characters.count)
        guard let tree = cmark_parser_finish(parser) else { return Node(making: .document) }
        return Node(tree)
      }
    }
  }

  /// The bytes as they are parsed: NUL is U+FFFD, as CommonMark wants it, and so is invalid UTF-8 if
  /// `wholly`.
  private static func repaired(_ source: [UInt8], wholly: Bool) -> [UInt8] {
    if !source.span.has(0), !wholly || source.span.firstInvalidUTF8 == nil { return source }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count + 16)
    for byte in wholly ? Array(String(decoding: source, as: UTF8.self).utf8) : source {
      if byte == 0 { bytes += [0xEF, 0xBF, 0xBD] } else { bytes.append(byte) }
    }
    return bytes
  }
}
