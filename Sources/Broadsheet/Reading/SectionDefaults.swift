import BroadsheetCore

/// The defaults that `_index.md` files set for the articles below them (`defaults:`, or Hugo's `cascade:`).
struct SectionDefaults: Sendable {
  private var byFolder: [String: DataNode] = [:]

  /// Adds the defaults of a folder; those of outer folders must come first, and inner ones win over them.
  mutating func add(_ node: DataNode, folder: String) {
    guard case .mapping(var entries) = node.value else { return }
    if case .mapping(let outer)? = self.node(for: folder)?.value {
      for entry in outer where !entries.contains(where: { $0.key == entry.key }) { entries.append(entry) }
    }
    byFolder[folder] = DataNode(.mapping(entries))
  }

  /// The defaults that hold for a file in `folder`.
  func node(for folder: String) -> DataNode? {
    if byFolder.isEmpty { return nil }
    var current = folder[...]
    while true {
      if let node = byFolder[String(current)] { return node }
      if current.isEmpty { return nil }
      current = current.lastIndex(of: "/").map { current[..<$0] } ?? ""
    }
  }

  func write(into out: inout BinaryWriter) {
    out.write(byFolder.sorted { FileSystem.precedes($0.key, $1.key) }) { out, entry in
      out.write(entry.key)
      entry.value.write(into: &out)
    }
  }
}
