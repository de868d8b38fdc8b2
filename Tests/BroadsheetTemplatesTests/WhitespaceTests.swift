import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct WhitespaceTests {
  @Test(arguments: [
    Case("a \n {%- if t -%} \n b \n {%- endif -%} \n c", "abc"),
    Case("a \n {% if t %} \n b \n {% endif %} \n c", "a \n  \n b \n  \n c"),
    Case("  {{- foo -}}  x", "barx"),
    Case("a {{ foo -}} \n b", "a barb"),
    Case("1 {%- raw -%}  2  {%- endraw -%} 3", "123"),
    Case("a {#- c -#} b", "ab"),
    Case("{%+ if t +%}x{%+ endif +%}", "x"),
    Case("{% for i in items -%}\n  {{ i }}\n{%- endfor %}\n", "123"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
