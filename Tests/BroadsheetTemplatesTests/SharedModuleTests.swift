import BroadsheetCore
import Testing

@testable import BroadsheetTemplates

/// Imported templates that are run once, when the environment is built.
struct SharedModuleTests {
  private static let templates = [
    "words": """
    {% set words = {'by': 'By', 'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': 6, 'g': 7, 'h': 8, 'in': ['x', 'y']} %}
    """,
    "parts": """
    {% from 'words' import words %}{% macro by(name, word=words.by) %}{{ word }} {{ name }}{% endmacro %}\
    {% macro wrap() %}<{{ caller() }}>{% endmacro %}{% macro rest(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}
    """,
    "calls": "{% set made = range(2)|list %}",
    "escapes":
      "{% macro m(x) %}{% autoescape true %}{{ x }}{% endautoescape %}{% autoescape false %}{{ x }}{% endautoescape %}{% endmacro %}",
    "fails": "{% set x = missing.field %}",
    "a": "{% import 'b' as b %}{% set x = 1 %}",
    "b": "{% import 'a' as a %}{% set y = 2 %}",
    "named": "{% set title = site.name ~ '!' %}{% set own = foo is defined %}",
  ]

  private static func build(_ main: String) -> TemplateEnvironment {
    var builder = TemplateEnvironment.Builder(TemplateOptions(autoescape: .off))
    for (name, source) in templates { builder.addTemplate(name: name, source: Array(source.utf8)) }
    builder.addTemplate(name: "main", source: Array(main.utf8))
    builder.addGlobal("site", ["name": "Post"])
    return builder.build().environment
  }

  private static func isShared(_ name: String, in environment: TemplateEnvironment) -> Bool {
    environment.program.templateIndex[name].map { environment.modules[Int32($0)] != nil } ?? false
  }

  @Test(arguments: [
    Case(
      "{% from 'words' import words %}{{ words.by }}{{ words.h }}{{ words['in'] }}{{ words.no }}",
      "By8['x', 'y']"),
    Case(
      "{% import 'parts' as p %}{{ p.by('Jo') }}|{{ p.by('Jo', 'von') }}|{{ p.by(word='di', name='Jo') }}",
      "By Jo|von Jo|di Jo"),
    Case(
      "{% import 'parts' as p %}{% call p.wrap() %}x{% endcall %}{{ p.rest(1, 2, k=3) }}", "<x>1(2,){'k': 3}"),
    Case("{% from 'parts' import words, by %}{{ words is defined }}{{ by('Jo') }}", "FalseBy Jo"),
    Case("{% from 'named' import title, own %}{{ title }}{{ own }}", "Post!False"),
    Case("{% from 'escapes' import m %}{{ m('<') }}{{ m('<') }}", "&lt;<&lt;<"),
    Case("{% from 'calls' import made %}{% set _ = made.append(9) %}{{ made }}", "[0, 1, 9]"),
    Case("{% from 'words' import words %}{% set _ = words.update(by='x') %}{{ words.by }}", "x"),
  ])
  func importingGivesTheSameEachTime(_ example: Case) throws {
    let environment = Self.build(example.template)
    for _ in 0..<3 {
      var out = OutputBuffer()
      try environment.render("main", context: ["foo": 1], into: &out)
      #expect(out.string() == example.expected)
    }
  }

  @Test(arguments: [
    ("{% import 'parts' as p %}", "parts", true), ("{% import 'parts' as p %}", "words", true),
    ("{% import 'named' as n %}", "named", true), ("{% import 'calls' as c %}", "calls", false),
    ("{% import 'escapes' as e %}", "escapes", false), ("{% import 'fails' as f %}", "fails", false),
    ("{% import 'a' as a %}", "a", false), ("{% import 'words' as w with context %}", "words", true),
    // Somebody may change what is imported, so that each render needs its own.
    ("{% from 'words' import words %}{% set _ = words.pop('by') %}", "words", false),
  ])
  func onlyWhatNeverChangesIsShared(_ main: String, _ name: String, _ isShared: Bool) {
    #expect(Self.isShared(name, in: Self.build(main)) == isShared)
  }

  @Test func anImportThatFailsIsReportedByTheRender() throws {
    let diagnostic = try #require(failure("{% import 'fails' as f %}", templates: Self.templates))
    #expect(diagnostic.code == .undefinedValue)
    #expect(diagnostic.chain.map(\.role) == ["imported from"])
  }

  @Test func rendersShareImportsAtTheSameTime() async throws {
    let environment = Self.build(
      "{% import 'parts' as p %}{% for n in items %}{{ p.by(n) }}{% call p.wrap() %}{{ n }}{% endcall %}{% endfor %}"
    )
    let texts = await withTaskGroup(of: String.self) { group in
      for task in 0..<16 {
        group.addTask {
          var out = OutputBuffer()
          for _ in 0..<50 {
            out.removeAll()
            try? environment.render("main", context: ["items": [.int(task), "x"]], into: &out)
          }
          return out.string()
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(texts) == Set((0..<16).map { "By \($0)<\($0)>By x<x>" }))
  }
}
