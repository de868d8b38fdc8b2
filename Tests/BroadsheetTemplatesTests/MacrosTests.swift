import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct MacrosTests {
  @Test(arguments: [
    Case(
      "{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}|{{ m(1, 3) }}|{{ m(b=4, a=5) }}|{{ m() }}",
      "12|13|54|2"),
    Case("{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, x=2) }}", "(1,){'x': 2}"),
    Case(
      "{% macro m() %}[{{ caller(1) }}]{% endmacro %}{% call(x) m() %}<{{ x }}>{% endcall %}",
      "[<1>]"),
    Case("{% macro m(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}", "11"),
    Case(
      "{% macro m(a) %}{% endmacro %}{{ m.name }}{{ m.arguments }}{{ m.catch_kwargs }}{{ m.catch_varargs }}{{ m.caller }}",
      "m('a',)FalseFalseFalse"),
    Case("{% macro m() %}{{ x }}{% endmacro %}{% set x = 2 %}{{ m() }}", "2"),
    Case(
      "{% macro f(n) %}{{ n }}{% if n > 0 %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(3) }}",
      "3210"),
    Case(
      "{% macro a() %}{{ caller() }}{% endmacro %}{% macro b() %}{% set outer = caller %}{% call a() %}<{{ outer() }}>{% endcall %}{% endmacro %}{% call b() %}x{% endcall %}",
      "<x>"),
    Case(
      "{% macro m(a, caller=none) %}{{ a }}{% if caller %}{{ caller() }}{% endif %}{% endmacro %}{{ m(1) }}{% call m(2) %}c{% endcall %}",
      "12c"),
    Case("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(*[1]) }}{{ m(**{\"a\": 2}) }}", "12"),
    Case("{% macro m() %}x{% endmacro %}{{ m }}", "<Macro 'm'>"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
