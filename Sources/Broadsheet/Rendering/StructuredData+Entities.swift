import BroadsheetCore

extension StructuredData {
  /// So many names an article's data hold.
  private static let mostMentions = 20

  /// `about` and `mentions`: what an article is about, and what else it names.
  func writeNames(_ story: Edition.Story, _ json: inout JSONWriter) {
    let names = story.record.text.names
    func list(_ key: String, isAbout: Bool) {
      let chosen = story.appearances.filter { names[Int($0.name)].isAbout == isAbout }.prefix(Self.mostMentions)
      guard !chosen.isEmpty else { return }
      json.array(key) { things in
        for appearance in chosen {
          let name = names[Int(appearance.name)]
          things.object { thing in
            if appearance.entity >= 0 {
              write(edition.entities[Int(appearance.entity)], &thing)
            } else {
              thing.member("@type", EntityKind(name.type).schemaType)
              thing.member("name", name.name)
            }
          }
        }
      }
    }
    list("about", isAbout: true)
    list("mentions", isAbout: false)
  }

  /// A thing, with the address of its page by which other pages mean the same.
  private func write(_ entity: Edition.Entity, _ thing: inout JSONWriter) {
    thing.member("@type", entity.kind.schemaType)
    let url = entity.address.map(absolute)
    thing.member("@id", url)
    thing.member("name", entity.name)
    thing.member("url", url)
    thing.member("sameAs", entity.details?.sameAs ?? [])
  }

  /// The page of an entity: what it is, and the articles about it.
  func entity(_ entity: Edition.Entity, address: String, stories: ArraySlice<Int32>) -> String {
    collection(
      entity.name, description: entity.details?.description, address: address, stories: stories
    ) { json in
      json.object("about") { write(entity, &$0) }
    }
  }
}
