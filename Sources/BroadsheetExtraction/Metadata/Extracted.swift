/// Where a value comes from; the order is that of precedence.
public enum ExtractionSource: UInt8, Sendable, Hashable {
  /// The author wrote it in front matter.
  case author
  /// The article's structure says it: a heading, a byline, a list.
  case structure
  /// Rules and statistics found it in the text.
  case statistics

  /// The name that `inspect` writes.
  public var name: StaticString {
    switch self {
    case .author: "author"
    case .structure: "structure"
    case .statistics: "statistics"
    }
  }
}

/// A value with where it comes from and how sure we are.
public struct Extracted<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The value itself.
  public var value: Value
  /// Who says so.
  public var source: ExtractionSource
  /// From 0 (a guess) to 1 (certain; what an author wrote).
  public var confidence: Double
  /// The bytes of ``Prose/text`` that say it; nil where the value does not come from the text.
  public var span: Range<Int>?

  /// Makes a value with its provenance.
  public init(_ value: Value, source: ExtractionSource, confidence: Double, span: Range<Int>? = nil) {
    self.value = value
    self.source = source
    self.confidence = confidence
    self.span = span
  }
}
