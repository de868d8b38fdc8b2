import BroadsheetCore
import Testing

@testable import BroadsheetTemplates

struct LimitTests {
  private let small = TemplateOptions(
    autoescape: .off, limits: Limits(callDepth: 50, steps: 10_000, outputBytes: 100_000))

  @Test(arguments: [
    "{% for i in range(200) %}{% for j in range(200) %}{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n > 0 %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
    "{% include 'main.html' %}", "{% extends 'main.html' %}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{{ 'x' * 1000000 }}", "{{ [0] * 100000000 }}", "{{ 'x'|center(1000000) }}", "{{ '%1000000d' % 1 }}",
    "{{ '{:1000000}'.format(1) }}", "{{ range(1000000) }}", "{{ 'x'|indent(1000000) }}",
    "{% set ns = namespace(s='xxxxxxxxxx') %}{% for i in range(40) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
    "{% set ns = namespace(s='xxxxxxxxxx') %}{% for i in range(40) %}{% set ns.s = ns.s|replace('x', 'xx') %}{% endfor %}",
    "{% set ns = namespace(l=[1]) %}{% for i in range(200) %}{% set ns.l = [ns.l] %}{% endfor %}",
    "{% for i in range(5000) %}{{ '0123456789012345678901234567890123456789' }}{% endfor %}",
    "{{ 'x'.ljust(1000000) }}", "{{ '\\t'.expandtabs(1000000) }}", "{{ [1]|batch(10000000, 1)|list }}",
  ])
  func templatesCannotRunAway(_ template: String) throws {
    let diagnostic = try #require(failure(template, options: small))
    #expect(diagnostic.code == .templateLimit, "\(diagnostic.message)")
  }

  @Test(arguments: [
    String(repeating: "(", count: 100_000), String(repeating: "[", count: 100_000),
    String(repeating: "not ", count: 100_000), String(repeating: "-", count: 100_000),
    String(repeating: "{1:", count: 100_000), "1" + String(repeating: "+1", count: 100_000),
    "a" + String(repeating: ".b", count: 100_000), "a" + String(repeating: "|e", count: 100_000),
    "a" + String(repeating: "[0]", count: 100_000), "a" + String(repeating: "()", count: 100_000),
    String(repeating: "a if b else ", count: 100_000), String(repeating: "a(", count: 100_000),
    "a" + String(repeating: " and b", count: 100_000), "a is b" + String(repeating: "[", count: 100_000),
  ])
  func deepExpressionsAreErrors(_ expression: String) throws {
    #expect(try #require(failure("{{ " + expression + " }}")).severity == .error)
  }

  @Test(arguments: ["{% if a %}", "{% for a in b %}", "{% block a %}", "{% filter e %}", "{% with %}"])
  func deepStatementsAreErrors(_ tag: String) throws {
    #expect(try #require(failure(String(repeating: tag, count: 100_000))).code == .templateLimit)
  }

  @Test func valuesThatContainThemselvesArePrinted() throws {
    #expect(try renderTemplate("{% set l = [1] %}{% do l.append(l) %}{{ l }}") == "[1, [...]]")
    #expect(try renderTemplate("{% set d = {} %}{% do d.update(a=d) %}{{ d }}") == "{'a': {...}}")
  }

  @Test func longChainsOfValuesAreReleased() throws {
    let template = """
      {% set root = [] %}{% set ns = namespace(last=root) %}
      {%- for i in range(50000) %}{% set next = [] %}{% do ns.last.append(next) %}{% set ns.last = next %}{% endfor -%}
      {{ root|length }}
      """
    #expect(try renderTemplate(template) == "1")
  }

  @Test func sharedDataCannotBeChanged() throws {
    #expect(try #require(failure("{% do items.append(4) %}")).code == .templateType)
    #expect(try #require(failure("{% do d.update(x=1) %}")).code == .templateType)
    #expect(
      try renderTemplate("{% set l = items|list %}{% do l.append(4) %}{{ l }}{{ items }}")
        == "[1, 2, 3, 4][1, 2, 3]")
  }

  @Test(arguments: [
    "{{ 9223372036854775807 + 1 }}", "{{ 2 ** 64 }}", "{{ 99999999999 * 99999999999 }}",
    "{{ 99999999999999999999 }}",
  ])
  func numbersBeyond64BitsAreErrors(_ template: String) throws {
    #expect(
      try #require(failure(template)).message.contains("64 bits")
        || failure(template)?.help?.contains("64 bits") == true)
  }
}
