import BroadsheetCore
import CCMark

/// A parsed document: the owner of cmark's tree, freed when it goes.
///
/// The tree never leaves the task that parsed it; what callers keep is what ``renderBody(into:)`` and
/// ``prose()`` return. Parsing shares nothing, so any number of documents can be parsed at once.
public struct MarkdownDocument: ~Copyable {
  let root: Node
  /// The bytes as they were parsed; offsets and lines count in them.
  let source: [UInt8]
  /// How it was parsed and is rendered.
  public let options: MarkdownOptions
  /// Where the blocks stand in the source, if anything needs to know.
  let layout: BlockLayout?
  /// What the extensions found, which cmark's tree has no room for.
  var additions: Additions

  /// Parses `source`.
  ///
  /// With options that are not plain, invalid UTF-8 and NUL bytes become U+FFFD first, so that ``prose()``
  /// and all ranges count in the repaired bytes; valid text keeps its offsets.
  public init(parsing source: [UInt8], options: MarkdownOptions) {
    let bytes = options.isPlain ? source : Self.repaired(source)
    self.options = options
    self.source = bytes
    self.additions = Additions()
    layout = options.isPlain ? nil : BlockScanner.scan(bytes.span, options: options)
    root = Self.parse(bytes.span)
  }

  /// Parses the UTF-8 of a string.
  public init(parsing text: String, options: MarkdownOptions) {
    self.init(parsing: Array(text.utf8), options: options)
  }

  deinit { root.free() }

  /// Parses with cmark alone.
  static func parse(_ bytes: Span<UInt8>) -> Node {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
        // An empty array may have no address; cmark wants one that it can compare.
        let empty: StaticString = ""
        return empty.withUTF8Buffer { none in
          let start =
            unsafe characters.baseAddress
            ?? UnsafeRawPointer(none.baseAddress!).assumingMemoryBound(to: CChar.self)
          guard let tree = unsafe cmark_parse_document(start, characters.count, CMARK_OPT_DEFAULT) else {
            preconditionFailure("cmark accepts every input")
          }
          return Node(tree)
        }
      }
    }
  }

  private static func repaired(_ source: [UInt8]) -> [UInt8] {
    let isClean = unsafe source.withUnsafeBufferPointer { buffer in
      unsafe !buffer.contains(0) && (try? UTF8Span(validating: buffer.span)) != nil
    }
    if isClean { return source }
    let text = String(decoding: source, as: UTF8.self)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte == 0 { bytes.append(contentsOf: [0xEF, 0xBF, 0xBD]) } else { bytes.append(byte) }
    }
    return bytes
  }
}
