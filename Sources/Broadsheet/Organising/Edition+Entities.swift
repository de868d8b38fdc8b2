import BroadsheetCore

extension Edition {
  /// Someone or something that the site knows, or that enough articles name.
  struct Entity: Sendable {
    /// A role that an article states.
    struct Role: Sendable {
      var text: String
      var story: Int32
    }

    /// Another entity that the same articles name.
    struct Companion: Sendable {
      var entity: Int32
      /// In how many of the newest articles.
      var count: Int
    }

    var name: String
    var kind: EntityKind
    var slug: String
    /// What `Data/entities.yaml` says of it.
    var details: EntityDetails?
    /// Where its page is, of this site or of another; nil where it has none.
    var address: String?
    /// Whether that page is one that the edition makes for it.
    var hasOwnPage = false
    var stories: [Int32] = []
    /// What the newest articles say it is, each role once.
    var roles: [Role] = []
    /// Those that are named most often beside it, first.
    var companions: [Companion] = []
  }

  /// A name in an article that pages may show.
  struct Appearance: Sendable {
    /// Index into `entities`, or -1.
    var entity: Int32
    /// Index into the names of the article's text.
    var name: Int32
  }

  /// The index of entities.
  static let entitiesAddress = "/entities/"

  /// Gives each entity the address of its page: the one that the site's data name; for an author of the site the
  /// author's; else one of its own, behind all that the site's files claim. What a text says moves no other page:
  /// where something stands at `/people/ada-lovelace/`, hers is `/entities/people/ada-lovelace/`, and where that is
  /// taken too, she has none.
  mutating func placeEntities(_ claims: inout AddressClaims) {
    let writers = Dictionary(authors.map { ($0.slug, $0.address) }, uniquingKeysWith: { first, _ in first })
    for index in entities.indices {
      let entity = entities[index]
      if let page = entity.details?.page {
        entities[index].address = page
      } else if entity.kind == .person, let address = writers[entity.slug] {
        entities[index].address = address
      } else {
        let folders = ["/" + entity.kind.folder + "/", Self.entitiesAddress + entity.kind.folder + "/"]
        let addresses = folders.map { listAddresses($0 + entity.slug + "/", entity.stories.count) }
        guard let free = addresses.first(where: { !$0.contains(where: claims.isTaken) }) else { continue }
        entities[index].address = free[0]
        entities[index].hasOwnPage = true
        for address in free {
          claims.add(address, nil)
          links.add(nil, address: address)
        }
      }
    }
    hasEntityIndex =
      entities.contains(where: \.hasOwnPage) && !claims.isTaken(Self.entitiesAddress)
    guard hasEntityIndex else { return }
    claims.add(Self.entitiesAddress, nil)
    links.add(nil, address: Self.entitiesAddress)
  }

  /// The addresses of the pages of a list.
  private func listAddresses(_ address: String, _ count: Int) -> [String] {
    (1...Pagination.pages(of: count, by: site.pageSize)).map { Pagination.address(address, $0) }
  }
}
