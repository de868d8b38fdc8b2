import BroadsheetCore

/// What `Data/entities.yaml` says of one name.
struct EntityDetails: Sendable {
  var name: String
  var aliases: [String]
  var kind: EntityKind
  var description: String?
  /// The address of a page about it, in the place of one of its own.
  var page: String?
  var sameAs: [String]

  /// The list as it is written: `{name, type, aliases, description, page, same_as}`; an unknown type is `other`.
  static func list(_ data: [DataNode.Entry]) -> [EntityDetails] {
    guard let node = data.first(where: { $0.key == "entities" })?.node, case .array(let items) = node.value
    else { return [] }
    return items.compactMap { item in
      var reader = FieldReader(item, path: "Data/entities")
      guard let name = reader.text("name") else { return nil }
      return EntityDetails(
        name: name, aliases: reader.texts("aliases") ?? [],
        kind: reader.text("type").flatMap(EntityKind.init) ?? .other, description: reader.text("description"),
        page: reader.text("page"), sameAs: reader.texts("same_as", "sameAs") ?? [])
    }
  }

  /// By name; of entries of the same name the first.
  static func read(_ data: [DataNode.Entry]) -> [String: EntityDetails] {
    Dictionary(list(data).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
