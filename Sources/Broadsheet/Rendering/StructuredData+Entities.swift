import BroadsheetCore

extension StructuredData {
  /// So many names an article's data hold.
  private static let mostMentions = 12

  /// `about` and `mentions`: what an article is about, and what else it names.
  func writeNames(_ story: Edition.Story, _ json: inout JSONWriter) {
    let names = story.record.text.names
    func list(_ key: StaticString, isAbout: Bool) {
      // By index: a name is large, and copying it costs more than this.
      guard story.appearances.contains(where: { names[Int($0.name)].isAbout == isAbout }) else { return }
      json.array(key) { things in
        var count = 0
        for appearance in story.appearances where names[Int(appearance.name)].isAbout == isAbout {
          if count == Self.mostMentions { break }
          count += 1
          if appearance.entity >= 0 {
            entities.look(at: Int(appearance.entity)) { things.append(written: $0.bytes) }
            continue
          }
          things.object { thing in
            thing.member("@type", EntityKind(names[Int(appearance.name)].type).schemaType)
            thing.member("name", names[Int(appearance.name)].name)
          }
        }
      }
    }
    list("about", isAbout: true)
    list("mentions", isAbout: false)
  }

  /// A thing, with the address of its page by which other pages mean the same.
  static func write(_ entity: Edition.Entity, _ site: SiteConfiguration, _ thing: inout JSONWriter) {
    let url = entity.address.map { absolute($0, site) }
    thing.member("@type", entity.kind.schemaType)
    thing.member("@id", url)
    thing.member("name", entity.name)
    thing.member("url", url)
    thing.member("sameAs", entity.details?.sameAs ?? [])
  }

  /// The page of an entity: what it is, and the articles about it.
  func entity(_ index: Int, address: String, stories: ArraySlice<Int32>) -> Graph {
    collection(
      edition.entities[index].name, description: edition.entities[index].details?.description,
      address: address, stories: stories
    ) { [entities] json in
      entities.look(at: index) { json.member("about", written: $0.bytes) }
    }
  }
}
