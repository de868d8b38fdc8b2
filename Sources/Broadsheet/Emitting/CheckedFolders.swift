import BroadsheetCore

/// The folders of an output that were looked at, and found to be folders and not links.
struct CheckedFolders: Sendable {
  private var folders = TextIndex<Bool>()

  /// Makes room for `capacity` folders.
  init(capacity: Int = 0) { folders.reserve(capacity) }

  /// Whether a folder has been looked at, by its path below the output.
  func contains(_ folder: Span<UInt8>) -> Bool { folders.position(of: folder) != nil }

  /// Notes a folder; false where it was noted before.
  mutating func insert(_ folder: Span<UInt8>) -> Bool { folders.insert(true, for: folder) == nil }

  mutating func removeAll() { folders = TextIndex() }
}
