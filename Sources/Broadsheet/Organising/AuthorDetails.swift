import BroadsheetCore

/// What `Data/authors.yaml` says of one author.
struct AuthorDetails: Sendable {
  var name: String
  var role: String?
  var bio: String?
  var image: String?
  var sameAs: [String]

  /// Reads the list, by the slug of the name and by the `slug` that an entry may give, under which articles
  /// may name the author too.
  static func read(_ data: [DataNode.Entry]) -> [String: AuthorDetails] {
    guard let node = data.first(where: { $0.key == "authors" })?.node, case .array(let items) = node.value
    else {
      return [:]
    }
    var authors: [String: AuthorDetails] = [:]
    for item in items {
      var reader = FieldReader(item, path: "Data/authors")
      guard let name = reader.text("name") else { continue }
      let details = AuthorDetails(
        name: name, role: reader.text("role", "job_title"), bio: reader.text("bio", "description"),
        image: reader.text("image"), sameAs: reader.texts("same_as", "sameAs") ?? [])
      authors[TermBuilder.slug(name)] = details
      if let slug = reader.text("slug").map(Slug.make) { authors[slug] = details }
    }
    return authors
  }
}
