import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct TextFiltersTests {
  @Test(arguments: [
    Case(
      "{{ \"foo BAR\"|capitalize }} {{ \"foo bar-baz (qux)\"|title }} {{ \"ÄÖ\"|lower }} {{ \"straße\"|upper }}",
      "Foo bar Foo Bar-Baz (Qux) äö STRASSE"),
    Case("{{ \"x\"|center(5) }}|{{ \"ab\"|center(5) }}|", "  x  |  ab |"),
    Case("{{ \"%s %d\"|format(\"a\", 3) }}", "a 3"),
    Case(
      "{{ \"a\nb\n\nc\"|indent }}|{{ \"a\nb\n\nc\"|indent(2, true, true) }}|{{ \"a\nb\"|indent(\"> \") }}",
      "a\n    b\n\n    c|  a\n  b\n  \n  c|a\n> b"),
    Case(
      "{{ \"aXbXc\"|replace(\"X\", \"-\") }}{{ \"aXbXc\"|replace(\"X\", \"-\", 1) }}{{ \"ab\"|replace(\"\", \".\") }}",
      "a-b-ca-bXc.a.b."),
    Case("{{ \"  a \"|trim }}|{{ \"xxaxx\"|trim(\"x\") }}", "a|a"),
    Case(
      "{{ text|truncate(20) }}|{{ text|truncate(20, true) }}|{{ text|truncate(20, false, \"…\", 0) }}|{{ \"short\"|truncate(3) }}",
      "The quick brown...|The quick brown f...|The quick brown…|short"),
    Case("{{ text|wordcount }}", "9"),
    Case(
      "{{ text|wordwrap(15) }}|{{ \"super-long-hyphenated-word and averyveryverylongword\"|wordwrap(10) }}",
      "The quick brown\nfox jumps over\nthe lazy dog|super-\nlong-hyphe\nnated-word\nand averyv\neryverylon\ngword"
    ),
    Case("{{ 5|string is string }}", "True"),
    Case("{{ \"<b>a</b>  &amp; <!-- c -->x&#65;\"|striptags }}", "a & xA"),
    Case(
      "{{ \"a b/ü&\"|urlencode }} {{ {\"a b\": 1, \"c\": \"d/e\"}|urlencode }}",
      "a%20b/%C3%BC%26 a+b=1&c=d%2Fe"),
    Case(
      "{{ u|length }} {{ u|reverse }} {{ u|list }} {{ u|first }}{{ u|last }}",
      "3 é😀ä ['ä', '😀', 'é'] äé"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
