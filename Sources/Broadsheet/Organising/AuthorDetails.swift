import BroadsheetCore

/// What `Data/authors.yaml` says of one author.
struct AuthorDetails: Sendable {
  var name: String
  var role: String?
  var bio: String?
  var image: String?
  var sameAs: [String]

  /// Reads the list, by slug. An entry is a mapping with a `name`; `slug` where it differs.
  static func read(_ data: [DataNode.Entry]) -> [String: AuthorDetails] {
    guard let node = data.first(where: { $0.key == "authors" })?.node, case .array(let items) = node.value
    else {
      return [:]
    }
    var authors: [String: AuthorDetails] = [:]
    for item in items {
      var reader = FieldReader(item, path: "Data/authors")
      guard let name = reader.text("name") else { continue }
      let slug = reader.text("slug").map(Slug.make) ?? TermBuilder.slug(name)
      authors[slug] = AuthorDetails(
        name: name, role: reader.text("role", "job_title"), bio: reader.text("bio", "description"),
        image: reader.text("image"), sameAs: reader.texts("same_as", "sameAs") ?? [])
    }
    return authors
  }
}
