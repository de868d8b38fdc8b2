import Testing

@testable import Broadsheet

@Suite("Reference of the site's filters")
struct SiteReferenceTests {
  /// `broadsheet reference` prints what the page must end with.
  @Test("The page ends with the tables of the registry")
  func page() throws {
    #expect(try DocumentationTests.page("Reference/SiteFilters.md").hasSuffix(SiteReference.tables()))
  }
}
