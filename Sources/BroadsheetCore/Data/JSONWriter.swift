/// Writes JSON without blanks, commas included; keys come in the order in which they are written, and absent
/// values write nothing.
public struct JSONWriter: ~Copyable {
  private var out: OutputBuffer
  private var needsComma = false

  /// Makes a writer with room for `capacity` bytes.
  public init(capacity: Int = 1024) { out = OutputBuffer(capacity: capacity) }

  /// The text so far.
  public borrowing func string() -> String { out.string() }

  /// The bytes so far.
  public borrowing func bytes() -> [UInt8] { out.bytes() }

  /// Gives up the bytes.
  public consuming func finish() -> OutputBuffer { out }

  private mutating func separate() {
    if needsComma { out.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func open(_ key: StaticString?, _ bracket: UInt8) {
    separate()
    if let key { name(key) }
    out.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    out.append(bracket)
    needsComma = true
  }

  /// A key of ours holds nothing that would have to be escaped.
  private mutating func name(_ key: StaticString) {
    out.append(UInt8(ascii: "\""))
    out.append(key)
    out.append("\":")
  }

  /// Writes an object: a member of the open one under `key`, or an item of the open list.
  public mutating func object(_ key: StaticString? = nil, _ body: (inout JSONWriter) -> Void) {
    open(key, UInt8(ascii: "{"))
    body(&self)
    close(UInt8(ascii: "}"))
  }

  /// Writes a list.
  public mutating func array(_ key: StaticString? = nil, _ body: (inout JSONWriter) -> Void) {
    open(key, UInt8(ascii: "["))
    body(&self)
    close(UInt8(ascii: "]"))
  }

  /// Writes a member that is text, unless it is nil.
  public mutating func member(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    separate()
    name(key)
    out.append(jsonString: text)
  }

  /// Writes a member that is a text of ours, in which nothing has to be escaped.
  public mutating func member(_ key: StaticString, literal text: StaticString) {
    separate()
    name(key)
    out.append(UInt8(ascii: "\""))
    out.append(text)
    out.append(UInt8(ascii: "\""))
  }

  /// Writes a member that is text.
  public mutating func member(_ key: StaticString, _ text: Span<UInt8>) {
    separate()
    name(key)
    out.append(jsonString: text)
  }

  /// Writes a member that is a whole number, unless it is nil.
  public mutating func member(_ key: StaticString, _ number: Int?) {
    guard let number else { return }
    separate()
    name(key)
    out.append(decimal: number)
  }

  private mutating func name(_ key: String) {
    out.append(jsonString: key)
    out.append(UInt8(ascii: ":"))
  }

  /// Writes a member whose key is no literal.
  public mutating func member(named key: String, _ number: Int) {
    separate()
    name(key)
    out.append(decimal: number)
  }

  /// Writes a member whose key is no literal, unless its text is nil.
  public mutating func member(named key: String, _ text: String?) {
    guard let text else { return }
    separate()
    name(key)
    out.append(jsonString: text)
  }

  /// Writes a member that is a truth value, unless it is nil.
  public mutating func member(_ key: StaticString, _ flag: Bool?) {
    guard let flag else { return }
    separate()
    name(key)
    if flag { out.append("true") } else { out.append("false") }
  }

  /// Writes a member that is a list of texts, unless it is empty.
  public mutating func member(_ key: StaticString, _ texts: [String]) {
    if texts.isEmpty { return }
    array(key) { list in for text in texts { list.item(text) } }
  }

  /// Writes a list's item that is text.
  public mutating func item(_ text: String) {
    separate()
    out.append(jsonString: text)
  }

  /// Writes a member that is what another writer has written.
  public mutating func member(_ key: StaticString, written text: [UInt8]) {
    separate()
    name(key)
    out.append(text)
  }

  /// Takes over what another writer has written: members into an object, an item into a list.
  public mutating func append(written text: [UInt8]) {
    if text.isEmpty { return }
    separate()
    out.append(text)
  }

  /// Takes over, as an item of a list, an object that others have begun, whose last member lacks its number.
  public mutating func append(begun text: [UInt8], _ range: Range<Int>, _ number: Int) {
    separate()
    out.append(text.span, range)
    out.append(decimal: number)
    out.append(UInt8(ascii: "}"))
  }
}
