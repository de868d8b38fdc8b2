import Foundation
import Testing

extension SiteTests {
  /// What becomes of the names and dates in articles: pages, data, addresses.
  @Suite("Names in articles") struct EntityTests {
    static let site = "title: T\nbase_url: https://t.example/\n"

    private static func story(_ name: String, day: Int, _ text: String) -> (String, String) {
      (
        "Content/town/\(name).txt",
        "Story \(name) of the town\n\nLONDON, March \(day), 2026 (Reuters) - \(text)\n"
      )
    }

    /// Two reports as an agency sends them.
    private static let wire = [
      story(
        "a", day: 3,
        """
        Microsoft CEO Satya Nadella met Jane Doe, chief economist at the Bank of England, in London. Nadella spoke of \
        Microsoft. In March 2024 the bank had said no. On 5 June 2019 it had said yes.
        """),
      story(
        "b", day: 4,
        "Microsoft will build a data centre in Paris, Satya Nadella said. Microsoft has none there. IBM has one."
      ),
    ]

    private static func build(_ files: [(String, String)], more: [String: String] = [:]) async throws
      -> TemporarySite
    {
      var all = Dictionary(uniqueKeysWithValues: files)
      all["Site.yaml"] = site
      let folder = try TemporarySite(all.merging(more) { $1 })
      let report = await folder.build { $0.isStrict = true }
      #expect(report.outcome == .success, "\(report.told)")
      return folder
    }

    private static func data(_ page: String) throws -> [String: Any] {
      let start = try #require(page.range(of: "<script type=\"application/ld+json\">")).upperBound
      let end = try #require(page[start...].range(of: "</script>")).lowerBound
      let json = try JSONSerialization.jsonObject(with: Data(page[start..<end].utf8))
      return (json as? [[String: Any]])?.first ?? (json as? [String: Any]) ?? [:]
    }

    private static func names(_ data: [String: Any], _ key: String) -> [String: [String: Any]] {
      let list = data[key] as? [[String: Any]] ?? []
      return Dictionary(list.map { ($0["name"] as? String ?? "", $0) }, uniquingKeysWith: { $1 })
    }

    @Test("A text without tags gets the topics of others that its key phrases name")
    func foundTopics() async throws {
      let wire = Self.story(
        "a", day: 3,
        "Tidal power pays, a study found. Tidal power needs strong currents, and tidal power needs patience.")
      let tagged =
        "---\ntitle: Currents\ndate: 2026-03-01\ntags: [Tidal Power]\n---\n\nThe sea turns wheels.\n"
      let other =
        "---\ntitle: Mills\ndate: 2026-03-02\ntags: [Mills]\n---\n\nTidal power, tidal power, tidal power.\n"
      let site = try await Self.build(
        [wire], more: ["Content/town/b.md": tagged, "Content/town/c.md": other])
      let topic = try site.output("topics/tidal-power/index.html")
      #expect(topic.contains("href=\"/town/a/\"") && topic.contains("href=\"/town/b/\""))
      #expect(topic.contains("Tidal Power") && !topic.contains("tidal power</h1>"), "spelt as its author did")
      #expect(!topic.contains("href=\"/town/c/\""), "what an author wrote wins")
    }

    @Test("Wire text alone gives people with roles, dates, and pages of those whom two articles name")
    func wireText() async throws {
      let site = try await Self.build(Self.wire)
      let page = try site.output("town/a/index.html")
      #expect(
        page.contains("<a href=\"/people/satya-nadella/\">Satya Nadella</a></dt>\n<dd>Microsoft CEO</dd>"))
      #expect(page.contains("<dt>Jane Doe</dt>\n<dd>chief economist at the Bank of England</dd>"))
      #expect(
        page.contains("<time datetime=\"2019-06-05\">5 June 2019</time><span>On 5 June 2019 it had said yes.")
      )
      let first = try #require(page.range(of: "datetime=\"2019-06-05\""))
      let second = try #require(page.range(of: "datetime=\"2024-03\""))
      #expect(first.lowerBound < second.lowerBound, "the oldest comes first")
      let company = try site.output("organisations/microsoft/index.html")
      #expect(company.contains("href=\"/town/a/\"") && company.contains("href=\"/town/b/\""))
      #expect(
        company.contains("<a href=\"/people/satya-nadella/\">Satya Nadella</a>"), "who appears with whom")
      let person = try site.output("people/satya-nadella/index.html")
      #expect(person.contains("<li>Microsoft CEO <a href=\"/town/a/\">"), "a role, and who says so")
      #expect(!site.has("organisations/ibm/index.html"), "named once")
      #expect(!site.has("people/jane-doe/index.html"))
      let index = try site.output("entities/index.html")
      #expect(index.contains("/organisations/microsoft/") && index.contains("/people/satya-nadella/"))
      #expect(try site.output("sitemap.xml").contains("https://t.example/organisations/microsoft/"))
      #expect(try site.output("index.html").contains("href=\"/entities/\""))
    }

    @Test("Structured data tells what an article is about, and whom else it mentions") func structuredData()
      async throws
    {
      let site = try await Self.build(
        Self.wire,
        more: [
          "Data/entities.yaml":
            "- name: Microsoft\n  type: organisation\n  description: Makes programs.\n  same_as: [https://m.example/]\n"
        ])
      let data = try Self.data(try site.output("town/b/index.html"))
      let about = try #require(Self.names(data, "about")["Microsoft"])
      #expect(about["@type"] as? String == "Organization")
      #expect(about["@id"] as? String == "https://t.example/organisations/microsoft/")
      #expect(about["sameAs"] as? [String] == ["https://m.example/"])
      let mentions = Self.names(data, "mentions")
      #expect(mentions["IBM"]?["@type"] as? String == "Organization" && mentions["IBM"]?["@id"] == nil)
      #expect(mentions["Microsoft"] == nil, "what it is about is not mentioned only")
      let page = try Self.data(try site.output("organisations/microsoft/index.html"))
      #expect(page["@type"] as? String == "CollectionPage")
      let subject = try #require(page["about"] as? [String: Any])
      #expect(
        subject["name"] as? String == "Microsoft" && subject["sameAs"] as? [String] == ["https://m.example/"])
      #expect(page["description"] as? String == "Makes programs.")
    }

    @Test("What the site lists has a page from its first article on, or the one that it names") func listed()
      async throws
    {
      let list = "- {name: IBM, type: organisation}\n- {name: Paris, type: place, page: /about/}\n"
      let site = try await Self.build(
        Self.wire, more: ["Data/entities.yaml": list, "Content/pages/about.md": "# About\n\nUs.\n"])
      #expect(try site.output("organisations/ibm/index.html").contains("/town/b/"))
      #expect(!site.has("places/paris/index.html"))
      #expect(try site.output("town/b/index.html").contains("<a href=\"/about/\">Paris</a>"))
    }

    @Test("A person who writes for the site has one page: the author's") func writers() async throws {
      let site = try await Self.build(
        Self.wire,
        more: ["Content/town/c.md": "---\ntitle: Mine\nauthor: Satya Nadella\n---\n\nI wrote this.\n"])
      #expect(!site.has("people/satya-nadella/index.html"))
      #expect(
        try site.output("town/a/index.html").contains("<a href=\"/authors/satya-nadella/\">Satya Nadella</a>")
      )
    }

    @Test("What a text says takes no address from what an author wrote") func conflicts() async throws {
      let site = try await Self.build(
        Self.wire,
        more: [
          "Content/people/satya-nadella.md": "---\ntitle: A portrait\ndate: 2026-01-01\n---\n\nWords.\n",
          "Content/pages/organisations.md":
            "---\ntitle: Organisations\npermalink: /organisations\n---\n\nWords.\n",
        ])
      #expect(try site.output("people/satya-nadella/index.html").contains("A portrait</h1>"))
      #expect(try site.output("entities/people/satya-nadella/index.html").contains("Satya Nadella</h1>"))
      #expect(try site.output("town/a/index.html").contains("href=\"/entities/people/satya-nadella/\""))
    }

    @Test("`entities: false` makes no page and shows no name") func off() async throws {
      let site = try await Self.build(Self.wire, more: ["Site.yaml": Self.site + "entities: false\n"])
      #expect(!site.has("entities/index.html") && !site.has("organisations/microsoft/index.html"))
      let page = try site.output("town/a/index.html")
      #expect(!page.contains("in-this-story") && !page.contains("\"mentions\""))
      let three = try await Self.build(
        Self.wire, more: ["Site.yaml": Self.site + "entities: {articles: 3}\n"])
      #expect(!three.has("organisations/microsoft/index.html"))
      #expect(try three.output("town/a/index.html").contains("<dt>Microsoft</dt>"))
    }

    @Test("Of a text in another language only the names that the site lists") func otherLanguages()
      async throws
    {
      let text =
        "Der Minister Karl Weber traf am 5. Juni 2019 in Berlin die Chefin von Siemens, und sie sprachen über das Werk. "
        + "Das ist nicht alles, was die beiden zu sagen hatten, und es wird noch mehr geben."
      let site = try await Self.build(
        [("Content/town/a.md", "---\ntitle: Eins\n---\n\n\(text)\n")],
        more: ["Data/entities.yaml": "- {name: Siemens, type: organisation}\n"])
      let page = try site.output("town/a/index.html")
      #expect(page.contains("<a href=\"/organisations/siemens/\">Siemens</a>"))
      #expect(!page.contains("<dt>") || page.components(separatedBy: "<dt>").count == 2)
      #expect(!page.contains("class=\"timeline\""))
    }

    @Test("An article with a timeline of its own gets no other") func ownTimeline() async throws {
      let text = "It began on 5 June 2019.\n\nIt ended in March 2024.\n"
      let site = try await Self.build([
        ("Content/town/a.md", "---\ntitle: A\n---\n\n\(text)"),
        ("Content/town/b.md", "---\ntitle: B\n---\n\n\(text)\n::: timeline\n- **2019-06-05**: Begun.\n:::\n"),
      ])
      #expect(try site.output("town/a/index.html").contains("id=\"timeline\""))
      #expect(try !site.output("town/b/index.html").contains("id=\"timeline\""))
    }

    @Test("What only subscribers may read gives no names, roles or dates") func paid() async throws {
      let site = try await Self.build([
        (
          "Content/town/a.md",
          """
          ---
          title: Paid
          paid: true
          ---

          Microsoft builds in March 2024.

          It began on 5 June 2019.

          Then Satya Nadella, chief executive of Microsoft, met IBM in Paris on 7 July 2018.
          """
        )
      ])
      let page = try site.output("town/a/index.html")
      #expect(page.contains("Microsoft") && page.contains("2019-06-05"))
      for secret in ["Nadella", "IBM", "Paris", "chief executive", "2018"] { #expect(!page.contains(secret)) }
    }

    @Test("Related articles share names and phrases, not only tags") func related() async throws {
      var files = Self.wire
      for number in 0..<6 {
        files.append(
          (
            "Content/sport/s\(number).md",
            "---\ntitle: Match \(number)\ndate: 2026-03-1\(number)\n---\n\nThe ball was round, and number \(number) fell.\n"
          ))
      }
      let site = try await Self.build(files)
      let related = try #require(
        try site.output("town/a/index.html").firstMatch(of: /id="related"(?s:.*?)<a href="([^"]*)"/))
      #expect(related.output.1 == "/town/b/")
    }

    @Test("The report names what is too unsure for pages, and tells it again where nothing changed")
    func unsure()
      async throws
    {
      let site = try await Self.build(
        Self.wire + [Self.story("c", day: 5, "Zorblatt Industries met Giorgia Meloni.")])
      func unsure(_ report: String) throws -> [String] {
        let json = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
        let list = (json?["unsureNames"] as? [String: Any])?["most"] as? [[String: Any]]
        return (list ?? []).compactMap { $0["name"] as? String }
      }
      let first = try unsure(await site.build { $0.isClean = true }.json())
      #expect(!first.isEmpty)
      for name in first {
        for (path, data) in site.files() where path.hasSuffix("index.html") {
          #expect(
            !String(decoding: data, as: UTF8.self).contains("<dt>\(name)</dt>"), "\(name) is on \(path)")
        }
      }
      #expect(try unsure(await site.build().json()) == first)
      #expect(try unsure(await site.build().json()) == first)
    }
  }
}
