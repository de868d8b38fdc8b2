import BroadsheetCore

/// Writes the JSON-LD of each kind of page (schema.org), with nothing that the edition does not know.
///
/// What many pages say alike, such as who an author is, is written once and copied from then on.
final class StructuredData: Sendable {
  /// Writes one object.
  typealias Graph = (inout JSONWriter) -> Void

  /// A part that many pages have.
  final class Fragment: Sendable {
    let bytes: [UInt8]

    init(_ body: (inout JSONWriter) -> Void) {
      var json = JSONWriter(capacity: 256)
      body(&json)
      bytes = json.bytes()
    }
  }

  let edition: Edition
  let stories: StoryValues
  /// The object of each author.
  private let authors: Memo<Fragment>
  /// The object of each entity.
  let entities: Memo<Fragment>
  private let publisher: Fragment

  init(edition: Edition, stories: StoryValues) {
    self.edition = edition
    self.stories = stories
    let site = edition.site
    authors = Memo(count: edition.authors.count) { index in
      Fragment { json in
        json.object { person in
          person.member("@type", "Person")
          person.member("name", edition.authors[index].name)
          person.member("url", site.permalink(edition.authors[index].address))
        }
      }
    }
    entities = Memo(count: edition.entities.count) { index in
      Fragment { json in json.object { Self.write(edition.entities[index], site, &$0) } }
    }
    publisher = Fragment { json in json.object { Self.write(site, &$0) } }
  }

  var site: SiteConfiguration { edition.site }

  func graph(_ type: String, _ body: @escaping (inout JSONWriter) -> Void) -> Graph {
    { json in
      json.object { root in
        root.member("@context", "https://schema.org")
        root.member("@type", type)
        body(&root)
      }
    }
  }

  /// The site's publisher.
  private static func write(_ site: SiteConfiguration, _ publisher: inout JSONWriter) {
    publisher.member("@type", "NewsMediaOrganization")
    publisher.member("name", site.publisher ?? site.title)
    publisher.member("url", site.baseURL.absolute)
    publisher.member("logo", site.logo.map { absolute($0, site) })
    publisher.member("sameAs", site.sameAs)
  }

  func writePublisher(_ key: StaticString, _ json: inout JSONWriter) {
    json.member(key, written: publisher.bytes)
  }

  /// An address of this site or of another host, absolute.
  func absolute(_ url: String) -> String { Self.absolute(url, site) }

  static func absolute(_ url: String, _ site: SiteConfiguration) -> String {
    url.contains("://") ? url : site.permalink(url.hasPrefix("/") ? url : "/" + url)
  }

  func home() -> Graph {
    graph("WebSite") { [self] json in
      json.member("name", site.title)
      json.member("url", site.baseURL.absolute)
      json.member("description", site.description)
      json.member("inLanguage", site.language)
      json.object("publisher") { publisher in
        Self.write(site, &publisher)
        for (_, property) in SiteConfiguration.policyNames {
          publisher.member(named: property, site.policies[property].map { Self.absolute($0, site) })
        }
      }
    }
  }

  /// - Parameter own: the article as lists show it.
  func article(_ story: Edition.Story, _ own: ListedStory, image: ArticleImage?) -> Graph {
    graph(type(of: story)) { [self] json in
      let record = story.record
      json.member("headline", story.title)
      json.member("url", own.permalink)
      json.member("description", story.summary.isEmpty ? nil : story.summary)
      if let takeaways = record.text.takeaways {
        json.member("abstract", takeaways.items.joined(separator: " "))
      }
      if let image { json.member("image", [image.permalink]) }
      json.member("datePublished", own.date)
      json.member("dateModified", own.updated)
      if !story.authors.isEmpty {
        json.array("author") { list in
          for index in story.authors { authors.look(at: Int(index)) { list.append(written: $0.bytes) } }
        }
      }
      writePublisher("publisher", &json)
      json.object("mainEntityOfPage") { page in
        page.member("@type", "WebPage")
        page.member("@id", record.fields.canonical ?? own.permalink)
      }
      if story.section >= 0 { json.member("articleSection", edition.sections[Int(story.section)].title) }
      if !story.tags.isEmpty {
        json.array("keywords") { list in for tag in story.tags { list.item(edition.tags[Int(tag)].name) } }
      }
      json.member("wordCount", record.text.words)
      json.member("timeRequired", "PT\(record.text.readingMinutes)M")
      json.member("dateline", record.fields.dateline ?? record.text.dateline)
      json.member("inLanguage", record.fields.language ?? site.language)
      json.member("isAccessibleForFree", !record.fields.isPaid)
      if record.fields.isPaid {
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
      writeUpdates(story, own, &json)
    }
  }

  func plainPage(_ page: Edition.Story, _ own: ListedStory) -> Graph {
    graph("WebPage") { [self] json in
      json.member("name", page.title)
      json.member("description", page.summary.isEmpty ? nil : page.summary)
      json.member("url", own.permalink)
      json.member("inLanguage", page.record.fields.language ?? site.language)
    }
  }

  func collection(
    _ title: String, description: String? = nil, address: String, stories: ArraySlice<Int32>,
    also more: @escaping (inout JSONWriter) -> Void = { _ in }
  ) -> Graph {
    graph("CollectionPage") { [self] json in
      json.member("name", title)
      json.member("description", description)
      json.member("url", site.permalink(address))
      json.member("inLanguage", site.language)
      more(&json)
      json.object("mainEntity") { list in
        list.member("@type", "ItemList")
        list.array("itemListElement") { items in
          var position = 0
          for index in stories {
            position += 1
            self.stories.writeItem(Int(index), at: position, &items)
          }
        }
      }
    }
  }

  func profile(_ author: Edition.Term, details: AuthorDetails?) -> Graph {
    graph("ProfilePage") { [self] json in
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

  func breadcrumbs(_ crumbs: [Crumb]) -> Graph {
    graph("BreadcrumbList") { json in
      json.array("itemListElement") { items in
        for (position, crumb) in crumbs.enumerated() {
          items.append(begun: crumb.item, crumb.item.indices, position + 1)
        }
      }
    }
  }
}
