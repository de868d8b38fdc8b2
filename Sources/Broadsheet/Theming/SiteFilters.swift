import BroadsheetCore
import BroadsheetTemplates

/// What a news site adds to the template language: dates, addresses, Markdown, lists and queries.
struct SiteFilters: Sendable {
  let edition: Edition
  let assets: [ThemeAsset]
  /// All articles as lists show them, newest first.
  let stories: StoryValues

  var site: SiteConfiguration { edition.site }

  func register(in builder: inout TemplateEnvironment.Builder) {
    registerDates(in: &builder)
    registerAddresses(in: &builder)
    registerText(in: &builder)
    registerLists(in: &builder)
    registerQuery(in: &builder)
  }

  static func items(_ value: Value) throws(TemplateError) -> [Value] {
    guard let items = value.items else { throw TemplateError(.templateType, "a list is expected") }
    return items
  }

  /// A field of a record or mapping, if it is there.
  static func attribute(_ value: Value, _ name: String) -> Value? {
    if !name.isEmpty, !name.utf8.contains(UInt8(ascii: ".")) { return field(value, name) }
    var current = value
    for part in name.split(separator: ".") {
      guard let next = field(current, String(part)) else { return nil }
      current = next
    }
    return current
  }

  static func field(_ value: Value, _ name: String) -> Value? {
    switch value {
    case .record(let record): record[name]
    case .map(let map): map[name]
    default: nil
    }
  }

  private func registerAddresses(in builder: inout TemplateEnvironment.Builder) {
    let site = site
    let names = Dictionary(assets.map { ($0.name, site.url($0.address)) }, uniquingKeysWith: { $1 })
    builder.addFilter(
      "asset", summary: "The address of a file of the theme, with a fingerprint of its content in it.",
      example: "{{ 'site.css' | asset }}"
    ) { call throws(TemplateError) in
      let name = call.value.text ?? ""
      guard let url = names[name] else {
        throw TemplateError(
          .templateRuntime, "the theme has no file `assets/\(name)`",
          help: Suggestion.help(for: name, in: names.keys.sorted()))
      }
      return .string(url)
    }
    builder.addFilter(
      "absolute_url", summary: "An address of this site with scheme and host; other addresses as they are.",
      example: "{{ '/about/' | absolute_url }}"
    ) { call in
      let text = call.value.text ?? ""
      return .string(
        text.hasPrefix("/") && !text.hasPrefix("//") ? site.baseURL.origin + Self.based(text, site) : text)
    }
    builder.addFilter(
      "relative_url", summary: "A root-relative address with the site's base path before it.",
      example: "{{ '/about/' | relative_url }}"
    ) { call in
      let text = call.value.text ?? ""
      return .string(text.hasPrefix("/") && !text.hasPrefix("//") ? Self.based(text, site) : text)
    }
    builder.addFilter(
      "slugify", summary: "Text as a part of an address.", example: "{{ 'Hello, World' | slugify }}"
    ) { call in .string(Slug.make(call.value.text ?? "")) }
  }

  /// With the base path, unless it has it already.
  private static func based(_ url: String, _ site: SiteConfiguration) -> String {
    site.baseURL.path != "/" && url.hasPrefix(site.baseURL.path) ? url : site.url(url)
  }

  private func registerText(in builder: inout TemplateEnvironment.Builder) {
    let site = site
    builder.addFilter(
      "markdown", summary: "Markdown as HTML; raw HTML is left out.", example: "{{ '*hello*' | markdown }}"
    ) { call in .markup(Theme.html(call.value.text ?? "", site)) }
    builder.addFilter(
      "excerpt", signature: "length=160",
      summary: "The beginning of a text, cut at a word, with an ellipsis.",
      example: "{{ article.summary | excerpt(90) }}"
    ) { call throws(TemplateError) in
      .string(Excerpt.cut(call.value.text ?? "", to: try call.arguments.int(0, default: 160)))
    }
    builder.addFilter(
      "pluralize", signature: "singular, plural", summary: "The word that goes with a number.",
      example: "{{ 2 }} {{ 2 | pluralize('story', 'stories') }}"
    ) { call throws(TemplateError) in
      let isOne: Bool
      switch call.value {
      case .int(let number): isOne = number == 1
      case .double(let number): isOne = number == 1
      default: isOne = call.value.items?.count == 1
      }
      return .string(try call.arguments.string(isOne ? 0 : 1, default: ""))
    }
  }

  private func registerLists(in builder: inout TemplateEnvironment.Builder) {
    builder.addFilter(
      "where", signature: "attribute, value", summary: "The items whose attribute has a value.",
      example: "{{ page.articles | where('kind', 'opinion') | length }}"
    ) { call throws(TemplateError) in
      let name = try call.arguments.string(0, default: "")
      let wanted = call.arguments[1] ?? .bool(true)
      return .list(try Self.items(call.value).filter { Self.attribute($0, name) == wanted })
    }
    builder.addFilter(
      "sort_by", signature: "attribute, reverse=false",
      summary: "The items by an attribute; those without it come last, equal ones stay in order.",
      example: "{{ page.articles | sort_by('title') | length }}"
    ) { call throws(TemplateError) in
      let name = try call.arguments.string(0, default: "")
      let isReverse = call.arguments.bool(1, default: false)
      let keyed = try Self.items(call.value).enumerated().map {
        ($0.offset, Self.attribute($0.element, name), $0.element)
      }
      return .list(
        keyed.sorted { a, b in
          switch Self.order(a.1, b.1) {
          case 0: a.0 < b.0
          case let order: (order < 0) != (isReverse && a.1 != nil && b.1 != nil)
          }
        }.map(\.2))
    }
  }

  /// -1, 0 or 1; numbers before texts before nothing.
  private static func order(_ a: Value?, _ b: Value?) -> Int {
    func rank(_ value: Value?) -> Int {
      switch value {
      case .int, .double, .bool: 0
      case .string, .markup: 1
      case nil: 3
      default: 2
      }
    }
    if rank(a) != rank(b) { return rank(a) < rank(b) ? -1 : 1 }
    if let a = a?.text, let b = b?.text { return a == b ? 0 : FileSystem.precedes(a, b) ? -1 : 1 }
    func number(_ value: Value?) -> Double {
      switch value {
      case .int(let number): Double(number)
      case .double(let number): number
      case .bool(let flag): flag ? 1 : 0
      default: 0
      }
    }
    return number(a) < number(b) ? -1 : number(a) > number(b) ? 1 : 0
  }

  private func registerQuery(in builder: inout TemplateEnvironment.Builder) {
    let edition = edition
    let stories = stories
    builder.addFunction(
      "query", signature: "section=none, tag=none, author=none, year=none, latest=20",
      summary: "Articles of the site, newest first: of a section, tag, author (by slug or name) or year.",
      example: "{% for article in query(section='world', latest=3) %}{{ article.title }}{% endfor %}"
    ) { call throws(TemplateError) in
      let section = try call.arguments.optionalString(0).map(Slug.make)
      let tag = try call.arguments.optionalString(1).map(TermBuilder.slug)
      let author = try call.arguments.optionalString(2).map(TermBuilder.slug)
      let year = try call.arguments.optionalInt(3)
      let count = try call.arguments.int(4, default: 20)
      var found: [Value] = []
      for (index, story) in edition.stories.enumerated() {
        if found.count >= count { break }
        if let section, edition.sections[Int(story.section)].slug != section { continue }
        if let tag, !story.tags.contains(where: { edition.tags[Int($0)].slug == tag }) { continue }
        if let author, !story.authors.contains(where: { edition.authors[Int($0)].slug == author }) {
          continue
        }
        if let year, story.date.map({ edition.site.zone.civilTime(at: $0).date.year }) != year { continue }
        found.append(stories[index])
      }
      return .list(found)
    }
  }
}
