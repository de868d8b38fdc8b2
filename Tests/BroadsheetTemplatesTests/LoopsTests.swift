import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct LoopsTests {
  @Test(arguments: [
    Case(
      "{% for i in items %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }},{% endfor %}",
      "1032TrueFalse3,2121FalseFalse3,3210FalseTrue3,"),
    Case("{% for i in e %}x{% else %}empty{% endfor %}", "empty"),
    Case("{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}", "b=1;a=[1, 2];"),
    Case("{% for k in d %}{{ k }}{% endfor %}", "ba"),
    Case("{% for (a, b), c in [((1, 2), 3)] %}{{ a }}{{ b }}{{ c }}{% endfor %}", "123"),
    Case("{% for i in items if i is odd %}{{ i }}{{ loop.length }}{% endfor %}", "1232"),
    Case("{% for i in items if i > 9 %}{{ i }}{% else %}none{% endfor %}", "none"),
    Case(
      "{% for x in tree recursive %}{{ loop.depth }}:{{ x.a }}({{ loop(x.b) }}){% endfor %}",
      "1:1(2:2())1:3()"),
    Case(
      "{% for i in items %}{{ loop.cycle(\"a\", \"b\") }}{{ loop.changed(i > 1) }}{{ loop.previtem }}{{ loop.nextitem }},{% endfor %}",
      "aTrue2,bTrue13,aFalse2,"),
    Case(
      "{% for r in [[1, 2], [3]] %}{% set outer = loop %}{% for c in r %}{{ outer.index }}.{{ loop.index }} {% endfor %}{% endfor %}",
      "1.1 1.2 2.1 "),
    Case(
      "{% for i in range(9) %}{% if i == 5 %}{% break %}{% endif %}{% if i is odd %}{% continue %}{% endif %}{{ i }}{% endfor %}",
      "024"),
    Case("{% for c in u %}{{ c }},{% endfor %}", "ä,😀,é,"),
    Case("{% for i in missing %}x{% else %}none{% endfor %}", "none"),
    Case("{% for i in items %}{% endfor %}{{ i }}", ""),
    Case("{% for i in items %}{{ i }}{% set i = i * 2 %}{{ i }},{% endfor %}", "12,24,36,"),
    Case(
      "{% for i in items %}{% for i in [i, [i]] %}{{ i }}{% endfor %}{{ i }},{% endfor %}",
      "1[1]1,2[2]2,3[3]3,"),
    Case("{% for u in users %}{% macro m() %}{{ u.name }}{% endmacro %}{{ m() }}{% endfor %}", "JoalBo"),
    Case(
      "{% macro m() %}{{ caller() }}{% endmacro %}{% for u in users %}{% call m() %}{{ u.name }}{% endcall %}{% endfor %}",
      "JoalBo"),
    Case(
      "{% set n = namespace() %}{% for u in users %}{% set n.last = u %}{% set v = u %}{% endfor %}{{ n.last.name }}{{ v }}",
      "Bo"),
    Case(
      "{% set l = [[1], [2]] %}{% for x in l %}{% set _ = l.append(x) %}{% set _ = x.append(3) %}{{ x }}{% endfor %}{{ l }}",
      "[1, 3][2, 3][[1, 3], [2, 3], [1, 3], [2, 3]]"),
    Case(
      "{% for u in users %}{% with u = u.name %}{{ u }}{% endwith %}{{ u.age }}{% endfor %}", "Jo30al5Bo30"),
    Case(
      "{% for i in range(3) %}{% for j in range(i) %}{% if j %}{% break %}{% endif %}{{ i }}{% endfor %}{% endfor %}",
      "12"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
