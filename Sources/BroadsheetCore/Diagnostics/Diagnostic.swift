/// Something that a person should know: what is wrong, where, and how to mend it.
///
/// Diagnostics are data; ``DiagnosticFormat`` words them for a terminal, for tools (JSON) and for GitHub.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Sendable, Comparable {
    /// Worth knowing; never fails a build.
    case notice
    /// Probably not meant; fails a build under `--strict`.
    case warning
    /// Fails the build.
    case error

    /// Orders from notice to error.
    public static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rank < rhs.rank }
    private var rank: Int { self == .notice ? 0 : self == .warning ? 1 : 2 }
  }

  /// One step of the way to the place: "included from", "in macro", "while rendering".
  public struct Frame: Hashable, Sendable {
    /// What happened there, such as `included from`.
    public var role: String
    /// Where it happened.
    public var location: SourceLocation

    /// Makes a frame.
    public init(role: String, location: SourceLocation) {
      self.role = role
      self.location = location
    }
  }

  /// The stable code, which the guide explains.
  public var code: DiagnosticCode
  /// How bad it is.
  public var severity: Severity
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// Where it is, if it is in a file.
  public var location: SourceLocation?
  /// The line of the source that `location` names, without its line ending.
  public var excerpt: String?
  /// How to mend it.
  public var help: String?
  /// The way to the place, innermost first.
  public var chain: [Frame]

  /// Makes a diagnostic.
  public init(
    _ code: DiagnosticCode, _ severity: Severity, _ message: String,
    at location: SourceLocation? = nil, excerpt: String? = nil, help: String? = nil, chain: [Frame] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.location = location
    self.excerpt = excerpt
    self.help = help
    self.chain = chain
  }

  /// Makes an error.
  public init(
    _ code: DiagnosticCode, _ message: String, at location: SourceLocation? = nil, excerpt: String? = nil,
    help: String? = nil, chain: [Frame] = []
  ) {
    self.init(code, .error, message, at: location, excerpt: excerpt, help: help, chain: chain)
  }

  /// The same, with the excerpt that its location names in `source`.
  public func quoting(_ source: Span<UInt8>) -> Diagnostic {
    guard let location, location.line > 0 else { return self }
    var copy = self
    copy.excerpt = Self.line(location.line, of: source)
    return copy
  }

  /// Line `number` (from 1) of `source` without its ending; nil behind the end.
  public static func line(_ number: Int, of source: Span<UInt8>) -> String? {
    var line = 1
    var start = 0
    var index = 0
    while index < source.count, line < number {
      let byte = source[index]
      let isBreak = byte == 0x0A || (byte == 0x0D && !(index + 1 < source.count && source[index + 1] == 0x0A))
      index += 1
      if isBreak {
        line += 1
        start = index
      }
    }
    guard line == number else { return nil }
    var end = start
    while end < source.count, source[end] != 0x0A, source[end] != 0x0D { end += 1 }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(end - start)
    for position in start..<end { bytes.append(source[position]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
