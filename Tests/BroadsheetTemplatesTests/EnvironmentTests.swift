import BroadsheetCore
import Testing

@testable import BroadsheetTemplates

struct EnvironmentTests {
  private static let shape = Shape(["title", "url", "summary", "tags"], label: "article")

  private func article(_ title: String) -> Value {
    .record(Record.make(Self.shape, [.string(title), "/x/", .absent, ["a", "b"]]))
  }

  @Test(arguments: [
    Case("{{ a.title }}{{ a['url'] }}{{ a.tags|join }}", "T/x/ab"),
    Case("{{ a.summary is defined }}{{ a.summary|default('none') }}", "Falsenone"),
    Case("{% for k in a %}{{ k }},{% endfor %}", "title,url,tags,"),
    Case("{% for k, v in a.items() %}{{ k }}={{ v }};{% endfor %}", "title=T;url=/x/;tags=['a', 'b'];"),
    Case("{{ a is mapping }}{{ a|length }}{{ 'title' in a }}{{ 'summary' in a }}", "True3TrueFalse"),
    Case("{{ a }}", "{'title': 'T', 'url': '/x/', 'tags': ['a', 'b']}"),
    Case("{{ a|tojson }}", #"{"tags": ["a", "b"], "title": "T", "url": "/x/"}"#),
    Case("{{ [a, b]|sort(attribute='title', reverse=true)|map(attribute='title')|join }}", "UT"),
    Case("{{ a.get('title') }}{{ a.get('summary', 'x') }}{{ a == a }}{{ a == b }}", "TxTrueFalse"),
  ])
  func recordsAreMappings(_ example: Case) throws {
    let text = try renderTemplate(example.template, data: ["a": article("T"), "b": article("U")])
    #expect(text == example.expected)
  }

  @Test func recordsNameTheirKindInErrors() throws {
    let options = TemplateOptions(strictUndefined: true)
    let diagnostic = try #require(failure("{{ a.titel }}", data: ["a": article("T")], options: options))
    #expect(diagnostic.message == "article has no attribute `titel`")
    #expect(diagnostic.help == "did you mean `title`?")
  }

  @Test func aRecordCanBeTheContext() throws {
    var builder = TemplateEnvironment.Builder()
    builder.addTemplate(name: "a.html", source: Array("{{ title }} {{ summary }}".utf8))
    let environment = builder.build().environment
    var out = OutputBuffer()
    out.append("before ")
    try environment.render(
      "a.html", context: Record.make(Self.shape, ["<T>", .absent, .absent, .absent]), into: &out)
    #expect(out.string() == "before &lt;T&gt; ")
  }

  @Test func filtersTestsFunctionsAndGlobalsCanBeAdded() throws {
    let text = try renderTemplate("{{ 'a'|shout(2) }} {{ 3 is big }} {{ add(1, b=2) }} {{ site.name }}") {
      builder in
      builder.addFilter("shout", signature: "count=1", summary: "Shouts.") { call throws(TemplateError) in
        let marks = String(repeating: "!", count: try call.arguments.int(0, default: 1))
        return .string((call.value.text ?? "") + marks)
      }
      builder.addTest("big", summary: "Large.") { call throws(TemplateError) in (call.value.integer ?? 0) > 2
      }
      builder.addFunction("add", signature: "a, b", summary: "Adds.") { call throws(TemplateError) in
        .int(try call.arguments.int(0, default: 0) + call.arguments.int(1, default: 0))
      }
      builder.addGlobal("site", ["name": "Post"])
    }
    #expect(text == "a!! True 3 Post")
  }

  @Test(arguments: [
    ("a.html", "&lt;"), ("a.xml", "&lt;"), ("a.unknown", "&lt;"), ("noending", "&lt;"), ("a.txt", "<"),
    ("a.json", "<"), ("a.html.j2", "&lt;"), ("dir.txt/a.svg", "&lt;"), ("a.txt.jinja", "<"), ("a.JS", "<"),
  ])
  func autoescapingFollowsTheFileEnding(_ name: String, _ expected: String) throws {
    var builder = TemplateEnvironment.Builder()
    builder.addTemplate(name: name, source: Array("{{ x }}".utf8))
    var out = OutputBuffer()
    try builder.build().environment.render(name, context: ["x": "<"], into: &out)
    #expect(out.string() == expected)
  }

  @Test func aFailedRenderLeavesTheOutputAsItWas() throws {
    var builder = TemplateEnvironment.Builder()
    builder.addTemplate(name: "a", source: Array("text {{ 1 / 0 }}".utf8))
    let environment = builder.build().environment
    var out = OutputBuffer()
    out.append("before")
    #expect(throws: Diagnostic.self) { try environment.render("a", context: [:], into: &out) }
    #expect(out.string() == "before")
  }

  @Test func rendersInParallelGiveTheSame() async throws {
    var builder = TemplateEnvironment.Builder()
    builder.addTemplate(name: "base", source: Array("<{% block b %}{% endblock %}>".utf8))
    let source = """
      {% extends 'base' %}{% macro m(x) %}[{{ x.title|upper }}]{% endmacro %}
      {% block b %}{% for a in articles if a.title %}{{ loop.index }}{{ m(a) }}{{ a.tags|join(',') }}{% endfor %}{% endblock %}
      """
    builder.addTemplate(name: "page", source: Array(source.utf8))
    let environment = builder.build().environment
    let articles = Value.list((0..<50).map { article("Title \($0)") })
    let results = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<16 {
        group.addTask {
          var out = OutputBuffer()
          for _ in 0..<20 {
            out.removeAll()
            try environment.render("page", context: ["articles": articles], into: &out)
          }
          return out.string()
        }
      }
      var results: Set<String> = []
      for try await text in group { results.insert(text) }
      return results
    }
    #expect(results.count == 1)
    #expect(results.first?.contains("50[TITLE 49]a,b") == true)
  }

  @Test func stagesCanBeShown() throws {
    var builder = TemplateEnvironment.Builder()
    builder.addTemplate(name: "a", source: Array("x{% if y %}{{ z|upper }}{% endif %}".utf8))
    let environment = builder.build().environment
    for stage in TemplateEnvironment.Stage.allCases {
      #expect(try #require(environment.dump(stage, of: "a")).contains("x"))
    }
    #expect(environment.dump(.program, of: "a")?.contains("upper") == true)
    #expect(environment.dump(.tokens, of: "nope") == nil)
  }
}
