import BroadsheetCore
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
}
