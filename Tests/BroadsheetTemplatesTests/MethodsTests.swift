import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct MethodsTests {
  @Test(arguments: [
    Case(
      "{{ \"a,b,c\".split(\",\") }}{{ \"a,b,c\".split(\",\", 1) }}{{ \"a,b,c\".rsplit(\",\", 1) }}{{ \" a  b \".split() }}",
      "['a', 'b', 'c']['a', 'b,c']['a,b', 'c']['a', 'b']"),
    Case("{{ \" x \".strip() }}|{{ \"xxa\".lstrip(\"x\") }}|{{ \"a  \".rstrip() }}", "x|a|a"),
    Case(
      "{{ \"abcabc\".find(\"c\") }}{{ \"abcabc\".rfind(\"c\") }}{{ \"abc\".find(\"x\") }}{{ \"abcabc\".count(\"bc\") }}{{ \"abc\".index(\"b\", 1) }}",
      "25-121"),
    Case("{{ \"abc\".startswith(\"ab\") }}{{ \"abc\".endswith((\"x\", \"bc\")) }}", "TrueTrue"),
    Case("{{ \"-\".join([\"a\", \"b\"]) }}", "a-b"),
    Case(
      "{{ \"ab\".ljust(4) }}|{{ \"ab\".rjust(4, \"*\") }}|{{ \"ab\".center(5, \"*\") }}|{{ \"-7\".zfill(4) }}",
      "ab  |**ab|**ab*|-007"),
    Case(
      "{{ \"hello world\".title() }}{{ \"it's\".title() }}{{ \"aBc\".swapcase() }}",
      "Hello WorldIt'SAbC"),
    Case(
      "{{ \"a=b=c\".partition(\"=\") }}{{ \"a=b=c\".rpartition(\"=\") }}{{ \"a\".partition(\"=\") }}",
      "('a', '=', 'b=c')('a=b', '=', 'c')('a', '', '')"),
    Case("{{ \"ab\ncd\".splitlines() }}{{ \"prefix\".removeprefix(\"pre\") }}", "['ab', 'cd']fix"),
    Case(
      "{{ \"{} {1} {x}\".format(1, 2, x=3) if false else \"{0} {1} {x}\".format(1, 2, x=3) }} {{ \"{:>5}|{:<5}|{:^5}|{:05.1f}|{:,}|{!r}\".format(\"a\", \"b\", \"c\", 2.55, 1234567, \"q\") }}",
      "1 2 3     a|b    |  c  |002.5|1,234,567|'q'"),
    Case(
      "{{ \"12\".isdigit() }}{{ \"ab\".isalpha() }}{{ \"a1\".isalnum() }}{{ \" \".isspace() }}{{ \"aB\".islower() }}",
      "TrueTrueTrueTrueFalse"),
    Case(
      "{{ d.keys()|list }}{{ d.values()|list }}{{ d.items() }}{{ d.get(\"x\", 5) }}{{ d.get(\"x\") }}",
      "['b', 'a'][1, [1, 2]]dict_items([('b', 1), ('a', [1, 2])])5None"),
    Case("{{ items.index(2) }}{{ items.count(1) }}", "11"),
    Case(
      "{% set l = [3, 1] %}{% do l.extend([2]) %}{% do l.insert(0, 9) %}{{ l }}{{ l.pop() }}{{ l }}{% do l.sort() %}{{ l }}{% do l.reverse() %}{{ l }}",
      "[9, 3, 1, 2]2[9, 3, 1][1, 3, 9][9, 3, 1]"),
    Case(
      "{% set m = {\"a\": 1} %}{% do m.update({\"b\": 2}) %}{% do m.update(c=3) %}{{ m }}{{ m.pop(\"a\") }}{{ m.setdefault(\"z\", 7) }}{{ m }}",
      "{'a': 1, 'b': 2, 'c': 3}17{'b': 2, 'c': 3, 'z': 7}"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
