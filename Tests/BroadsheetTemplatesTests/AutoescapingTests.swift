import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct AutoescapingTests {
  @Test(arguments: [
    Case(
      "{{ s }}{{ s|safe }}{{ s|e }}{{ s|forceescape }}",
      "&lt;b&gt;x&lt;/b&gt;<b>x</b>&lt;b&gt;x&lt;/b&gt;&lt;b&gt;x&lt;/b&gt;"),
    Case(
      "{{ s ~ \"<\" }}{{ (s|safe) ~ n }}{{ (s|safe) + \"<\" }}{{ \"<\" + (s|safe) }}",
      "&lt;b&gt;x&lt;/b&gt;&lt;<b>x</b>42<b>x</b>&lt;&lt;<b>x</b>"),
    Case("{{ [\"<\", s|safe]|join(\"&\") }}", "&lt;&amp;<b>x</b>"),
    Case(
      "{{ s|replace(\"x\", \"<\") }}{{ (s|safe)|replace(\"x\", \"<\") }}",
      "&lt;b&gt;&lt;&lt;/b&gt;<b>&lt;</b>"),
    Case(
      "{{ \"<%s>\"|safe % s }}{{ (\"<{}>\"|safe).format(s) }}{{ \"<%s>\"|format(s) }}",
      "<&lt;b&gt;x&lt;/b&gt;><&lt;b&gt;x&lt;/b&gt;>&lt;&lt;b&gt;x&lt;/b&gt;&gt;"),
    Case(
      "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(s) }}{{ m(s)|upper }}",
      "<i>&lt;b&gt;x&lt;/b&gt;</i><I>&LT;B&GT;X&LT;/B&GT;</I>"),
    Case("{% set x %}<i>{{ s }}</i>{% endset %}{{ x }}", "<i>&lt;b&gt;x&lt;/b&gt;</i>"),
    Case("{% autoescape false %}{{ s }}{% endautoescape %}{{ s }}", "<b>x</b>&lt;b&gt;x&lt;/b&gt;"),
    Case(
      "{{ [s, s|safe] }}",
      "[&#39;&lt;b&gt;x&lt;/b&gt;&#39;, Markup(&#39;&lt;b&gt;x&lt;/b&gt;&#39;)]"),
    Case("{{ {\"a\": s}|xmlattr }}", " a=\"&lt;b&gt;x&lt;/b&gt;\""),
    Case(
      "{{ {\"a\": \"</script>'&\"}|tojson }}",
      "{\"a\": \"\\u003c/script\\u003e\\u0027\\u0026\"}"),
    Case(
      "{{ (s|safe)|upper }}{{ (s|safe)|title }}{{ (s|safe)[:3] }}",
      "<B>X</B>&lt;B&gt;x&lt;/b&gt;<b>"),
    Case("{% filter upper %}<i>{{ s }}</i>{% endfilter %}", "<I>&LT;B&GT;X&LT;/B&GT;</I>"),
    Case(
      "{{ 'see http://example.org/?a=1&b=2 or me@example.org.'|urlize }}",
      "see <a href=\"http://example.org/?a=1&amp;b=2\" rel=\"noopener\">http://example.org/?a=1&amp;b=2</a> or <a href=\"mailto:me@example.org\">me@example.org</a>."
    ),
    Case("{{ s|escape is escaped }}", "True"),
    Case(
      "{% macro w() %}<p>{{ caller() }}</p>{% endmacro %}{% call w() %}{{ s }}{% endcall %}",
      "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .on) == example.expected)
  }
}
