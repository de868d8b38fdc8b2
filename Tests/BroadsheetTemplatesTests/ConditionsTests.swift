import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct ConditionsTests {
  @Test(arguments: [
    Case("{% if t %}a{% endif %}", "a"),
    Case("{% if e %}a{% elif foo == \"bar\" %}b{% else %}c{% endif %}", "b"),
    Case("{% if missing %}a{% else %}b{% endif %}", "b"),
    Case("{% if not missing and n > 3 %}a{% endif %}", "a"),
    Case("{% if missing is defined %}a{% elif nothing is none %}b{% endif %}", "b"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
