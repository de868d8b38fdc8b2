import BroadsheetCore

extension SiteConfiguration {
  /// A fingerprint of `Site.yaml`, of what the command line says instead of it, and of `Data/`.
  func print(_ paths: SitePaths, data: [DataNode.Entry]) -> ContentHash {
    var out = BinaryWriter(capacity: 16_384)
    out.write(baseURL.absolute)
    zone.write(into: &out)
    out.write(data) { out, entry in entry.write(into: &out) }
    if let source = try? FileSystem.read(paths.configuration) { out.write(ByteSlice(source)) }
    return out.hash()
  }
}
