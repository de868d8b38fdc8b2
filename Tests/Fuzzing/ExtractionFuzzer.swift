import BroadsheetCore
import BroadsheetExtraction

/// Feeds bytes to the extractor as libFuzzer makes them: the first byte says where the text is cut into blocks, and what
/// kind they are. Build with `-sanitize=fuzzer,address -parse-as-library`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzExtraction(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 1 else { return 0 }
  let bytes = unsafe Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
  let step = Int(unsafe start[0]) + 1
  var prose = Prose()
  var offset = 0
  while offset < bytes.count {
    let end = min(offset + step, bytes.count)
    let choice = bytes[offset] % 8
    let first = prose.text.count
    prose.text += bytes[offset..<end]
    prose.anchors.append(.init(text: first, source: offset))
    prose.blocks.append(
      .init(
        kind: choice == 0 ? .heading : choice == 1 ? .code : .paragraph, level: choice == 0 ? 2 : 0,
        quoteDepth: choice == 2 ? 1 : 0, list: choice > 5 ? 0 : -1,
        item: choice > 5 ? Int32(prose.blocks.count) : -1,
        range: first..<prose.text.count, source: offset..<end))
    if choice == 3 {
      prose.marks.append(.init(kind: .link, range: first..<prose.text.count, destination: "a.md"))
    }
    prose.text.append(0x0A)
    offset = end
  }
  var workspace = ExtractionWorkspace()
  // The first byte also says whether the site knows names.
  let extractor = Extractor(knowledge: step % 2 == 0 ? SiteKnowledge() : known)
  let metadata = extractor.extract(
    prose, authored: AuthoredMetadata(date: "2026-03-18"), workspace: &workspace)
  var out = OutputBuffer()
  metadata.writeJSON(path: "a.md", section: "news", prose: prose, source: bytes, into: &out)
  metadata.writeText(path: "a.md", section: "news", prose: prose, source: bytes, into: &out)
  precondition(
    metadata
      == extractor.extract(prose, authored: AuthoredMetadata(date: "2026-03-18"), workspace: &workspace))
  return 0
}

private let known = SiteKnowledge(
  entities: [
    .init(name: "A", type: .event), .init(name: "Jane Doe", aliases: ["Doe", "the J"], type: .person),
  ],
  learnt: [
    .init(name: "Leeds", type: .organisation, confidence: 0.9),
    .init(name: "B C", type: .product, confidence: 0.8),
  ], tags: ["ships", "a b"], authors: ["John Miller"], sections: ["World"])
