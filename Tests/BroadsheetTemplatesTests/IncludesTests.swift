import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct IncludesTests {
  @Test(arguments: [
    Case("{% include \"inc\" %}{% set x = 3 %}{% include \"inc\" %}", "[bar|][bar|3]"),
    Case("{% for x in items %}{% include \"inc\" %}{% endfor %}", "[bar|1][bar|2][bar|3]"),
    Case("{% include \"inc\" without context %}", "[|]"),
    Case("{% include \"nope\" ignore missing %}ok", "ok"),
    Case("{% include [\"nope\", \"inc\"] %}", "[bar|]"),
    Case("{% import \"mac\" as m %}{{ m.m(1) }}{{ m.v }}{{ m }}{{ m._hidden }}", "1-25body"),
    Case("{% from \"mac\" import m as q, v %}{{ q(1, 3) }}{{ v }}", "1-35"),
    Case("{% from \"mac\" import ctx %}{{ ctx() }}", ""),
    Case("{% from \"mac\" import ctx with context %}{{ ctx() }}", "bar"),
    Case("{% from \"mac\" import nope %}{{ nope is defined }}", "False"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
