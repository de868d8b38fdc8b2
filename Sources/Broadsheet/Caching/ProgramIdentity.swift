import BroadsheetCore
import BroadsheetMarkdown

/// What makes one build of this program differ from another: whatever is kept between builds depends on it.
enum ProgramIdentity {
  private static let magic = "broadsheet program 1"

  /// A fingerprint of the executable, and of the system library that decides what Markdown means. That of the
  /// executable is kept in `state` with its status, since it has many megabytes.
  static func fingerprint(_ state: String) -> ContentHash {
    let libraries = ContentHash(magic + MarkdownDocument.libraryVersion + YAMLReader.libraryVersion)
    guard let path = Executable.path, let status = try? FileSystem.status(of: path) else { return libraries }
    let memory = state + "/program"
    if let kept = read(memory), kept.status == status, kept.libraries == libraries { return kept.program }
    var program = libraries
    if let bytes = StoredBytes(mapping: path) { program = ContentHash(bytes.span, seed: libraries.low) }
    var writer = BinaryWriter(capacity: 256)
    writer.write(libraries)
    writer.write(program)
    status.settled(at: SystemClock.nanoseconds).write(into: &writer)
    try? writer.seal(at: memory)
    return program
  }

  private static func read(
    _ path: String
  ) -> (libraries: ContentHash, program: ContentHash, status: FileSystem.Status)? {
    guard let bytes = StoredBytes(mapping: path) else { return nil }
    do throws(BinaryReader.Damage) {
      var reader = try BinaryReader(sealed: bytes)
      return (try reader.readHash(), try reader.readHash(), try FileSystem.Status(from: &reader))
    } catch {
      return nil
    }
  }
}
