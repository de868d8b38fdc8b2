import BroadsheetCore
import BroadsheetMarkdown

/// What makes one build of this program differ from another: whatever is kept between builds depends on it.
enum ProgramIdentity {
  private static let magic = "broadsheet program 1"

  /// A fingerprint of the executable, and of the system libraries that decide what Markdown and YAML mean. Where the
  /// linker left none in the executable, it is kept in `state` with the file's status, since that has many megabytes.
  static func fingerprint(_ state: String) -> ContentHash {
    let libraries = ContentHash(magic + MarkdownDocument.libraryVersion + YAMLReader.libraryVersion)
    guard let path = Executable.path else { return libraries }
    if let known = fingerprint(ofBuildIDIn: path, after: libraries) { return known }
    guard let status = try? FileSystem.status(of: path) else { return libraries }
    let memory = state + "/program"
    if let kept = read(memory), kept.status == status, kept.libraries == libraries { return kept.program }
    let program = fingerprint(ofFile: path, after: libraries)
    var writer = BinaryWriter(capacity: 256)
    writer.write(libraries)
    writer.write(program)
    status.settled(at: SystemClock.nanoseconds).write(into: &writer)
    // Before the first build there is no such folder.
    try? FileSystem.makeFolders(state)
    try? writer.seal(at: memory)
    return program
  }

  private static func fingerprint(ofBuildIDIn path: String, after libraries: ContentHash) -> ContentHash? {
    guard let file = try? FileSystem.AppendedFile(reading: path), let start = file.read(4096, at: 0),
      let id = BuildID.find(in: start.span)
    else { return nil }
    var print = Fingerprint()
    print.add(libraries)
    print.add(ContentHash(start.span.extracting(id)))
    return print.value
  }

  /// Piece by piece: so many bytes at once would be most of the memory of a small build.
  private static func fingerprint(ofFile path: String, after libraries: ContentHash) -> ContentHash {
    var print = Fingerprint()
    print.add(libraries)
    guard let file = try? FileSystem.AppendedFile(reading: path) else { return print.value }
    var start: Int64 = 0
    while start < file.length, let piece = file.read(Int(min(file.length - start, 1 << 20)), at: start) {
      print.add(ContentHash(piece.span))
      start += Int64(piece.count)
    }
    return print.value
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
