import BroadsheetCore

/// What the last good build was made of and what it said: where nothing has changed since, nothing need be done.
struct LastBuild: Sendable {
  private static let magic = "broadsheet build 3"

  /// What was read.
  struct Inputs: Sendable, Hashable {
    /// A fingerprint of what every page depends on.
    var settings: ContentHash
    /// A fingerprint of all.
    var all: ContentHash
  }

  var inputs: Inputs
  var clock: Moment
  /// When the same sources give another site.
  var nextDue: Moment?
  var articles: Int
  var pages: Int
  var held: Int
  var unsure: UnsureNames
  var diagnostics: [Diagnostic]

  /// Whether the same inputs still give the same site at `clock`.
  func holds(at clock: Moment) -> Bool { clock >= self.clock && nextDue.map { clock < $0 } ?? true }

  static func read(_ path: String) -> LastBuild? {
    guard let bytes = StoredBytes(mapping: path) else { return nil }
    do throws(BinaryReader.Damage) {
      var reader = try BinaryReader(sealed: bytes)
      guard try reader.readText() == magic else { return nil }
      return LastBuild(
        inputs: Inputs(settings: try reader.readHash(), all: try reader.readHash()),
        clock: Moment(seconds: try reader.readInt64()),
        nextDue: try reader.readOptionalMoment(),
        articles: Int(try reader.readUInt32()), pages: Int(try reader.readUInt32()),
        held: Int(try reader.readUInt32()), unsure: try UnsureNames(from: &reader),
        diagnostics: try reader.readList { reader throws(BinaryReader.Damage) in
          try Diagnostic(from: &reader)
        })
    } catch {
      return nil
    }
  }

  func write(_ path: String) {
    var out = BinaryWriter(capacity: 4096)
    out.write(Self.magic)
    out.write(inputs.settings)
    out.write(inputs.all)
    out.write(clock.seconds)
    out.write(nextDue)
    for count in [articles, pages, held] { out.write(UInt32(count)) }
    unsure.write(into: &out)
    out.write(diagnostics) { out, diagnostic in diagnostic.write(into: &out) }
    try? out.seal(at: path)
  }
}
