import BroadsheetCore

extension RenderedBody {
  /// Something the author should know.
  public struct Warning: Sendable, Hashable {
    /// What is wrong.
    public enum Kind: Sendable, Hashable {
      /// An address that browsers could run, such as `javascript:`; it was left out.
      case forbiddenURL(String)
      /// An image without alternative text.
      case missingAlternativeText(String)
      /// A container block that nobody knows, and the known name that was probably meant.
      case unknownBlock(String, nearest: String?)
      /// A container block without a closing fence.
      case unclosedBlock(String)
      /// A closing fence that closes nothing.
      case strayBlockFence
      /// An attribute that a block does not have, and the one that was probably meant.
      case unknownBlockAttribute(block: String, attribute: String, nearest: String?)
      /// An attribute that a block must have.
      case missingBlockAttribute(block: String, attribute: String)
      /// A quotation mark that nothing closes on the fence's line.
      case unclosedBlockValue(block: String, attribute: String)
      /// Text behind the name of a block that has no label.
      case unexpectedBlockLabel(block: String, label: String)
    }

    /// What is wrong.
    public var kind: Kind
    /// The line of the source, from 1.
    public var line: Int
    /// The column, from 1, or 0.
    public var column: Int

    /// The warning as a diagnostic about `file`; `lineOffset` is added to the line, for what stands in
    /// front of the Markdown in its file.
    public func diagnostic(file: String, lineOffset: Int = 0) -> Diagnostic {
      let wording = Wording(kind)
      return Diagnostic(
        wording.code, wording.severity, wording.message,
        at: SourceLocation(file: file, line: line + lineOffset, column: column), help: wording.help)
    }
  }

  /// How a warning is put.
  private struct Wording {
    var code: DiagnosticCode
    var severity = Diagnostic.Severity.error
    var message: String
    var help: String

    init(_ kind: Warning.Kind) {
      switch kind {
      case .forbiddenURL(let address):
        code = .forbiddenURL
        severity = .warning
        message = "the address `\(address.prefix(80))` is not allowed and was left out"
        help = "link to an http, https or mailto address, or to a page of this site"
      case .missingAlternativeText(let address):
        code = .missingAlternativeText
        severity = .warning
        message = "the image `\(address.prefix(80))` has no alternative text"
        help = "say what the image shows: `![what it shows](\(address.prefix(80)))`"
      case .unknownBlock(let name, let nearest):
        code = .unknownBlock
        message = "there is no block `\(name.prefix(80))`"
        help =
          nearest.map { "did you mean `\($0)`?" }
          ?? "use a block of the theme, or add a template for this one; `\\:::` writes colons"
      case .unclosedBlock(let name):
        code = .unclosedBlock
        message = "the block `\(name.prefix(80))` is never closed"
        help = "end it with a line of as many colons as it begins with"
      case .strayBlockFence:
        code = .strayBlockFence
        severity = .warning
        message = "this fence closes no block"
        help = "remove it, or write `\\:::` if colons are meant"
      case .unknownBlockAttribute(let block, let attribute, let nearest):
        code = .invalidBlockAttribute
        message = "the block `\(block)` has no attribute `\(attribute.prefix(80))`"
        help = nearest.map { "did you mean `\($0)`?" } ?? "remove it"
      case .missingBlockAttribute(let block, let attribute):
        code = .invalidBlockAttribute
        message = "the block `\(block)` needs the attribute `\(attribute)`"
        help = "write `::: \(block) \(attribute)=\"…\"`"
      case .unclosedBlockValue(let block, let attribute):
        code = .invalidBlockAttribute
        message = "the value of `\(attribute.prefix(80))` of the block `\(block.prefix(80))` is not closed"
        help = "end it with the quotation mark that it begins with, on the same line"
      case .unexpectedBlockLabel(let block, let label):
        code = .invalidBlockAttribute
        message = "the block `\(block)` has no label, but `\(label.prefix(80))` stands behind its name"
        help = "put the text into the block"
      }
    }
  }
}
