import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct ScopesTests {
  @Test(arguments: [
    Case("{% set x = 1 %}{% if t %}{% set x = 2 %}{% endif %}{{ x }}", "2"),
    Case("{% set x = 1 %}{% for i in items %}{% set x = i %}{% endfor %}{{ x }}", "1"),
    Case(
      "{% for i in items %}{% if i == 1 %}{% set y = 5 %}{% endif %}{{ y }},{% endfor %}",
      "5,,,"),
    Case(
      "{% set ns = namespace(a=1) %}{% for i in items %}{% set ns.a = ns.a + i %}{% endfor %}{{ ns.a }}",
      "7"),
    Case("{% set a, b = 1, 2 %}{{ a }}{{ b }}", "12"),
    Case("{% set x %}a{{ n }}{% endset %}{{ x }}", "a42"),
    Case("{% set x | upper | replace(\"A\", \"-\") %}abc{% endset %}{{ x }}", "-BC"),
    Case("{% with a = 1, b = n %}{{ a }}{{ b }}{% endwith %}{{ a }}", "142"),
    Case("{% with x = 1, y = x %}{{ y }}{% endwith %}", ""),
    Case("{{ foo }}{% set foo = 1 %}{{ foo }}", "bar1"),
    Case("{% for i in [1] %}{{ foo }}{% set foo = 2 %}{{ foo }}{% endfor %}{{ foo }}", "bar2bar"),
    Case("{% block a %}{% set q = 1 %}{{ q }}{% endblock %}{{ q }}", "1"),
    Case("{% set x = 1 %}{% block a2 %}{{ x }}{% endblock %}", "1"),
    Case("{% filter upper %}a{{ foo }}{% endfilter %}", "ABAR"),
    Case("{% set l = [] %}{% do l.append(1) %}{% set _ = l.append(2) %}{{ l }}", "[1, 2]"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
