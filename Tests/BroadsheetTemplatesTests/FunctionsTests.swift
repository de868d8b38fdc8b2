import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct FunctionsTests {
  @Test(arguments: [
    Case(
      "{{ range(3) }}{{ range(1, 10, 3)|list }}{{ range(3, 0, -1)|list }}",
      "range(0, 3)[1, 4, 7][3, 2, 1]"),
    Case("{{ dict(a=1, b=2) }}{{ dict([(\"x\", 1)]) }}", "{'a': 1, 'b': 2}{'x': 1}"),
    Case(
      "{% set c = cycler(\"a\", \"b\") %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.reset() }}{{ c.next() }}",
      "ababNonea"),
    Case("{% set j = joiner(\"|\") %}{{ j() }}1{{ j() }}2{{ j() }}3", "1|2|3"),
    Case(
      "{% set ns = namespace(d, c=3) %}{{ ns.b }}{{ ns.c }}{{ ns }}",
      "13<Namespace {'b': 1, 'a': [1, 2], 'c': 3}>"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
