import BroadsheetCore
import BroadsheetExtraction

extension SiteKnowledge {
  /// What `Data/entities.yaml` says: a list of `{name, type, aliases, page, same_as}`; an unknown type is `other`.
  init(_ data: [DataNode.Entry]) {
    self.init()
    guard let node = data.first(where: { $0.key == "entities" })?.node, case .array(let items) = node.value
    else {
      return
    }
    for item in items {
      var reader = FieldReader(item, path: "Data/entities")
      guard let name = reader.text("name") else { continue }
      let type =
        reader.text("type").flatMap { text in EntityType.allCases.first { "\($0.name)" == text } } ?? .other
      entities.append(
        KnownEntity(
          name: name, aliases: reader.texts("aliases") ?? [], type: type, page: reader.text("page"),
          sameAs: reader.texts("same_as") ?? []))
    }
  }
}
