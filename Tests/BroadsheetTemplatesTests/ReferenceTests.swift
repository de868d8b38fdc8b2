import BroadsheetCore
import Foundation
import Testing

@testable import BroadsheetTemplates

struct ReferenceTests {
  private var environment: TemplateEnvironment { TemplateEnvironment.Builder().build().environment }

  /// To renew the page, put the text of ``TemplateEnvironment/reference()`` behind its first sections.
  @Test func thePageHasTheTablesOfTheRegistry() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = root.appending(path: "Documentation/Reference/Templates.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(text.hasSuffix(environment.reference()))
  }

  @Test func everythingIsDocumented() {
    for entry in environment.filters + environment.tests + environment.functions {
      #expect(entry.summary.hasSuffix("."), "\(entry.name)")
      #expect(!entry.example.isEmpty, "\(entry.name)")
    }
  }

  @Test func examplesRender() throws {
    for entry in environment.filters + environment.tests + environment.functions {
      _ = try renderTemplate(entry.example, data: [:])
    }
  }
}
