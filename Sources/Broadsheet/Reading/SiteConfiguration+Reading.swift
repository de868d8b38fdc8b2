import BroadsheetCore

extension SiteConfiguration {
  /// Reads `Site.yaml`; a site without one gets the defaults.
  public static func read(_ paths: SitePaths) -> (SiteConfiguration, [Diagnostic]) {
    guard (try? FileSystem.status(of: paths.configuration)) != nil else { return (SiteConfiguration(), []) }
    let path = paths.relative(paths.configuration)
    do throws(Diagnostic) {
      let source = try SourceText.read(paths.configuration, path: path)
      do throws(Diagnostic) {
        let node = try YAMLReader.parse(source.bytes[...], path: path)
        let (configuration, diagnostics) = read(node, path: path)
        return (configuration, diagnostics.map { $0.quoting(source.bytes.span) })
      } catch {
        throw error.quoting(source.bytes.span)
      }
    } catch {
      return (SiteConfiguration(), [error])
    }
  }

  static func read(_ node: DataNode, path: String) -> (SiteConfiguration, [Diagnostic]) {
    var reader = FieldReader(node, path: path, code: .invalidSetting)
    var site = SiteConfiguration()
    site.title = reader.text("title") ?? site.title
    site.language = reader.text("language") ?? site.language
    site.description = reader.text("description")
    site.tagline = reader.text("tagline")
    site.copyright = reader.text("copyright")
    site.defaultSection = reader.text("default_section") ?? site.defaultSection
    site.pageSize = reader.number("page_size", in: 1...1000) ?? site.pageSize
    site.sections = reader.texts("sections") ?? []
    site.embeds = reader.texts("embeds") ?? []
    site.logo = reader.text("logo")
    site.image = reader.text("image")
    readBaseURL(&reader, &site)
    readZone(&reader, &site)
    readPermalink(&reader, &site)
    readMenu(&reader, &site)
    readEntities(&reader, &site)
    readNested(&reader, &site)
    readTargets(&reader, &site)
    if let parameters = reader.node("params") {
      if case .mapping(let entries) = parameters.value {
        site.parameters = entries
      } else {
        reader.complain("params", "must be a mapping, not \(parameters.kindName)", parameters)
      }
    }
    let diagnostics = reader.diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      if diagnostic.code == .wrongFieldType { diagnostic.code = .invalidSetting }
      return diagnostic
    }
    return (site, diagnostics + reader.unknownKeys(.unknownSetting, .error, onlyNear: false))
  }

  private static func readBaseURL(_ reader: inout FieldReader, _ site: inout SiteConfiguration) {
    guard let node = reader.node("base_url") else { return }
    if let url = node.text.flatMap({ BaseURL($0) }) {
      site.baseURL = url
    } else {
      reader.complain(
        "base_url", "is not the address of a site: `\(node.text ?? node.kindName)`", node,
        help: "write it as https://example.org/ or https://example.org/news/")
    }
  }

  private static func readZone(_ reader: inout FieldReader, _ site: inout SiteConfiguration) {
    guard let node = reader.node("time_zone") else { return }
    if let zone = node.text.flatMap({ ZoneRules(named: $0) }) {
      site.zone = zone
    } else {
      reader.complain(
        "time_zone", "is not a known time zone: `\(node.text ?? node.kindName)`", node,
        help: "write a name such as Europe/Berlin, America/New_York or UTC")
    }
  }

  private static func readPermalink(_ reader: inout FieldReader, _ site: inout SiteConfiguration) {
    guard let node = reader.node("permalink") else { return }
    guard let text = node.text else {
      return reader.complain("permalink", "must be text, not \(node.kindName)", node)
    }
    if let problem = PermalinkPattern(text).problem {
      reader.report(
        Diagnostic(
          .invalidPermalink, "`permalink` \(problem)", at: reader.location(of: node),
          help: "known are \(PermalinkPattern.placeholders.map { "{\($0)}" }.joined(separator: ", "))"))
    } else {
      site.permalink = text
    }
  }

  private static func readMenu(_ reader: inout FieldReader, _ site: inout SiteConfiguration) {
    guard let node = reader.node("menu") else { return }
    guard case .array(let items) = node.value else {
      return reader.complain("menu", "must be a list, not \(node.kindName)", node)
    }
    for item in items {
      var inner = FieldReader(item, path: reader.path, code: .invalidSetting, prefix: "menu.")
      let (title, url) = (inner.text("title", "name"), inner.text("url"))
      reader.report(inner.diagnostics + inner.unknownKeys(.unknownSetting, .error, onlyNear: false))
      if let title, let url {
        site.menu.append(MenuItem(title: title, url: url))
      } else {
        reader.complain("menu", "needs a `title` and a `url` for each entry", item)
      }
    }
  }

  /// `entities: false`, or a mapping.
  private static func readEntities(_ reader: inout FieldReader, _ site: inout SiteConfiguration) {
    guard let node = reader.node("entities") else { return }
    if case .bool(let flag) = node.value {
      site.hasEntities = flag
    } else {
      nested("entities", &reader) { inner in
        site.entityArticles = inner.number("articles", in: 1...1000) ?? site.entityArticles
      }
    }
  }

  private static func readNested(_ reader: inout FieldReader, _ site: inout SiteConfiguration) {
    nested("feeds", &reader) { inner in
      site.feedItems = inner.number("items", in: 1...1000) ?? site.feedItems
      site.termFeeds = inner.choice("terms", as: TermFeeds.self) ?? site.termFeeds
    }
    nested("related", &reader) { inner in
      site.relatedCount = inner.number("count", in: 0...50) ?? site.relatedCount
    }
    nested("markdown", &reader) { inner in
      site.rawHTML = inner.choice("html", as: RawHTML.self) ?? site.rawHTML
      site.codeCommand = inner.texts("code_command") ?? []
      site.hasSmartPunctuation = inner.flag("smart") ?? site.hasSmartPunctuation
    }
    nested("theme", &reader) { inner in site.theme.read(&inner) }
    nested("security", &reader) { inner in site.securityContact = SecurityContact(&inner, zone: site.zone) }
    nested("links", &reader) { inner in site.externalRel = inner.text("external_rel") }
    nested("robots", &reader) { inner in
      site.trainingCrawlers =
        inner.choice("training_crawlers", as: CrawlerPolicy.self) ?? site.trainingCrawlers
    }
    nested("publisher", &reader) { inner in
      site.publisher = inner.text("name")
      site.sameAs = inner.texts("same_as") ?? []
      for (key, property) in policyNames {
        if let url = inner.text(key) { site.policies[property] = url }
      }
    }
  }

  /// `Site.yaml`'s names of policies and schema.org's.
  static let policyNames = [
    ("ethics_policy", "ethicsPolicy"), ("corrections_policy", "correctionsPolicy"), ("masthead", "masthead"),
    ("ownership", "ownershipFundingInfo"), ("unnamed_sources_policy", "unnamedSourcesPolicy"),
    ("verification_policy", "verificationFactCheckingPolicy"),
    ("feedback_policy", "actionableFeedbackPolicy"),
    ("diversity_policy", "diversityPolicy"), ("coverage_policy", "missionCoveragePrioritiesPolicy"),
  ]

  static func nested(
    _ name: String, _ reader: inout FieldReader, _ body: (inout FieldReader) -> Void
  ) {
    guard let node = reader.node(name) else { return }
    var inner = FieldReader(node, path: reader.path, code: .invalidSetting, prefix: name + ".")
    body(&inner)
    reader.report(inner.diagnostics + inner.unknownKeys(.unknownSetting, .error, onlyNear: false))
  }

  private static func readTargets(_ reader: inout FieldReader, _ site: inout SiteConfiguration) {
    guard let node = reader.node("publish") else { return }
    guard case .mapping(let entries) = node.value else {
      return reader.complain("publish", "must be a mapping of targets, not \(node.kindName)", node)
    }
    for entry in entries {
      var inner = FieldReader(
        entry.node, path: reader.path, code: .invalidSetting, prefix: "publish.\(entry.key).")
      let target = Target(
        name: entry.key, kind: inner.choice("kind", as: Target.Kind.self) ?? .folder,
        path: inner.text("path", "repository") ?? ".", branch: inner.text("branch") ?? "gh-pages",
        keep: inner.number("keep", in: 1...1000) ?? 5, domain: inner.text("domain"))
      reader.report(inner.diagnostics + inner.unknownKeys(.unknownSetting, .error, onlyNear: false))
      site.targets.append(target)
    }
  }
}
