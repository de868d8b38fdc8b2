import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct ExpressionsTests {
  @Test(arguments: [
    Case("{{ 1 + 2 * 3 ** 2 // 4 % 5 }}", "5"),
    Case(
      "{{ 7 / 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 % -3 }} {{ 2 ** -1 }} {{ 7 // 2.0 }} {{ -7 % 2.5 }}",
      "3.5 -4 2 -2 0.5 3.0 0.5"),
    Case("{{ 2 ** 3 ** 2 }} {{ -2 ** 2 }}", "64 4"),
    Case("{{ 1 < 2 < 3 }} {{ 4 < 2 < 3 }} {{ 1 == 1.0 == true }}", "True False True"),
    Case(
      "{{ 1 in items }} {{ 5 not in items }} {{ \"a\" in \"bar\" }} {{ \"a\" in d }}",
      "True True True True"),
    Case(
      "{{ not t }} {{ not missing }} {{ t and n }} {{ 0 or \"x\" }} {{ not 1 == 2 }}",
      "False True 42 x True"),
    Case(
      "{{ \"a\" if t else \"b\" }}{{ \"c\" if false }}{{ 1 if false else 2 if false else 3 }}",
      "a3"),
    Case("{{ 1 ~ \"a\" ~ none ~ 1.5 }}", "1aNone1.5"),
    Case(
      "{{ \"ab\" * 2 }} {{ [1] * 2 }} {{ [1] + [2] }} {{ (1,) + (2,) }}",
      "abab [1, 1] [1, 2] (1, 2)"),
    Case("{{ foo[0] }}{{ foo[-1] }}{{ foo[9] }}{{ u[1] }}", "br😀"),
    Case(
      "{{ items[1:] }} {{ items[::-1] }} {{ items[:-1] }} {{ \"abcdef\"[1:5:2] }} {{ u[::-1] }}",
      "[2, 3] [3, 2, 1] [1, 2] bd é😀ä"),
    Case("{{ d.a[1] }} {{ d[\"b\"] }} {{ users.0.name }} {{ users[0][\"name\"] }}", "2 1 Jo Jo"),
    Case("{{ true + 1 }} {{ 1 + 1.5 }} {{ 3 * 1.0 }}", "2 2.5 3.0"),
    Case(
      "{{ \"a\" < \"b\" }} {{ [1, 2] < [1, 3] }} {{ [1] == [1.0] }} {{ {\"a\": 1} == {\"a\": 1} }}",
      "True True True True"),
    Case("{{ -n }} {{ +n }} {{ -1|abs }}", "-42 42 1"),
    Case("{{ {\"a\": 1, 2: \"b\"} }} {{ {\"a\": 1}.a }}", "{'a': 1, 2: 'b'} 1"),
    Case(
      "{{ \"%s-%05.2f-%x-%-4d|%%\" % (\"a\", 2.5, 255, 7) }} {{ \"%(a)s\" % {\"a\": 1} }}",
      "a-02.50-ff-7   |% 1"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
