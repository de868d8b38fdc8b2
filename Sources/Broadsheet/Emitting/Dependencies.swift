import BroadsheetCore

/// What each output is, and which articles it shows: with that, a build after an edit of a text looks only at those outputs
/// that may come out differently.
///
/// It is gathered where fingerprints of what outputs read are made (``Press/reads(of:_:)``), and holds for one edition,
/// one theme and one manifest of outputs. An article is a number: its index among the edition's stories, or below zero for
/// plain pages.
///
/// Two files: one as a whole, and beside it which articles were not those of the edition when outputs were last written.
final class Dependencies: Sendable {
  private static let magic = "broadsheet dependencies 1"

  /// The number of a plain page.
  static func page(_ index: Int32) -> Int32 { -1 - index }

  /// What tasks gather for a run of outputs.
  struct Part: Sendable {
    fileprivate var kinds: [UInt64] = []
    fileprivate var ends: [UInt32] = []
    /// Whether an output may show any article.
    private(set) var readsAll = false
    /// The articles that outputs show, one output behind the other.
    var articles: [Int32] = []

    /// Ends an output, whose articles are the last.
    ///
    /// - Parameters:
    ///   - isMadeAnew: whether nobody knows what it shows.
    ///   - readsAll: whether it may show any article.
    mutating func end(_ kind: PlannedOutput.Kind, isMadeAnew: Bool, readsAll: Bool) {
      self.readsAll = self.readsAll || readsAll
      kinds.append(kind.coded | (isMadeAnew ? Self.madeAnew : 0))
      ends.append(UInt32(articles.count))
    }

    fileprivate static let madeAnew: UInt64 = 1 << 63
  }

  /// A fingerprint of all that it holds for.
  let key: ContentHash
  private let bytes: StoredBytes
  /// How many outputs there are.
  let count: Int
  /// The articles that were not those of the edition when outputs were last written, with fingerprints of their records.
  private let articles: [Int32: ContentHash]
  /// A fingerprint of what the manifest said then beside the whole one.
  let outputs: ContentHash
  /// Where the kinds, the ends of the articles and these begin.
  private let kinds: Int
  private let ends: Int
  private let numbers: Int

  private static func changesPath(_ path: String) -> String { path + "-changes" }

  /// Reads what is kept; nil where there is nothing, or where it is damaged, has another `key` or is of other `outputs`.
  static func read(_ path: String, key: ContentHash, outputs: ContentHash) -> Dependencies? {
    guard let changes = StoredBytes(mapping: changesPath(path)), let bytes = StoredBytes(mapping: path) else {
      return nil
    }
    do throws(BinaryReader.Damage) {
      var reader = try BinaryReader(sealed: changes)
      guard try reader.readHash() == key, try reader.readHash() == outputs else { return nil }
      let articles = try reader.readList { reader throws(BinaryReader.Damage) in
        (try reader.readInt32(), try reader.readHash())
      }
      return try Dependencies(
        bytes, BinaryReader(sealed: bytes), key: key, Dictionary(articles) { $1 }, outputs: outputs)
    } catch {
      return nil
    }
  }

  /// Keeps what was gathered, and gives it.
  ///
  /// - Parameters:
  ///   - parts: in the order of the outputs.
  ///   - articles: those that are not the edition's that is kept, with fingerprints of their records.
  ///   - outputs: a fingerprint of what the manifest says beside the whole one.
  static func write(
    _ parts: [Part], _ articles: [Int32: ContentHash], outputs: ContentHash, key: ContentHash, to path: String
  ) -> Dependencies? {
    let (count, length) = parts.reduce((0, 0)) { ($0.0 + $1.kinds.count, $0.1 + $1.articles.count) }
    var out = BinaryWriter(capacity: count * 12 + length * 4 + 4096)
    out.write(magic)
    out.write(key)
    out.write(UInt32(count))
    out.write(UInt32(length))
    for part in parts { out.append(part.kinds) }
    var end: UInt32 = 0
    for part in parts {
      out.append(part.ends.map { end + $0 })
      end += UInt32(part.articles.count)
    }
    for part in parts { out.append(part.articles) }
    try? out.seal(at: path)
    let bytes = out.bytes()
    let made = try? Dependencies(
      bytes, BinaryReader(bytes, 0..<bytes.count - 16), key: key, articles, outputs: outputs)
    made?.writeChanges(to: path)
    return made
  }

  /// The same after outputs were written, which is kept.
  func replacing(_ articles: [Int32: ContentHash], outputs: ContentHash, at path: String) -> Dependencies {
    if articles == self.articles, outputs == self.outputs { return self }
    let made = Dependencies(self, articles, outputs: outputs)
    made.writeChanges(to: path)
    return made
  }

  private func writeChanges(to path: String) {
    var out = BinaryWriter(capacity: articles.count * 20 + 64)
    out.write(key)
    out.write(outputs)
    out.write(articles.sorted { $0.key < $1.key }) { out, article in
      out.write(article.key)
      out.write(article.value)
    }
    try? out.seal(at: Self.changesPath(path))
  }

  private init(_ other: Dependencies, _ articles: [Int32: ContentHash], outputs: ContentHash) {
    (self.articles, self.outputs) = (articles, outputs)
    (key, bytes, count) = (other.key, other.bytes, other.count)
    (kinds, ends, numbers) = (other.kinds, other.ends, other.numbers)
  }

  private init(
    _ bytes: StoredBytes, _ reader: BinaryReader, key: ContentHash, _ articles: [Int32: ContentHash],
    outputs: ContentHash
  ) throws(BinaryReader.Damage) {
    var reader = reader
    guard try reader.readText() == Self.magic, try reader.readHash() == key else {
      throw BinaryReader.Damage()
    }
    (self.key, self.articles, self.outputs) = (key, articles, outputs)
    count = Int(try reader.readUInt32())
    let length = Int(try reader.readUInt32())
    kinds = reader.index
    ends = kinds + count * 8
    numbers = ends + count * 4
    _ = try reader.readPart(count * 12 + length * 4)
    guard reader.isAtEnd else { throw BinaryReader.Damage() }
    self.bytes = bytes
  }

  /// What an output is.
  func kind(at index: Int) -> PlannedOutput.Kind {
    PlannedOutput.Kind(coded: coded(at: index) & ~Part.madeAnew) ?? .notFound
  }

  private func coded(at index: Int) -> UInt64 {
    precondition(index >= 0 && index < count)
    return bytes.load(UInt64.self, at: kinds + index * 8)
  }

  private func end(at index: Int) -> Int { Int(bytes.load(UInt32.self, at: ends + index * 4)) }

  /// The articles that are not what they were when outputs were last written.
  ///
  /// - Parameter now: those that are not the edition's, with fingerprints of their records.
  func changed(_ now: [Int32: ContentHash]) -> Set<Int32> {
    Set(now.keys).union(articles.keys).filter { now[$0] != articles[$0] }
  }

  /// For each output whether it may not be as it was: because it shows an article of these, or because nobody knows what
  /// it shows.
  func outputs(showing changed: Set<Int32>, jobs: Int) async -> [Bool] {
    let (least, most) = (Int(changed.min() ?? 0), Int(changed.max() ?? 0))
    var isChanged = [Bool](repeating: false, count: most - least + 1)
    for article in changed { isChanged[Int(article) - least] = true }
    let flags = isChanged
    let parts = await Parallel.map(count, chunk: 4096, jobs: jobs, start: {}) { range, _ -> [Bool] in
      let first = range.lowerBound == 0 ? 0 : self.end(at: range.lowerBound - 1)
      let last = self.end(at: range.upperBound - 1)
      let articles: [Int32] =
        first <= last ? self.bytes.numbers(self.numbers + first * 4..<self.numbers + last * 4) : []
      var place = 0
      return range.map { index in
        var isRead = self.coded(at: index) & Part.madeAnew != 0
        let end = min(self.end(at: index) - first, articles.count)
        while place < end {
          let number = Int(articles[place]) - least
          if number >= 0, number < flags.count, flags[number] { isRead = true }
          place += 1
        }
        return isRead
      }
    }
    return parts.flatMap { $0 }
  }
}
