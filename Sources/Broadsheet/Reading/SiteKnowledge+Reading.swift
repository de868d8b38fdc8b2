import BroadsheetCore
import BroadsheetExtraction

extension SiteKnowledge {
  /// What `Data/entities.yaml` says of names, and the names of `Data/authors.yaml`.
  init(_ data: [DataNode.Entry]) {
    self.init()
    entities = EntityDetails.list(data).map { details in
      KnownEntity(
        name: details.name, aliases: details.aliases, type: details.kind.type, page: details.page,
        sameAs: details.sameAs)
    }
    authors = Set(AuthorDetails.read(data).values.map(\.name)).sorted { FileSystem.precedes($0, $1) }
  }
}

extension SiteConfiguration {
  /// How much builds read out of articles' texts.
  var extractionDepth: Extractor.Depth { hasEntities ? .facts : .structure }
}
