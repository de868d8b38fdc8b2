import BroadsheetCore
import BroadsheetTemplates
import Foundation
import Testing

@testable import Broadsheet

@Suite("Documentation")
struct DocumentationTests {
  static func page(_ path: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("Documentation/" + path), encoding: .utf8)
  }

  @Test("The guide explains every code", arguments: DiagnosticCode.allCases)
  func codes(code: DiagnosticCode) throws {
    #expect(try Self.page("Guide/Diagnostics.md").contains("| \(code.rawValue) |"))
  }

  @Test("The reference names every setting")
  func settings() throws {
    let page = try Self.page("Reference/Site.md")
    // An unknown key's message lists all that are known.
    let (_, diagnostics) = SiteConfiguration.read(
      DataNode(.mapping([.init(key: "zzzzzzzz", node: DataNode(.int(1)))])), path: "Site.yaml")
    let help = try #require(diagnostics.first?.help)
    let names = help.replacing("known are ", with: "").split(separator: ", ")
    #expect(names.count > 15)
    for name in names { #expect(page.contains("`\(name)"), "\(name)") }
  }

  @Test("The reference names every field that templates see")
  func fields() throws {
    let page = try Self.page("Reference/TemplateData.md")
    let shapes = [
      Shapes.site, Shapes.section, Shapes.term, Shapes.link, Shapes.feed, Shapes.image, Shapes.seriesPart,
      Shapes.article, Shapes.page, Shapes.pagination, Shapes.pageLink, Shapes.property, Shapes.author,
      Shapes.archive, Shapes.count, Shapes.entity, Shapes.name, Shapes.event, Shapes.heading, Shapes.role,
      Shapes.companion,
      Shapes.pointer, Shapes.correction,
    ]
    for shape in shapes {
      for name in shape.names {
        let isNamed = page.contains("`\(name)`") || page.contains("`\(name)?`")
        let isInList = [" \(name),", "{\(name),", " \(name)}", " \(name)?,", " \(name)?}"].contains {
          page.contains($0)
        }
        #expect(isNamed || isInList, "\(shape.label).\(name)")
      }
    }
  }

  @Test("The reference's examples of templates compile")
  func examples() throws {
    let page = try Self.page("Reference/TemplateData.md")
    var builder = TemplateEnvironment.Builder(TemplateOptions(strictUndefined: true))
    SiteFilters(
      edition: Edition(site: SiteConfiguration(), clock: Moment(seconds: 0)), assets: [],
      stories: .none
    ).register(in: &builder)
    let examples = page.components(separatedBy: "```jinja\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
    #expect(examples.count > 12)
    for (index, example) in examples.enumerated() {
      builder.addTemplate(name: "example-\(index).html", source: Array(example.utf8))
    }
    let (_, diagnostics) = builder.build()
    #expect(diagnostics.map(\.message) == [])
  }
}
