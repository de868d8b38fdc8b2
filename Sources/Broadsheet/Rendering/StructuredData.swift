import BroadsheetCore

/// Writes the JSON-LD of each kind of page (schema.org), with nothing that the edition does not know.
struct StructuredData {
  let edition: Edition
  /// For each entity the address of its page, absolute.
  let entityURLs: [String?]

  init(edition: Edition) {
    self.edition = edition
    entityURLs = edition.entities.indices.map { index in
      edition.entities[index].address.map { Self.absolute($0, edition.site) }
    }
  }

  var site: SiteConfiguration { edition.site }

  func graph(_ type: String, _ body: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter(capacity: 2048)
    json.object { root in
      root.member("@context", "https://schema.org")
      root.member("@type", type)
      body(&root)
    }
    return json.string()
  }

  func publisher(_ key: String, _ json: inout JSONWriter, full: Bool = false) {
    json.object(key) { publisher in
      publisher.member("@type", "NewsMediaOrganization")
      publisher.member("name", site.publisher ?? site.title)
      publisher.member("url", site.baseURL.absolute)
      publisher.member("logo", site.logo.map(absolute))
      publisher.member("sameAs", site.sameAs)
      guard full else { return }
      for (_, property) in SiteConfiguration.policyNames {
        publisher.member(property, site.policies[property].map(absolute))
      }
    }
  }

  /// An address of this site or of another host, absolute.
  func absolute(_ url: String) -> String { Self.absolute(url, site) }

  private static func absolute(_ url: String, _ site: SiteConfiguration) -> String {
    url.contains("://") ? url : site.permalink(url.hasPrefix("/") ? url : "/" + url)
  }

  func home() -> String {
    graph("WebSite") { json in
      json.member("name", site.title)
      json.member("url", site.baseURL.absolute)
      json.member("description", site.description)
      json.member("inLanguage", site.language)
      publisher("publisher", &json, full: true)
    }
  }

  func article(_ story: Edition.Story, image: ArticleImage?) -> String {
    let fields = story.record.fields
    return graph(type(of: story)) { json in
      json.member("headline", story.title)
      json.member("url", site.permalink(story.address))
      json.member("description", story.summary.isEmpty ? nil : story.summary)
      if let takeaways = story.record.text.takeaways {
        json.member("abstract", takeaways.items.joined(separator: " "))
      }
      if let image { json.member("image", [image.permalink]) }
      json.member("datePublished", story.date?.rfc3339(in: site.zone))
      json.member("dateModified", story.updated?.rfc3339(in: site.zone))
      if !story.authors.isEmpty {
        json.array("author") { list in
          for index in story.authors {
            let author = edition.authors[Int(index)]
            list.object { person in
              person.member("@type", "Person")
              person.member("name", author.name)
              person.member("url", site.permalink(author.address))
            }
          }
        }
      }
      publisher("publisher", &json)
      json.object("mainEntityOfPage") { page in
        page.member("@type", "WebPage")
        page.member("@id", fields.canonical ?? site.permalink(story.address))
      }
      if story.section >= 0 { json.member("articleSection", edition.sections[Int(story.section)].title) }
      json.member("keywords", story.tags.map { edition.tags[Int($0)].name })
      json.member("wordCount", story.record.text.words)
      json.member("timeRequired", "PT\(story.record.text.readingMinutes)M")
      json.member("dateline", fields.dateline ?? story.record.text.dateline)
      json.member("inLanguage", fields.language ?? site.language)
      json.member("isAccessibleForFree", !fields.isPaid)
      if fields.isPaid {
        json.object("hasPart") { part in
          part.member("@type", "WebPageElement")
          part.member("isAccessibleForFree", false)
          part.member("cssSelector", ".paywall")
        }
      }
      if story.series >= 0 {
        let series = edition.series[Int(story.series)]
        json.object("isPartOf") { part in
          part.member("@type", "CreativeWorkSeries")
          part.member("name", series.name)
          part.member("url", site.permalink(series.address))
        }
      }
      writeNames(story, &json)
      writeCorrections(story, &json)
      writeUpdates(story, &json)
    }
  }

  func plainPage(_ page: Edition.Story) -> String {
    graph("WebPage") { json in
      json.member("name", page.title)
      json.member("description", page.summary.isEmpty ? nil : page.summary)
      json.member("url", site.permalink(page.address))
      json.member("inLanguage", page.record.fields.language ?? site.language)
    }
  }

  func collection(
    _ title: String, description: String? = nil, address: String, stories: ArraySlice<Int32>,
    also more: (inout JSONWriter) -> Void = { _ in }
  ) -> String {
    graph("CollectionPage") { json in
      json.member("name", title)
      json.member("description", description)
      json.member("url", site.permalink(address))
      json.member("inLanguage", site.language)
      more(&json)
      json.object("mainEntity") { list in
        list.member("@type", "ItemList")
        list.array("itemListElement") { items in
          for (position, index) in stories.enumerated() {
            items.object { item in
              item.member("@type", "ListItem")
              item.member("position", position + 1)
              item.member("url", site.permalink(edition.stories[Int(index)].address))
              item.member("name", edition.stories[Int(index)].title)
            }
          }
        }
      }
    }
  }

  func profile(_ author: Edition.Term, details: AuthorDetails?) -> String {
    graph("ProfilePage") { json in
      json.object("mainEntity") { person in
        person.member("@type", "Person")
        person.member("name", author.name)
        person.member("url", site.permalink(author.address))
        person.member("jobTitle", details?.role)
        person.member("description", details?.bio)
        person.member("image", details?.image.map(absolute))
        person.member("sameAs", details?.sameAs ?? [])
      }
    }
  }

  func breadcrumbs(_ crumbs: [(title: String, address: String)]) -> String {
    graph("BreadcrumbList") { json in
      json.array("itemListElement") { items in
        for (position, crumb) in crumbs.enumerated() {
          items.object { item in
            item.member("@type", "ListItem")
            item.member("position", position + 1)
            item.member("name", crumb.title)
            item.member("item", site.permalink(crumb.address))
          }
        }
      }
    }
  }
}
