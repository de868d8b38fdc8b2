import BroadsheetCore

extension KeptEdition {
  /// A part of an edition as it lies in the file, with its fingerprint.
  ///
  /// Where it holds many items: where each ends, and the items, one behind the other.
  struct Part: Sendable {
    var bytes: ByteSlice
    var print: ContentHash
    var base: Base

    /// Whether it is what was written.
    var isWhole: Bool { ContentHash(bytes.span) == print }

    /// The bytes of one of its items.
    private func reader(at index: Int) throws(BinaryReader.Damage) -> BinaryReader {
      var reader = try BinaryReader(bytes.owner, bytes.range)
      let count = Int(try reader.readUInt32())
      guard index < count else { throw BinaryReader.Damage() }
      var ends = reader.skipping(max(0, index - 1) * 4)
      let start = index == 0 ? 0 : Int(try ends.readUInt32())
      let end = Int(try ends.readUInt32())
      _ = try reader.readPart(count * 4)
      guard start <= end, end <= bytes.range.upperBound - reader.index else { throw BinaryReader.Damage() }
      return try BinaryReader(bytes.owner, reader.index + start..<reader.index + end)
    }

    /// The items that parts hold, each of which is read when it is first asked for.
    ///
    /// - Parameters:
    ///   - parts: whole ones.
    ///   - damaged: what stands for an item that cannot be read nevertheless.
    static func list<Item>(
      _ parts: [Part], _ count: Int, damaged: @escaping @Sendable () -> Item,
      read: @escaping @Sendable (inout BinaryReader) throws(BinaryReader.Damage) -> Item
    ) -> KeptList<Item> {
      KeptList(count: count) { index in
        let part = parts[index / chunk]
        do throws(BinaryReader.Damage) {
          var reader = try part.reader(at: index % chunk)
          return try read(&reader)
        } catch {
          part.base.noteDamage()
          return damaged()
        }
      }
    }

    /// What all of a part holds, as a list of one, which is read when it is first asked for.
    ///
    /// - Parameter empty: what stands for it where it cannot be read.
    func kept<Value>(
      _ empty: Value, _ read: @escaping @Sendable (inout BinaryReader) throws(BinaryReader.Damage) -> Value
    ) -> KeptList<Value> {
      KeptList(count: 1) { _ in
        do throws(BinaryReader.Damage) {
          var reader = try BinaryReader(bytes.owner, bytes.range)
          return try read(&reader)
        } catch {
          base.noteDamage()
          return empty
        }
      }
    }
  }
}
