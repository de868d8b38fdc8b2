import Testing

@testable import Broadsheet

@Suite("Build identifiers")
struct BuildIDTests {
  /// The start of a program with these notes, in two segments of which the second has them.
  private func program(notes: [UInt8], length: Int? = nil) -> [UInt8] {
    func number(_ value: Int, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    func segment(_ kind: Int, _ start: Int, _ length: Int) -> [UInt8] {
      number(kind, 4) + number(4, 4) + number(start, 8) + number(start, 8) + number(start, 8)
        + number(length, 8)
        + number(length, 8) + number(4, 8)
    }
    let header: [UInt8] =
      [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + number(0, 9) + number(3, 2) + number(62, 2) + number(1, 4)
      + number(0, 8)
      + number(64, 8) + number(0, 8) + number(0, 4) + number(64, 2) + number(56, 2) + number(2, 2)
      + number(0, 6)
    return header + segment(1, 0, 4096) + segment(4, 176, length ?? notes.count) + notes
  }

  private func note(_ owner: String, _ kind: UInt8, _ contents: [UInt8]) -> [UInt8] {
    let name = Array(owner.utf8) + [0]
    func padding(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: (4 - count % 4) % 4) }
    return [UInt8(name.count), 0, 0, 0, UInt8(contents.count), 0, 0, 0, kind, 0, 0, 0] + name
      + padding(name.count)
      + contents + padding(contents.count)
  }

  private func find(_ program: [UInt8]) -> [UInt8]? {
    BuildID.find(in: program.span).map { Array(program[$0]) }
  }

  @Test("Found among other notes") func found() {
    let notes = note("Swift", 3, [1, 2, 3]) + note("GNU", 1, [4]) + note("GNU", 3, [7, 8, 9, 10, 11])
    #expect(find(program(notes: notes)) == [7, 8, 9, 10, 11])
  }

  @Test("None in other files, nor in cut or lying ones") func none() {
    let whole = program(notes: note("GNU", 3, [7, 8, 9, 10, 11]))
    #expect(find(Array("#!/bin/sh\n".utf8)) == nil)
    #expect(find(program(notes: note("GNU", 1, [4]))) == nil)
    for length in 0..<whole.count - 3 { #expect(find(Array(whole.prefix(length))) == nil) }
    for index in whole.indices {
      var bytes = whole
      bytes[index] = 0xFF
      if let id = find(bytes) { #expect(id.count <= bytes.count) }
    }
    #expect(find(program(notes: [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 3, 0, 0, 0], length: 1 << 39)) == nil)
  }

  @Test("The running program has one, where programs are of that format") func running() throws {
    #if os(Linux)
      let file = try FileSystem.AppendedFile(reading: #require(Executable.path))
      let start = try #require(file.read(4096, at: 0))
      #expect(BuildID.find(in: start.span).map(\.count) == 20)
    #endif
  }
}
