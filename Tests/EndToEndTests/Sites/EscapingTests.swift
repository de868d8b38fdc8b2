import Broadsheet
import BroadsheetCore
import Foundation
import Testing

extension SiteTests {
  /// Text that wants out of its context: HTML, attributes, addresses, JSON, XML.
  @Suite("Escaping") struct EscapingTests {
    static let evil = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;]]>--><!--"

    @Test("A hostile text stays text wherever it is shown") func everywhere() async throws {
      let quoted = "'" + Self.evil.replacing("'", with: "''") + "'"
      let site = try TemporarySite([
        "Site.yaml": """
        title: \(quoted)
        tagline: \(quoted)
        description: \(quoted)
        copyright: \(quoted)
        markdown: {html: drop}
        menu:
          - {title: \(quoted), url: /about/}
        publisher: {name: \(quoted)}
        """,
        "Content/pages/about.md": "---\ntitle: \(quoted)\n---\nText.\n",
        "Content/news/_index.md": "---\ntitle: \(quoted)\ndescription: \(quoted)\n---\n",
        "Content/news/picture.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
        "Content/news/a.md": """
        ---
        title: \(quoted)
        description: \(quoted)
        date: 2026-03-01
        updated: 2026-03-02
        author: \(quoted)
        tags: [\(quoted)]
        series: \(quoted)
        kicker: \(quoted)
        dateline: \(quoted)
        takeaways: [\(quoted), \(quoted)]
        image: {src: picture.svg, alt: \(quoted), caption: \(quoted), credit: \(quoted)}
        corrections: [{date: 2026-03-02, text: \(quoted)}]
        ---
        # A heading \(Self.evil)

        Text \(Self.evil) and [a link](https://example.org/?"><script>alert(3)</script> "\(Self.evil.replacing("\"", with: "\\\""))").
        """,
        "Content/news/b.md":
          "---\ntitle: \(quoted)\ndate: 2026-03-01\nseries: \(quoted)\ntags: [\(quoted)]\n---\nText.\n",
        "Data/authors.yaml": "desk: {name: \(quoted), bio: \(quoted)}\n",
      ])
      let report = await site.build()
      #expect(report.outcome == .success, "\(report.told)")
      for (path, data) in site.files() {
        let text = String(decoding: data, as: UTF8.self)
        if path.hasSuffix(".html") {
          #expect(!text.contains("<script>"), "\(path)")
          #expect(!text.contains("<img src=x"), "\(path)")
          for script in text.matches(of: /<script type="application\/ld\+json">((?s:.*?))<\/script>/) {
            let json = String(script.output.1)
            #expect(!json.contains("<") && !json.contains(">"), "\(path)")
            #expect(throws: Never.self, "\(path): \(json)") {
              try JSONSerialization.jsonObject(with: Data(json.utf8))
            }
          }
        } else if path.hasSuffix(".json") {
          #expect(!text.contains("<") && !text.contains(">") && !text.contains("&"), "\(path)")
          #expect(throws: Never.self, "\(path)") { try JSONSerialization.jsonObject(with: data) }
        } else if path.hasSuffix(".xml") || path.hasSuffix(".atom") {
          #expect(!text.contains("<script") && !text.contains("<img"), "\(path)")
          #expect(WellFormedness.problem(of: data) == nil, "\(path)")
        }
      }
    }

    @Test("Control characters that XML forbids never reach a feed or a sitemap") func controls() async throws
    {
      let site = try TemporarySite([
        "Content/news/a.md":
          "---\ntitle: \"Bell \\x07 and \\x1B, \\uFFFE, \\x0B\"\ndescription: \"a\\x01b\"\ntags: [\"t\\x02\"]\n---\nText \u{1} \u{B} \u{1F} \u{FFFF} end.\n"
      ])
      let report = await site.build()
      #expect(report.outcome == .success, "\(report.told)")
      for path in ["feed.xml", "feed.atom", "sitemap.xml", "sitemap-news.xml", "news/feed.xml"] {
        let data = try Data(contentsOf: URL(filePath: site.root + "/Output/" + path))
        #expect(WellFormedness.problem(of: data) == nil, "\(path)")
      }
    }

    @Test("Raw HTML is kept on pages, and kept out of feeds") func rawHTML() async throws {
      let site = try TemporarySite([
        "Content/news/a.md":
          "---\ntitle: A\n---\nBefore <b onclick=\"x()\">bold</b>.\n\n<script>alert(1)</script>\n\nAfter.\n"
      ])
      #expect(await site.build().outcome == .success)
      #expect(try site.output("news/a/index.html").contains("<script>alert(1)</script>"))
      for feed in ["feed.xml", "feed.atom", "feed.json"] {
        let text = try site.output(feed)
        #expect(!text.contains("alert(1)") && !text.contains("onclick"), "\(feed)")
        #expect(text.contains("After."))
      }
    }
  }

  /// Whether bytes are well-formed XML, as far as this project's files need it: balanced elements, known
  /// entities, legal characters. Written out since Foundation's parser is a module of its own on Linux.
  enum WellFormedness {
    static func problem(of data: Data) -> String? {
      let text = String(decoding: data, as: UTF8.self)
      for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: break
        default: return "character U+\(String(scalar.value, radix: 16))"
        }
      }
      var open: [Substring] = []
      var rest = text[...]
      while let start = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
        rest = rest[start...]
        if rest.hasPrefix("&") {
          guard let entity = rest.prefixMatch(of: /&(amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);/) else {
            return "a bare & at \(rest.prefix(40))"
          }
          rest = rest[entity.range.upperBound...]
          continue
        }
        if let cdata = rest.prefixMatch(of: /<!\[CDATA\[(?s:.*?)\]\]>/) {
          rest = rest[cdata.range.upperBound...]
        } else if let prologue = rest.prefixMatch(of: /<\?xml [^<>]*\?>/) {
          rest = rest[prologue.range.upperBound...]
        } else if let end = rest.prefixMatch(of: /<\/([A-Za-z:_-]+)>/) {
          guard open.popLast() == end.output.1 else { return "\(end.output.0) closes nothing" }
          rest = rest[end.range.upperBound...]
        } else if let tag = rest.prefixMatch(of: /<([A-Za-z:_-]+)(\s+[A-Za-z:_-]+="[^"<]*")*\s*(\/?)>/) {
          if tag.output.3.isEmpty { open.append(tag.output.1) }
          rest = rest[tag.range.upperBound...]
        } else {
          return "no tag at \(rest.prefix(60))"
        }
      }
      return open.isEmpty ? nil : "never closed: \(open)"
    }
  }
}
