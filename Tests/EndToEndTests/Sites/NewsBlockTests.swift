import Foundation
import Testing

extension SiteTests {
  /// What becomes of the blocks of news: on the page, in feeds, in structured data.
  @Suite("News blocks") struct NewsBlockTests {
    private static func article(_ body: String) -> [String: String] {
      [
        "Site.yaml": "title: T\ntime_zone: Europe/Berlin\nembeds: [youtube, maps.example.org]\n",
        "Content/town/a.md": "---\ntitle: The levy\ndate: 2026-03-01\n---\nThe council voted.\n\n\(body)\n",
        "Content/town/b.md": "---\ntitle: Other\ndate: 2026-02-01\n---\nText.\n",
      ]
    }

    private static func build(_ body: String, more: [String: String] = [:]) async throws -> TemporarySite {
      let site = try TemporarySite(article(body).merging(more) { $1 })
      let report = await site.build { $0.isStrict = true }
      #expect(report.outcome == .success, "\(report.told)")
      return site
    }

    private static func data(_ site: TemporarySite) throws -> [[String: Any]] {
      let page = try site.output("town/a/index.html")
      let start = try #require(page.range(of: "<script type=\"application/ld+json\">")).upperBound
      let end = try #require(page[start...].range(of: "</script>")).lowerBound
      let json = try JSONSerialization.jsonObject(with: Data(page[start..<end].utf8))
      return json as? [[String: Any]] ?? []
    }

    @Test(
      "Each is semantic HTML",
      arguments: [
        (
          "::: key-points\n- One\n:::",
          "<div class=\"key-points\">\n<p class=\"box-title\"><strong>Key points</strong></p>\n<ul>"
        ),
        (
          "::: key-points In short .wide #short\n- One\n:::",
          "<div class=\"key-points wide\" id=\"short\">\n<p class=\"box-title\"><strong>In short</strong>"
        ),
        (
          "::: timeline\n- **2024-03-12**: *A* vote.\n:::",
          "<li><time datetime=\"2024-03-12T00:00:00+01:00\">12 March 2024</time> <em>A</em> vote.</li>"
        ),
        (
          "::: timeline\n- **Spring 2025** – A vote.\n:::",
          "<li><strong class=\"timeline-label\">Spring 2025</strong> A vote.</li>"
        ),
        ("::: timeline\nNo list.\n:::", "<div class=\"timeline-box\">\n<p>No list.</p>\n</div>"),
        (
          "::: pull-quote by=\"A & B\" role=mayor\nWords.\n:::",
          "<blockquote>\n<p>Words.</p>\n</blockquote>\n<figcaption>A &amp; B, mayor</figcaption>\n</figure>"
        ),
        (
          "::: question Why?\n:::\n::: answer by=Mayor\nBecause.\n:::",
          "<p><strong>Why?</strong></p>\n</div>\n<div class=\"answer\">\n<p class=\"answer-by\"><strong>Mayor:</strong></p>\n<p>Because.</p>"
        ),
        (
          "::: fact-box\n::: related\n- [Other](b.md)\n:::\n:::",
          "<div class=\"fact-box\">\n<div class=\"related-links\">\n<p class=\"box-title\"><strong>Related</strong></p>\n<ul>\n<li><a href=\"/town/b/\">Other</a></li>"
        ),
        (
          "::: correction date=2026-03-02\nIt was *one*.\n:::",
          "role=\"note\">\n<p class=\"box-title\"><strong>Correction</strong>, <time datetime=\"2026-03-02T00:00:00+01:00\">2 March 2026</time></p>\n<p>It was <em>one</em>.</p>"
        ),
        (
          "::: gallery\n![a](https://x.example/a.png \"A\")\n:::",
          "<div class=\"gallery-pictures\">\n<figure>\n<img src=\"https://x.example/a.png\""
        ),
        (
          "::: embed url=\"https://youtu.be/a_B-1?t=3\" A <video>\n:::",
          "<div class=\"embed\" data-frame=\"https://www.youtube-nocookie.com/embed/a_B-1\" data-title=\"A &lt;video&gt;\">\n<p class=\"embed-link\"><a href=\"https://youtu.be/a_B-1?t=3\">A &lt;video&gt;</a></p>"
        ),
        (
          "::: embed url=\"https://maps.example.org/?a=1&b=2\"\n:::",
          "data-frame=\"https://maps.example.org/?a=1&amp;b=2\""
        ),
        (
          "- One\n\n  > ::: fact-box\n  > Text.\n  > :::",
          "<blockquote>\n<div class=\"fact-box\">\n<p>Text.</p>\n</div>\n</blockquote>"
        ),
      ])
    func shows(_ body: String, _ expected: String) async throws {
      let page = try await Self.build(body).output("town/a/index.html")
      #expect(page.contains(expected), "\(page)")
    }

    @Test("Corrections change the date, and stand in structured data and feeds")
    func corrections() async throws {
      let site = try await Self.build("::: correction date=2026-03-05T09:00\nIt was </script> one.\n:::")
      let article = try #require(Self.data(site).first)
      #expect(article["@type"] as? String == "NewsArticle")
      #expect(article["dateModified"] as? String == "2026-03-05T09:00:00+01:00")
      let list = try #require(article["correction"] as? [[String: String]])
      #expect(
        list == [
          [
            "@type": "CorrectionComment", "text": "It was  one.",
            "datePublished": "2026-03-05T09:00:00+01:00",
          ]
        ])
      #expect(try site.output("feed.atom").contains("<updated>2026-03-05T09:00:00+01:00</updated>"))
      #expect(try site.output("feed.xml").contains("&lt;strong&gt;Correction&lt;/strong&gt;"))
      // It is said once: where its author put it.
      #expect(!(try site.output("town/a/index.html").contains("class=\"corrections\"")))
    }

    @Test("A live blog has its updates newest first, each with an address that stays")
    func liveBlog() async throws {
      let body = """
        ::: update time=2026-03-01T10:00 First
        One.
        :::
        ::: update time=2026-03-01T12:00
        Three. See [other](b.md).
        :::
        ::: update time=2026-03-01T10:00 #mine Second
        Two.
        :::

        Words between.

        ::: update time=2026-03-01T14:00
        Apart.
        :::
        """
      let site = try await Self.build(body)
      let page = try site.output("town/a/index.html")
      let ids = page.matches(of: /<article class="update" id="([^"]*)"/).map { String($0.1) }
      #expect(
        ids == [
          "update-2026-03-01t1200", "update-2026-03-01t1000", "mine", "update-2026-03-01t1400",
        ])
      let article = try #require(Self.data(site).first)
      #expect(article["@type"] as? String == "LiveBlogPosting")
      #expect(article["coverageStartTime"] as? String == "2026-03-01T10:00:00+01:00")
      #expect(article["dateModified"] as? String == "2026-03-01T14:00:00+01:00")
      let updates = try #require(article["liveBlogUpdate"] as? [[String: String]])
      #expect(updates.map { $0["articleBody"] } == ["Apart.", "Three. See other.", "One.", "Two."])
      #expect(updates.map { $0["headline"] } == [nil, nil, "First", "Second"])
      #expect(updates[1]["url"] == "https://news.example/town/a/#update-2026-03-01t1200")
      #expect(updates.allSatisfy { $0["@type"] == "BlogPosting" && $0["datePublished"] != nil })
      let feed = try site.output("feed.json")
      #expect(
        feed.contains("https://news.example/town/a/#mine") && feed.contains("https://news.example/town/b/"))
    }

    @Test("A fact check is a ClaimReview of its own")
    func claim() async throws {
      let site = try await Self.build(
        "::: claim by=\"A. Mayor\" rating=\"Mostly \\\"false\\\"\" value=2 date=2026-02-01 source=https://x.example/1 The levy <b> doubled\nNo.\n:::"
          .replacing("\\\"", with: "'"))
      let review = try #require(Self.data(site).first { $0["@type"] as? String == "ClaimReview" })
      #expect(review["claimReviewed"] as? String == "The levy <b> doubled")
      #expect(review["url"] as? String == "https://news.example/town/a/")
      let rating = try #require(review["reviewRating"] as? [String: Any])
      #expect(rating["alternateName"] as? String == "Mostly 'false'")
      #expect(rating["ratingValue"] as? Int == 2 && rating["bestRating"] as? Int == 5)
      let item = try #require(review["itemReviewed"] as? [String: Any])
      #expect(item["appearance"] as? String == "https://x.example/1")
      #expect((item["author"] as? [String: String]) == ["@type": "Person", "name": "A. Mayor"])
    }

    @Test("A program colours code of other languages; one that fails or is not there leaves it")
    func codeCommand() async throws {
      func page(_ command: String) async throws -> (String, [String]) {
        var files = Self.article("``` cobol\n<A>\n```\n\n``` --help\nB\n```\n\n``` json\n1\n```")
        files["Site.yaml"] = "title: T\nmarkdown:\n  code_command: \(command)\n"
        let site = try TemporarySite(files)
        let report = await site.build()
        return (try site.output("town/a/index.html"), report.findings)
      }
      let (coloured, told) = try await page("[sed, 's/^/{language}: /']")
      #expect(told.isEmpty)
      #expect(
        coloured.contains("<pre class=\"highlight\"><code class=\"language-cobol\">cobol: <A>\n</code></pre>")
      )
      #expect(coloured.contains("<pre><code class=\"language---help\">B\n</code></pre>"))
      #expect(coloured.contains("<span class=\"m\">1</span>"))
      let (plain, _) = try await page("[\"false\"]")
      #expect(plain.contains("<pre><code class=\"language-cobol\">&lt;A&gt;\n</code></pre>"))
      let (missing, warnings) = try await page("[no-such-program-here]")
      #expect(missing.contains("&lt;A&gt;"))
      #expect(warnings == ["warning BS1008 Site.yaml"])
    }

    @Test("An article names those that link to it, newest first, and links reach blocks")
    func mentions() async throws {
      var files = Self.article("::: update time=2026-03-01T10:00 #noon\n[Self](a.md)\n:::")
      files["Content/town/b.md"] = "---\ntitle: Other\ndate: 2026-02-01\n---\n[x](a.md#noon) [x](/town/a/)\n"
      files["Content/town/c.md"] =
        "---\ntitle: Third\ndate: 2026-02-02\n---\n::: fact-box\n[x](/town/a/)\n:::\n"
      files["Content/pages/about.md"] = "---\ntitle: About\n---\n[x](../town/b.md)\n"
      files["Templates/article.html"] =
        "{% for item in article.mentioned_by %}{{ item.title }};{% endfor %}{{ article.body }}"
      let site = try TemporarySite(files)
      let report = await site.build()
      #expect(report.findings.isEmpty, "\(report.told)")
      #expect(try site.output("town/a/index.html").hasPrefix("Third;Other;<p>"))
      #expect(try site.output("town/b/index.html").hasPrefix("<p><a href=\"/town/a/#noon\">"))
    }

    @Test("Feeds load nothing from elsewhere")
    func feeds() async throws {
      let site = try await Self.build("::: embed url=https://youtu.be/abc A video\nA still.\n:::")
      for name in ["feed.xml", "feed.atom", "feed.json"] {
        let feed = try site.output(name)
        #expect(feed.contains("A still.") && feed.contains("youtu.be/abc"))
        #expect(!feed.contains("nocookie") && !feed.contains("data-frame"))
      }
    }

    @Test("A site adds blocks of its own, and overrides those of the theme")
    func ownBlocks() async throws {
      let site = try await Self.build(
        "::: weather place=\"<Oslo>\" Now\nRain *again*.\n- **Mon**: wet\n:::\n\n::: fact-box\nText.\n:::",
        more: [
          "Templates/Blocks/weather.html": """
          <p>{{ block.name }}|{{ block.label }}|{{ block.attributes.place }}|{{ block.text | replace("\\n", "/") }}|\
          {% for item in block["items"] %}{{ item.label }}={{ item.body }}{% endfor %}|{{ block.permalink }}</p>
          """, "Templates/Blocks/fact-box.html": "<aside>{{ block.body }}</aside>",
        ])
      let page = try site.output("town/a/index.html")
      #expect(
        page.contains(
          "<p>weather|Now|&lt;Oslo&gt;|Rain again./Mon: wet|Mon=wet|https://news.example/town/a/</p>"),
        "\(page)")
      #expect(page.contains("<aside><p>Text.</p>\n</aside>"))
    }

    @Test("A mistake in a block's template names the template and the article")
    func brokenTemplate() async throws {
      var files = Self.article("::: weather\n:::")
      files["Templates/Blocks/weather.html"] = "\n{{ block.attributes.place }}"
      let site = try TemporarySite(files)
      let report = await site.build()
      #expect(report.findings == ["error BS0701 Templates/Blocks/weather.html:2"])
      #expect(report.told.contains("Content/town/a.md:7"), "\(report.told)")
    }

    @Test("Blocks nested too deeply are an error")
    func deep() async throws {
      let depth = 40
      let body = String(repeating: "::: fact-box\n", count: depth) + String(repeating: ":::\n", count: depth)
      let site = try TemporarySite(Self.article(body))
      let report = await site.build()
      #expect(report.findings == ["error BS0505 Content/town/a.md:23"], "\(report.told)")
    }

    @Test("Pages of articles without raw HTML and with it agree in feeds")
    func rawHTML() async throws {
      let site = try await Self.build("<div>raw</div>\n\n::: fact-box\n<b>Bold</b> [other](b.md)\n:::")
      #expect(try site.output("town/a/index.html").contains("<div class=\"fact-box\">\n<p><b>Bold</b>"))
      let feed = try site.output("feed.json")
      #expect(feed.contains("Bold") && !feed.contains("raw"))
    }
  }
}
