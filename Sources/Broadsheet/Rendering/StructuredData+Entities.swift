import BroadsheetCore

extension StructuredData {
  /// So many names an article's data hold.
  private static let mostMentions = 12

  /// `about` and `mentions`: what an article is about, and what else it names.
  func writeNames(_ story: Edition.Story, _ json: inout JSONWriter) {
    let names = story.record.text.names
    func list(_ key: String, isAbout: Bool) {
      let chosen = story.appearances.filter { names[Int($0.name)].isAbout == isAbout }.prefix(
        Self.mostMentions)
      guard !chosen.isEmpty else { return }
      json.array(key) { things in
        for appearance in chosen {
          let name = names[Int(appearance.name)]
          things.object { thing in
            if appearance.entity >= 0 {
              write(Int(appearance.entity), &thing)
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
  private func write(_ entity: Int, _ thing: inout JSONWriter) {
    thing.member("@type", edition.entities[entity].kind.schemaType)
    thing.member("@id", entityURLs[entity])
    thing.member("name", edition.entities[entity].name)
    thing.member("url", entityURLs[entity])
    thing.member("sameAs", edition.entities[entity].details?.sameAs ?? [])
  }

  /// The page of an entity: what it is, and the articles about it.
  func entity(_ index: Int, address: String, stories: ArraySlice<Int32>) -> String {
    let entity = edition.entities[index]
    return collection(
      entity.name, description: entity.details?.description, address: address, stories: stories
    ) { json in
      json.object("about") { write(index, &$0) }
    }
  }
}
