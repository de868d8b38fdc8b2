/// What bounds a render, so that no template can hang or exhaust the machine.
public struct Limits: Sendable, Hashable {
  /// How deep macros, includes, blocks and recursive loops may call each other.
  public var callDepth: Int
  /// How many loop iterations, calls and items that filters visit a render may take.
  public var steps: Int
  /// How many bytes a render may write, and how long one string may get.
  public var outputBytes: Int

  /// How many bytes an environment keeps of what `cache` parts have written; the rest is rendered each time.
  public var cachedBytes: Int

  /// Makes limits.
  public init(
    callDepth: Int = 200, steps: Int = 20_000_000, outputBytes: Int = 64 << 20, cachedBytes: Int = 64 << 20
  ) {
    self.callDepth = callDepth
    self.steps = steps
    self.outputBytes = outputBytes
    self.cachedBytes = cachedBytes
  }

  /// How deep containers may be nested: where printing, comparing and releasing stop.
  static let nesting = 100
  /// How deep data from files may be nested.
  static let dataNesting = 80
  /// How deep expressions may be nested in a template's source.
  static let expressionHeight = 200
  /// How deep statements may be nested in a template's source.
  static let statementDepth = 60
  /// The most items of a `range`.
  static let rangeItems = 100_000
}
