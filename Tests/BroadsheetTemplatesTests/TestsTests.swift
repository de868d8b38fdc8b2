import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct TestsTests {
  @Test(arguments: [
    Case("{{ t is boolean }}{{ 1 is boolean }}", "TrueFalse"),
    Case("{{ range is callable }}{{ foo is callable }}", "TrueFalse"),
    Case("{{ foo is defined }}{{ missing is undefined }}", "TrueTrue"),
    Case(
      "{{ 21 is divisibleby 7 }}{{ 2 is even }}{{ 2 is odd }}{{ 3 is not even }}",
      "TrueTrueFalseTrue"),
    Case("{{ t is true }}{{ 1 is true }}{{ false is false }}", "TrueFalseTrue"),
    Case("{{ \"upper\" is filter }}{{ \"nope\" is filter }}{{ \"odd\" is test }}", "TrueFalseTrue"),
    Case(
      "{{ 1.0 is float }}{{ 1 is integer }}{{ t is integer }}{{ t is number }}{{ \"1\" is number }}",
      "TrueTrueFalseTrueFalse"),
    Case("{{ 1 is in items }}{{ \"a\" is in foo }}{{ 9 is not in items }}", "TrueTrueTrue"),
    Case(
      "{{ foo is iterable }}{{ 1 is iterable }}{{ foo is sequence }}{{ d is mapping }}{{ items is mapping }}",
      "TrueFalseTrueTrueFalse"),
    Case("{{ \"a1\" is lower }}{{ \"A1\" is upper }}{{ \"1\" is lower }}", "TrueTrueFalse"),
    Case("{{ nothing is none }}{{ missing is none }}", "TrueFalse"),
    Case(
      "{{ t is sameas true }}{{ 1 is sameas true }}{{ items is sameas items }}{{ [] is sameas [] }}",
      "TrueFalseTrueFalse"),
    Case("{{ foo is string }}{{ (foo|safe) is string }}{{ 1 is string }}", "TrueTrueFalse"),
    Case(
      "{{ 1 is eq 1 }}{{ 1 is ne(1) }}{{ 1 is lt 2 }}{{ 1 is ge 2 }}{{ 1 is equalto 1.0 }}",
      "TrueFalseTrueFalseTrue"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
