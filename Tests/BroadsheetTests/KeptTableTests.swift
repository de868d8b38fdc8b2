import BroadsheetCore
import Foundation
import Testing

@testable import Broadsheet

@Suite("Tables that are kept between builds")
struct KeptTableTests {
  private static let form = KeptTable.Form(magic: "a test 1", width: 2)
  private let folder = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString

  private var path: String { folder + "/table" }

  private func head(_ text: String) -> BinaryWriter {
    var head = BinaryWriter()
    head.write(text)
    return head
  }

  /// Writes a table of some texts, with their numbers and the numbers' squares.
  private func write(_ texts: [String], head text: String = "first") throws {
    try FileSystem.makeFolders(folder)
    var list = TextList()
    for text in texts { list.append(text) }
    #expect(list.strings == texts)
    var writer = KeptTable.Writer(list, Self.form, head: head(text))
    try writer.write(to: path, count: texts.count) { index, out in
      out.write(UInt64(index))
      out.write(UInt64(index * index))
    }
  }

  private func rows(_ table: KeptTable) -> [[UInt64]] {
    (0..<table.count).map { row in table.row(at: row) { word in [word(0), word(1)] } }
  }

  private func text(_ table: KeptTable, _ row: Int) -> String { table.text(at: row) { String(utf8: $0) } }

  private func headText(_ table: KeptTable) throws -> String {
    var reader = try BinaryReader(table.head.owner, table.head.range)
    return try reader.readText()
  }

  @Test("What was written is read again, row by row")
  func roundTrip() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(["a", "länger/index.html", "c"])
    let table = try #require(KeptTable.read(path, Self.form))
    #expect(table.count == 3)
    #expect((0..<3).map { text(table, $0) } == ["a", "länger/index.html", "c"])
    #expect(table.text(at: 0, isTerminated: true) { $0.count } == 2)
    #expect(rows(table) == [[0, 0], [1, 1], [2, 4]])
    #expect(try headText(table) == "first")
    #expect(table.isText("c".utf8.span, at: 2) && !table.isText("b".utf8.span, at: 2))
    try write([])
    #expect(KeptTable.read(path, Self.form)?.count == 0)
  }

  @Test("Changes lie beside the table, and end with it")
  func changes() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(["a", "b", "c"])
    let table = try #require(KeptTable.read(path, Self.form))
    let changed = table.replacing([1: [7, 8]])
    #expect(rows(changed) == [[0, 0], [7, 8], [2, 4]] && rows(table)[1] == [1, 1])
    try changed.writeChanges(to: path, head: head("second")) { row in changed.row(at: row) { [$0(0), $0(1)] }
    }
    let read = try #require(KeptTable.read(path, Self.form))
    #expect(rows(read) == rows(changed))
    #expect(try headText(read) == "second")
    // Changes of changes hold all that differs from the table.
    let again = read.replacing([0: [5, 6]])
    try again.writeChanges(to: path, head: head("third")) { row in again.row(at: row) { [$0(0), $0(1)] } }
    #expect(KeptTable.read(path, Self.form).map(rows) == [[5, 6], [7, 8], [2, 4]])
    // Another table has none.
    let changes = try FileSystem.read(path + "-changes")
    try write(["a", "b", "d"])
    #expect(!table.isWhole(at: path))
    try FileSystem.replace(path + "-changes", changes.span)
    #expect(KeptTable.read(path, Self.form).map(rows) == [[0, 0], [1, 1], [2, 4]])
  }

  @Test("What is damaged counts as none")
  func damage() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(["a", "b"])
    #expect(KeptTable.read(path, KeptTable.Form(magic: "a test 2", width: 2)) == nil)
    #expect(KeptTable.read(path, KeptTable.Form(magic: "a test 1", width: 3)) == nil)
    let whole = try FileSystem.read(path)
    for position in whole.indices {
      var bytes = whole
      bytes[position] ^= 0x10
      try FileSystem.replace(path, bytes.span)
      #expect(KeptTable.read(path, Self.form) == nil, "byte \(position)")
      let start = Array(whole[..<position])
      try FileSystem.replace(path, start.span)
      #expect(KeptTable.read(path, Self.form) == nil, "cut at \(position)")
    }
    // A damaged change is none; the table holds.
    try FileSystem.replace(path, whole.span)
    let table = try #require(KeptTable.read(path, Self.form))
    try table.replacing([0: [9, 9]]).writeChanges(to: path, head: head("second")) { _ in [9, 9] }
    var changes = try FileSystem.read(path + "-changes")
    changes[20] ^= 1
    try FileSystem.replace(path + "-changes", changes.span)
    #expect(KeptTable.read(path, Self.form).map(rows) == [[0, 0], [1, 1]])
  }
}
