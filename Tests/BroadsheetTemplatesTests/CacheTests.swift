import BroadsheetCore
import Synchronization
import Testing

@testable import BroadsheetTemplates

/// Parts whose output is kept.
struct CacheTests {
  private static let shape = Shape(["x", "y", "items"], label: "thing")
  private static func thing(_ x: Value, _ y: Value = .absent, items: Value = .absent) -> Value {
    .record(Record.make(shape, [x, y, items]))
  }

  private static let macros = "{% macro m(a, b=1) %}({{ a }}{{ b }}{{ word }}){% endmacro %}"

  private static func build(
    _ main: String, strict: Bool = false, limits: Limits = Limits(), tick: TickCount? = nil
  ) -> (TemplateEnvironment, [Diagnostic]) {
    var builder = TemplateEnvironment.Builder(TemplateOptions(strictUndefined: strict, limits: limits))
    builder.addFilter("tick", summary: "Counts how often it is called.") { call in
      tick?.count.add(1, ordering: .relaxed)
      return call.value
    }
    builder.addGlobal("word", "w")
    builder.addTemplate(name: "macros", source: Array(macros.utf8))
    builder.addTemplate(
      name: "base.html",
      source: Array(
        "<{% block head %}{% cache a.x %}{{ a.x if a is defined else '-' }}{% endcache %}{% endblock %}>".utf8
      ))
    builder.addTemplate(name: "main.html", source: Array(main.utf8))
    return builder.build()
  }

  private final class TickCount: Sendable {
    let count = Atomic<Int>(0)
  }

  private static func render(
    _ environment: TemplateEnvironment, _ data: [String: Value] = [:]
  ) throws(Diagnostic) -> String {
    var out = OutputBuffer()
    try environment.render("main.html", context: data, into: &out)
    return out.string()
  }

  /// Values of the variables that the parts below read.
  private static let data: [[String: Value]] = {
    let shared = thing("one", 2, items: [1, 2])
    let firsts: [Value] = [
      shared, thing("one", 3), thing(1), ["x": "<", "y": .markup("<")], ["x": .markup("<"), "y": "<"], "text",
    ]
    let seconds: [Value] = [1, true, 1.0, "1", .markup("1"), .none, [1], [true], [[1]]]
    var sets: [[String: Value]] = [[:]]
    for first in firsts {
      for second in seconds {
        sets.append(["a": first, "b": second, "items": [second, first, "c"], "c": "data's"])
        sets.append(["a": shared, "b": second, "items": [first]])
      }
    }
    return sets
  }()

  @Test(arguments: [
    "{{ a }}", "{{ a.x }}{{ a.y }}", "{{ a['x'] }}{{ b }}", "{{ a is defined }}{{ b is defined and b }}",
    "{% if a.x %}{{ b }}{% else %}{{ items }}{% endif %}",
    "{{ b|default('d') }}{{ items|length }}{{ b|tojson }}",
    "{% for i in items %}{{ i }}{{ b }}{{ loop.index }}{{ loop.last }}{% else %}{{ b }}{% endfor %}",
    "{% for items in items %}{{ items }}{{ a.x }}{% endfor %}{{ items }}",
    "{% for i in items %}{% for a in [a, b] %}{{ a }}{% for b in [c] %}{{ b }}{% endfor %}{% endfor %}{% endfor %}",
    "{% for i in items if i == b %}{{ i }}{% if a.x %}{% set c = a.x %}{% endif %}{{ c }}{% endfor %}{{ c }}",
    "{% for i in items %}{% set c = c ~ i %}{{ c }}{% endfor %}{{ c }}",
    "{% set c = b %}{{ c }}{% set c = c ~ a.x %}{{ c }}", "{% if b %}{% set c = 1 %}{% endif %}{{ c }}",
    "{% with c = a.x, d = c %}{{ c }}{{ d }}{{ b }}{% endwith %}{{ d }}",
    "{% set t %}{{ a.x }}{{ b }}{% endset %}{{ t }}{% filter upper %}{{ a.x }}{% endfilter %}",
    "{{ p.m(a.x) }}{{ p.m(b, b=items) }}{{ m(b) }}{{ word }}", "{{ a.items }}{{ a.upper }}",
    "{% for i in items %}{% cache %}{{ i }}{{ b }}{% cache a.x %}{{ a.x }}{% endcache %}{% endcache %}{% endfor %}",
    "{% for i in range(3) %}{% if i == 1 %}{% continue %}{% endif %}{{ i }}{% if b %}{% break %}{% endif %}{% endfor %}",
    "{{ [a, b] }}{{ {'k': b} }}{{ items[0] }}{{ items[1:] }}{{ b ~ a.x }}{{ b if a else c }}",
    "{% autoescape false %}{{ a.x }}{% endautoescape %}{{ a.x }}",
  ])
  func aPartGivesWhatItGivesWithoutTheTag(_ part: String) throws {
    let imports = "{% import 'macros' as p %}{% from 'macros' import m %}"
    for keys in ["", "a.x", "a.x, a.y", "b, items", "a"] {
      for around in [
        ("", ""), ("{% for i in [1, 2] %}{{ c }}", "{% endfor %}"),
        ("{% for i in items %}", "{{ loop.index }}{% endfor %}"),
        ("{% macro own(a, b, c=5) %}", "{% endmacro %}{{ own(a, b) }}{{ own(b, a, c) }}"),
        ("{% set c = 9 %}{% block k %}", "{% endblock %}"), ("{% with b = a.y %}", "{% endwith %}{{ b }}"),
      ] {
        let (plain, _) = Self.build(imports + around.0 + "{% with %}" + part + "{% endwith %}" + around.1)
        let (cached, _) = Self.build(
          imports + around.0 + "{% cache \(keys) %}" + part + "{% endcache %}" + around.1)
        for _ in 0..<2 {
          for data in Self.data {
            let expected = try? Self.render(plain, data)
            #expect((try? Self.render(cached, data)) == expected, "keys \(keys), inside \(around.0), \(data)")
          }
        }
      }
    }
  }

  @Test(arguments: [
    ("{% cache %}{{ a.x|tick }}{% endcache %}", 2), ("{% cache a.x %}{{ a.x|tick }}{% endcache %}", 1),
    ("{% cache a.y %}{{ a.x|tick }}{% endcache %}", 2), ("{% cache %}{{ b|tick }}{% endcache %}", 3),
    ("{% for i in [1, 2] %}{% cache %}{{ a.x|tick }}{% endcache %}{% endfor %}", 2),
    ("{% for i in [1, 2] %}{% cache %}{{ i|tick }}{% endcache %}{% endfor %}", 2),
    ("{% import 'macros' as p %}{% cache %}{{ p.m(1)|tick }}{% endcache %}", 1),
    ("{% macro own() %}{{ 1|tick }}{% endmacro %}{% cache %}{{ own() }}{% endcache %}", 6),
    ("{% set l = [1] %}{% cache %}{{ l|tick }}{% endcache %}", 6),
    // As many variables as a key holds, and one more.
    ("{% cache %}{{ 1|tick }}" + (1...16).map { "{{ v\($0) }}" }.joined() + "{% endcache %}", 1),
    ("{% cache %}{{ 1|tick }}" + (1...17).map { "{{ v\($0) }}" }.joined() + "{% endcache %}", 6),
  ])
  func aPartIsRenderedOncePerValues(_ template: String, _ expected: Int) throws {
    let tick = TickCount()
    let (environment, diagnostics) = Self.build(template, tick: tick)
    #expect(diagnostics.isEmpty)
    let things: [Value] = [Self.thing("same"), Self.thing("same")]
    for _ in 0..<2 {
      for (a, b) in [(0, 1), (1, 2), (0, true)] as [(Int, Value)] {
        _ = try Self.render(environment, ["a": things[a], "b": b])
      }
    }
    #expect(tick.count.load(ordering: .relaxed) == expected)
  }

  @Test(arguments: [
    Case(
      "{% set l = [1] %}{% for i in [2, 3] %}{% cache %}{{ l }}{% endcache %}{% set _ = l.append(i) %}{% endfor %}",
      "[1][1, 2]"),
    Case(
      "{% set n = namespace(v=1) %}{% for i in [2, 3] %}{% cache %}{{ n.v }}{% set n.v = i %}{% endcache %}{% endfor %}{{ n.v }}",
      "123"),
    Case(
      "{% set c = cycler(1, 2) %}{% for i in [0, 0] %}{% cache %}{{ c.next() }}{% endcache %}{% endfor %}",
      "12"),
    Case(
      "{% for e in [true, false, true] %}{% autoescape e %}{% cache %}{{ '<' ~ e[0] }}{% endcache %}{% endautoescape %}{% endfor %}",
      "&lt;<&lt;"),
    Case(
      "{% macro own() %}{% cache %}{{ caller() }}{% endcache %}{% endmacro %}{% for i in [1, 2] %}{% call own() %}{{ i }}{% endcall %}{% endfor %}",
      "12"),
    Case(
      "{% extends 'base.html' %}{% cache %}dropped{% endcache %}{% block head %}{{ super() }}!{% endblock %}",
      "<-!>"),
  ])
  func whatMayChangeIsRenderedEachTime(_ example: Case) throws {
    let (environment, _) = Self.build(example.template)
    for _ in 0..<2 { #expect(try Self.render(environment) == example.expected) }
  }

  @Test func aRecordThatIsGoneIsNeverTakenForANewOne() throws {
    let (environment, _) = Self.build(
      "{% cache %}{{ a.x }}{% endcache %}", limits: Limits(cachedBytes: 20_000))
    for number in 0..<1000 {
      #expect(try Self.render(environment, ["a": Self.thing(.int(number))]) == "\(number)")
    }
  }

  @Test func errorsAreReportedEachTime() throws {
    let (environment, _) = Self.build("{% cache %}\n{{ a.z }}{% endcache %}", strict: true)
    for _ in 0..<2 {
      do throws(Diagnostic) {
        let text = try Self.render(environment, ["a": Self.thing(1)])
        Issue.record("rendered \(text)")
      } catch {
        #expect(error.code == .undefinedValue)
        #expect(error.location?.line == 2)
      }
    }
  }

  @Test func whatIsKeptCountsAsOutput() throws {
    let template = "{% for i in range(50) %}{% cache %}{{ '0123456789' * 10 }}{% endcache %}{% endfor %}"
    let (environment, _) = Self.build(template, limits: Limits(outputBytes: 2000))
    #expect(throws: Diagnostic.self) { try Self.render(environment) }
  }

  @Test(arguments: [
    "{% cache %}{% include 'base.html' %}{% endcache %}",
    "{% cache %}{% block b %}{% endblock %}{% endcache %}",
    "{% cache %}{% macro m() %}{% endmacro %}{% endcache %}",
    "{% cache %}{% import 'macros' as p %}{% endcache %}",
    "{% cache %}{% if a %}{% from 'macros' import m %}{% endif %}{% endcache %}",
    "{% cache %}{% for x in a recursive %}{% endfor %}{% endcache %}", "{% cache a + 1 %}{% endcache %}",
    "{% cache %}{% call m() %}{% endcall %}{% endcache %}", "{% cache a b %}{% endcache %}", "{% cache %}",
    "{% for x in a %}{% cache %}{% break %}{% endcache %}{% endfor %}", "{% cache 'x' %}{% endcache %}",
  ])
  func whatCannotBeKeptIsRefused(_ template: String) {
    #expect(Self.build(template).1.count == 1)
  }

  @Test func rendersShareWhatIsKept() async throws {
    let (environment, _) = Self.build(
      "{% for i in items %}{% cache %}{{ i.x }}{{ word }}{% endcache %}{% endfor %}")
    let things: [Value] = (0..<100).map { Self.thing(.int($0)) }
    let expected = (0..<100).map { "\($0)w" }.joined()
    let texts = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<20).map { _ in (try? Self.render(environment, ["items": .list(things)])) ?? "failed" }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(texts.count == 160)
    #expect(Set(texts) == [expected])
  }
}
