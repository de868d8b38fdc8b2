/// What a linker writes into a program to set it apart from every other: a hash of its contents, in a note of the
/// Executable and Linkable Format.
enum BuildID {
  private static let format: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1]  // 64 bits, little-endian
  private static let owner = Array("GNU\0".utf8)
  private static let notes = 4
  private static let kind = 3

  /// Where the identifier lies in the first bytes of a program; nil where there is none, or the file is of another
  /// format.
  static func find(in program: Span<UInt8>) -> Range<Int>? {
    guard lies(format, at: 0, in: program), let table = number(at: 32, of: 8, in: program),
      let size = number(at: 54, of: 2, in: program), let count = number(at: 56, of: 2, in: program)
    else { return nil }
    for entry in (0..<count).lazy.map({ table + $0 * size })
    where number(at: entry, of: 4, in: program) == notes {
      if let start = number(at: entry + 8, of: 8, in: program),
        let length = number(at: entry + 32, of: 8, in: program),
        let found = find(inNotes: start..<start + length, of: program)
      {
        return found
      }
    }
    return nil
  }

  private static func find(inNotes notes: Range<Int>, of program: Span<UInt8>) -> Range<Int>? {
    var at = notes.lowerBound
    while at < notes.upperBound, let nameLength = number(at: at, of: 4, in: program),
      let length = number(at: at + 4, of: 4, in: program)
    {
      let start = at + 12 + padded(nameLength)
      guard start + length <= program.count else { return nil }
      if number(at: at + 8, of: 4, in: program) == kind, lies(owner, at: at + 12, in: program) {
        return start..<start + length
      }
      at = start + padded(length)
    }
    return nil
  }

  private static func padded(_ length: Int) -> Int { (length + 3) & ~3 }

  private static func lies(_ bytes: [UInt8], at start: Int, in program: Span<UInt8>) -> Bool {
    start <= program.count - bytes.count && bytes.indices.allSatisfy { program[start + $0] == bytes[$0] }
  }

  /// A number that a file's length can be; nil where `program` has ended.
  private static func number(at start: Int, of size: Int, in program: Span<UInt8>) -> Int? {
    guard start <= program.count - size else { return nil }
    var value: UInt64 = 0
    for index in (start..<start + size).reversed() { value = value << 8 | UInt64(program[index]) }
    return value < 1 << 40 ? Int(value) : nil
  }
}
