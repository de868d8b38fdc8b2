import BroadsheetCore

extension Edition {
  /// Files that are copied: those in an article's own folder to the article's address, others to their path.
  /// What only held articles use stays behind.
  mutating func collectAssets(_ scan: Scan, held: [ArticleRecord], root: String) {
    var bundles: [Substring: String] = [:]
    for list in scan.assets.isEmpty ? [] : [stories, pages] {
      for index in list.indices where list[index].article.record.isBundle {
        let address = list[index].address
        bundles[list[index].article.record.folder] = address.hasSuffix("/") ? address : nil
      }
    }
    let heldFolders = Set(held.filter(\.isBundle).map(\.folder))
    let heldUses = Self.localImages(of: held)
    let visibleUses =
      heldUses.isEmpty && heldFolders.isEmpty
      ? [] : Self.localImages(of: [stories, pages].joined().map(\.record))
    for file in scan.assets {
      let settled = file.status.settled(at: scan.moment)
      let folder = file.folder
      let isHeld =
        heldUses.contains(file.contentPath) || Self.nearest(folder) { heldFolders.contains($0) } != nil
      if isHeld, !visibleUses.contains(file.contentPath) { continue }
      let address: String
      if let bundle = Self.nearest(folder, where: { bundles[$0] != nil }), let base = bundles[bundle] {
        address = base + file.contentPath.dropFirst(bundle.utf8.count + 1)
      } else {
        address = "/" + file.contentPath
      }
      let location = root + "/" + file.contentPath
      assets.append(
        Asset(
          contentPath: file.contentPath, location: location, address: address,
          size: Self.isImage(file.contentPath)
            ? (try? FileSystem.readHead(location)).flatMap { ImageSize($0) } : nil,
          bytes: Int(file.status.size), settledStatus: settled.size < 0 ? nil : settled))
    }
  }

  private static func isImage(_ path: String) -> Bool {
    let lower = path.lowercased()
    return [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"].contains { lower.hasSuffix($0) }
  }

  /// The innermost folder at or above `folder` that satisfies `condition`.
  private static func nearest(_ folder: String, where condition: (Substring) -> Bool) -> Substring? {
    var current = folder[...]
    while !current.isEmpty {
      if condition(current) { return current }
      current = current.lastIndex(of: "/").map { current[..<$0] } ?? ""
    }
    return nil
  }

  /// The content paths of all files that articles refer to.
  private static func localImages(of records: [ArticleRecord]) -> Set<String> {
    var paths: Set<String> = []
    for record in records {
      var sources = record.body.slots.map(\.destination)
      if let image = record.fields.image { sources.append(image.source) }
      for source in sources {
        if let path = ContentPath.resolve(source, from: record.folder) { paths.insert(path) }
      }
    }
    return paths
  }
}

/// Resolves what authors write against the file that they write it in.
enum ContentPath {
  /// `figure.svg`, `../a.md`, `/images/a.svg` → a path relative to `Content/`, without query and fragment;
  /// nil for other hosts, for a fragment alone, and for what leads out.
  static func resolve(_ destination: String, from folder: Substring) -> String? {
    let slash = UInt8(ascii: "/")
    let dot = UInt8(ascii: ".")
    let written = destination.utf8.span
    var length = 0
    while length < written.count, written[length] != UInt8(ascii: "#"), written[length] != UInt8(ascii: "?") {
      if written[length] == UInt8(ascii: ":") { return nil }
      length += 1
    }
    if length == 0 || (length > 1 && written[0] == slash && written[1] == slash) { return nil }
    let bare = length == written.count ? destination : String(utf8: written.extracting(..<length))
    guard let decoded = SafeAddress.removingPercentEncoding(bare) else { return nil }
    let bytes = decoded.utf8.span
    var path = OutputBuffer(capacity: folder.utf8.count + 1 + bytes.count)
    if bytes[0] != slash { path.append(folder.utf8.span) }
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != slash { end += 1 }
      defer { start = end + 1 }
      let length = end - start
      if length == 0 || (length == 1 && bytes[start] == dot) { continue }
      if length == 2, bytes[start] == dot, bytes[start + 1] == dot {
        if path.isEmpty { return nil }
        let outer = path.span.folder.count
        path.truncate(to: outer)
        continue
      }
      if !path.isEmpty { path.append(slash) }
      path.append(bytes, start..<end)
    }
    return path.string()
  }
}
