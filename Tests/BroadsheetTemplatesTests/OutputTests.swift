import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct OutputTests {
  @Test(arguments: [
    Case("Hello {{ foo }}!", "Hello bar!"),
    Case("{{ 1 }}{{ 1.0 }}{{ true }}{{ none }}", "11.0TrueNone"),
    Case("{{ missing }}|{{ d.missing }}", "|"),
    Case(
      "{{ items }} {{ d }} {{ (1,) }} {{ () }} {{ {} }}",
      "[1, 2, 3] {'b': 1, 'a': [1, 2]} (1,) () {}"),
    Case(
      "{{ \"it's\" }} {{ [\"it's\", 'a\"b', \"\\n\\t\\\\\"] }}",
      "it's [\"it's\", 'a\"b', '\\n\\t\\\\']"),
    Case("{{ [u, \"\\u200b\\x00\"] }}", "['ä😀é', '\\u200b\\x00']"),
    Case(
      "{{ 1e16 }} {{ 1e15 }} {{ 0.1 + 0.2 }} {{ 1e-5 }} {{ 0.0001 }} {{ 1e300 * 1e10 }} {{ -0.0 }}",
      "1e+16 1000000000000000.0 0.30000000000000004 1e-05 0.0001 inf -0.0"),
    Case("{% print 1, foo %}", "1bar"),
    Case("{# comment #}x{#- y -#} z", "xz"),
    Case("{% raw %}{{ foo }}{% endraw %}", "{{ foo }}"),
    Case("a\r\nb\rc\n", "a\nb\nc"),
    Case("a\n\n", "a\n"),
    Case("{{ 'a' 'b' }}", "ab"),
    Case("{{ '\\x41\\u00e4\\101\\d' }}", "AäA\\d"),
    Case("{{ 0x1F + 0b11 + 0o17 + 1_000 }}", "1049"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }

  @Test func theCaseOfAValueStandsBehindItsText() {
    // What lets the renderer write texts from where they are.
    #expect(MemoryLayout<Value>.size == MemoryLayout<String>.size + 1)
  }
}
