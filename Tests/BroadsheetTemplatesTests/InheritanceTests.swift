import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct InheritanceTests {
  @Test(arguments: [
    Case("{% extends \"base\" %}", "<H|BI>"),
    Case(
      "{% extends \"base\" %}{% block head %}new {{ super() }}{% endblock %}ignored",
      "<new H|BI>"),
    Case(
      "{% extends \"mid\" %}{% block head %}{{ super() }}{{ super.super() }}{% endblock %}{% block inner %}i{% endblock %}",
      "<MHH|Bi>"),
    Case(
      "{% extends \"list\" %}{% block item %}{{ super() }}{{ i * 2 }},{% endblock %}",
      "12,24,36,"),
    Case(
      "{% extends \"base\" %}{% set x = 1 %}{% block body %}{{ x }}{{ self.head() }}{% endblock %}",
      "<H|1H>"),
    Case("{% set p = \"base\" %}{% extends p %}", "<H|BI>"),
    Case("{% if t %}{% extends \"base\" %}{% endif %}text", "<H|BI>"),
    Case("{% block a %}A{% endblock %}{{ self.a() }}", "AA"),
    Case("{% extends \"need\" %}{% block must %}here{% endblock %}", "here"),
    Case(
      "{% extends \"base\" %}{% macro m() %}mm{% endmacro %}{% block head %}{{ m() }}{% endblock %}",
      "<mm|BI>"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
