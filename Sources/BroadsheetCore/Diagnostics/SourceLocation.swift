/// A place in a source file, for people: lines and columns count from 1, columns in Unicode scalars.
public struct SourceLocation: Hashable, Sendable {
  /// The file's path relative to the site, with `/`.
  public var file: String
  /// The line, from 1; 0 where the whole file is meant.
  public var line: Int
  /// The column, from 1; 0 where the whole line is meant.
  public var column: Int
  /// How many scalars are meant, at least 1.
  public var length: Int

  /// Makes a location.
  public init(file: String, line: Int = 0, column: Int = 0, length: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
    self.length = max(length, 1)
  }

  /// Finds line and column of a byte offset in `source`.
  public init(file: String, offset: Int, length: Int = 1, in source: Span<UInt8>) {
    var line = 1
    var column = 1
    let end = min(offset, source.count)
    var index = 0
    while index < end {
      let byte = source[index]
      if byte == 0x0A || (byte == 0x0D && !(index + 1 < source.count && source[index + 1] == 0x0A)) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      index += 1
    }
    self.init(file: file, line: line, column: column, length: length)
  }
}
