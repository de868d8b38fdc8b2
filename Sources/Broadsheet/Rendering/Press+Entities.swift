import BroadsheetCore
import BroadsheetTemplates

extension Press {
  /// A page of someone or something that articles name.
  func entity(_ index: Int, _ number: Int) -> PageContent {
    // By index: an entity is large, and copying it costs more than this.
    let address = edition.entities[index].address ?? "/"
    let stories = edition.entities[index].stories
    var content = list(
      kind: "entity", title: edition.entities[index].name,
      description: edition.entities[index].details?.description, address: address, stories: stories,
      number: number)
    if edition.hasEntityIndex {
      content.crumbs.insert(values.entitiesCrumb, at: 1)
    }
    content.structuredData = [
      structuredData.entity(
        index, address: Pagination.address(address, number),
        stories: stories[Pagination.range(number, of: stories.count, by: edition.site.pageSize)]
      )
    ]
    content[.entity] = values.entities.full(index, isFirst: number == 1, listed: values.stories)
    return content
  }

  /// The index of all that have a page, by name.
  func entityIndex() -> PageContent {
    let title = values.entitiesTitle
    var content = plain(kind: "entities", title: title)
    content.crumbs = [values.homeCrumb, values.entitiesCrumb]
    let sorted = edition.entities.indices.filter { edition.entities[$0].address != nil }.sorted {
      one, other in
      let (slug, otherSlug) = (edition.entities[one].slug, edition.entities[other].slug)
      return slug != otherSlug
        ? FileSystem.precedes(slug, otherSlug)
        : edition.entities[one].kind.rawValue < edition.entities[other].kind.rawValue
    }
    content.items = .list(
      sorted.map { index in
        let name = Value.string(edition.entities[index].name)
        return Shapes.count.record([
          name, name, .string(edition.entities[index].slug),
          values.entities.url(index), .int(edition.entities[index].stories.count),
        ])
      })
    return content
  }
}
