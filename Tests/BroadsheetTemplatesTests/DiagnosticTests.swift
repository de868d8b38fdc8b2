import BroadsheetCore
import Testing

@testable import BroadsheetTemplates

struct DiagnosticTests {
  private let strict = TemplateOptions(autoescape: .off, strictUndefined: true)

  @Test func syntaxErrorsNameTheirPlace() throws {
    let diagnostic = try #require(failure("line one\n{{ foo | uper }}"))
    #expect(diagnostic.code == .unknownFilter)
    #expect(
      diagnostic.location == SourceLocation(file: "Templates/main.html", line: 2, column: 10, length: 4))
    #expect(diagnostic.excerpt == "{{ foo | uper }}")
    #expect(diagnostic.help == "did you mean `upper`?")
  }

  @Test(arguments: [
    ("{{ a", "the print tag is not closed"), ("{% if a %}", "`if` is not closed"),
    ("{% foo %}", "unknown tag `foo`"), ("{{ 'a }}", "the string is not closed"),
    ("{# a", "the comment is not closed"), ("{% raw %}x", "the raw block is not closed"),
    ("{{ a b }}", "expected `}}`, found `b`"), ("{{ (1 }}", "unexpected `}`, expected `)`"),
    ("{{ a is foo }}", "there is no test `foo`"), ("{% set none = 1 %}", "this cannot be assigned to"),
    ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "the block `a` is defined twice"),
    ("{% for x in y %}{% extends 'b' %}{% endfor %}", "`extends` must stand at the top level of a template"),
    ("{% break %}", "`break` outside of a loop"), ("{{ 'a' ! 'b' }}", "unexpected character `!`"),
  ])
  func syntaxErrors(_ template: String, _ message: String) throws {
    #expect(try #require(failure(template)).message == message)
  }

  @Test(arguments: [
    ("{{ missing }}", "`missing` is undefined"), ("{{ d.missing }}", "dict has no attribute `missing`"),
    ("{% for x in missing %}{% endfor %}", "`missing` is undefined"),
    ("{{ missing.x }}", "`missing` is undefined"), ("{{ missing ~ 'a' }}", "`missing` is undefined"),
    ("{{ missing|upper }}", "`missing` is undefined"), ("{{ missing == 1 }}", "`missing` is undefined"),
  ])
  func strictModeNamesWhatIsUndefined(_ template: String, _ message: String) throws {
    #expect(try #require(failure(template, options: strict)).message == message)
  }

  @Test func strictModeSuggestsNearNames() throws {
    #expect(try #require(failure("{{ usres }}", options: strict)).help == "did you mean `users`?")
    #expect(try #require(failure("{{ users[0].nmae }}", options: strict)).help == "did you mean `name`?")
  }

  @Test(arguments: [
    Case("{% if missing %}a{% elif not missing %}b{% endif %}", "b"), Case("{{ missing|default('x') }}", "x"),
    Case("{{ missing is defined }}", "False"), Case("{{ 'a' if missing else 'b' }}", "b"),
    Case("{{ 'a' if missing }}", ""), Case("{% if missing and missing.x %}a{% endif %}", ""),
    Case("{{ missing or 'x' }}", "x"), Case("{% if not (missing or d.missing) %}a{% endif %}", "a"),
  ])
  func strictModeLetsConditionsAsk(_ example: Case) throws {
    #expect(try renderTemplate(example.template, options: strict) == example.expected)
  }

  @Test func theChainLeadsToThePlace() throws {
    let diagnostic = try #require(
      failure(
        "{% extends 'layout' %}\n{% block body %}{% include 'part' %}{% endblock %}",
        templates: [
          "layout": "<{% block body %}{% endblock %}>",
          "part": "{% macro m(x) %}{{ x / 0 }}{% endmacro %}\n{{ m(1) }}",
        ]))
    #expect(diagnostic.message == "division by zero")
    #expect(diagnostic.location?.file == "part")
    #expect(
      diagnostic.chain.map(\.role) == [
        "in macro `m`, from", "included from", "in block `body`, from", "extended from",
      ])
    #expect(
      diagnostic.chain.map(\.location.file) == [
        "part", "Templates/main.html", "layout", "Templates/main.html",
      ])
  }

  @Test(arguments: [
    ("{{ 'a'|truncate(lenght=3) }}", "filter `truncate` has no parameter `lenght`", "did you mean `length`?"),
    ("{{ 'a'|replace('b') }}", "filter `replace` needs `new`", "its parameters are (old, new, count=none)"),
    ("{{ 'a'|upper(1) }}", "filter `upper` takes at most 0 arguments, 1 were given", "its parameters are ()"),
    (
      "{{ 'a'|truncate('x') }}", "filter `truncate` expects a whole number for `length`, not string",
      "its parameters are (length=255, killwords=false, end='...', leeway=5)"
    ),
    ("{{ 1 + 'a' }}", "`+` does not work for int and string", nil),
    ("{{ 'a'.nope() }}", "string has no attribute `nope`", nil), ("{{ n() }}", "int is not callable", nil),
    ("{% include 'nop' %}", "there is no template `nop`", nil),
    (
      "{% macro m(name) %}{% endmacro %}{{ m(nmae=1) }}", "the macro `m` has no parameter `nmae`",
      "did you mean `name`?"
    ),
  ])
  func wrongUseIsExplained(_ template: String, _ message: String, _ help: String?) throws {
    let diagnostic = try #require(failure(template))
    #expect(diagnostic.message == message)
    #expect(diagnostic.help == help)
    #expect(diagnostic.location?.line == 1)
  }

  @Test func buildGathersTheErrorsOfAllTemplates() {
    var builder = TemplateEnvironment.Builder()
    builder.addTemplate(name: "a", source: Array("{{ a".utf8))
    builder.addTemplate(name: "b", source: Array("fine".utf8))
    builder.addTemplate(name: "c", source: Array("{% if %}".utf8))
    let (environment, diagnostics) = builder.build()
    #expect(diagnostics.map { $0.location?.file } == ["a", "c"])
    #expect(environment.templateNames == ["b"])
    #expect(!environment.hasTemplate("a"))
  }
}
