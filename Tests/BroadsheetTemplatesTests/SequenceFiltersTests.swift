import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct SequenceFiltersTests {
  @Test(arguments: [
    Case(
      "{{ items|batch(2)|list }} {{ items|batch(2, 0)|list }} {{ items|slice(2)|list }} {{ items|slice(2, 0)|list }}",
      "[[1, 2], [3]] [[1, 2], [3, 0]] [[1, 2], [3]] [[1, 2], [3, 0]]"),
    Case(
      "{{ missing|default(\"x\") }}{{ \"\"|default(\"x\", true) }}{{ nothing|d(\"x\") }}",
      "xxNone"),
    Case(
      "{{ d|dictsort }} {{ {\"b\": 1, \"A\": 3}|dictsort }} {{ {\"b\": 1, \"a\": 3}|dictsort(by=\"value\", reverse=true) }}",
      "[('a', [1, 2]), ('b', 1)] [('A', 3), ('b', 1)] [('a', 3), ('b', 1)]"),
    Case("{{ items|first }}{{ items|last }}{{ e|first }}{{ e|last }}", "13"),
    Case(
      "{% for g in users|groupby(\"age\") %}{{ g.grouper }}:{{ g.list|map(attribute=\"name\")|join(\"+\") }};{% endfor %}",
      "5:al;30:Jo+Bo;"),
    Case(
      "{% for k, v in users|groupby(\"city\", default=\"?\") %}{{ k }}{{ v|length }}{% endfor %}",
      "?3"),
    Case("{{ d|items|list }}", "[('b', 1), ('a', [1, 2])]"),
    Case("{{ items|join(\"-\") }} {{ users|join(\", \", attribute=\"name\") }}", "1-2-3 Jo, al, Bo"),
    Case("{{ items|length }}{{ d|count }}{{ foo|length }}", "323"),
    Case(
      "{{ users|map(attribute=\"name\")|map(\"upper\")|list }} {{ [\"a\"]|map(\"replace\", \"a\", \"b\")|list }} {{ [{}]|map(attribute=\"x\", default=1)|list }}",
      "['JO', 'AL', 'BO'] ['b'] [1]"),
    Case(
      "{{ items|max }}{{ items|min }}{{ [\"b\", \"A\"]|min }} {{ users|max(attribute=\"age\") }} {{ e|max }}",
      "31A {'name': 'Jo', 'age': 30, 'on': True} "),
    Case(
      "{{ items|select(\"odd\")|list }} {{ items|reject(\"odd\")|list }} {{ [0, 1, \"\"]|select|list }} {{ items|select(\">\", 1)|list }}",
      "[1, 3] [2] [1] [2, 3]"),
    Case(
      "{{ users|selectattr(\"on\")|map(attribute=\"name\")|list }} {{ users|rejectattr(\"age\", \"equalto\", 5)|map(attribute=\"name\")|list }}",
      "['Jo', 'Bo'] ['Jo', 'Bo']"),
    Case(
      "{{ [3, 1, 2]|sort }} {{ [\"b\", \"A\", \"c\"]|sort }} {{ [\"b\", \"A\"]|sort(case_sensitive=true) }} {{ [1, 3, 2]|sort(reverse=true) }} {{ users|sort(attribute=\"age,name\")|map(attribute=\"name\")|list }}",
      "[1, 2, 3] ['A', 'b', 'c'] ['A', 'b'] [3, 2, 1] ['al', 'Bo', 'Jo']"),
    Case("{{ items|sum }} {{ users|sum(attribute=\"age\") }} {{ items|sum(start=10) }}", "6 65 16"),
    Case(
      "{{ [\"a\", \"A\", \"b\"]|unique|list }} {{ [\"a\", \"A\"]|unique(case_sensitive=true)|list }}",
      "['a', 'b'] ['a', 'A']"),
    Case("{{ items|reverse|list }}", "[3, 2, 1]"),
    Case(
      "{{ [1, \"a\", none, true, 1.5, {\"b\": [1]}]|tojson }} {{ {\"b\": 1, \"a\": [1, 2]}|tojson(indent=2) }} {{ \"ä\\\"<\"|tojson }}",
      "[1, \"a\", null, true, 1.5, {\"b\": [1]}] {\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": 1\n} \"\\u00e4\\\"\\u003c\""
    ),
    Case("{{ foo|attr(\"upper\") is callable }} {{ d|attr(\"b\") is defined }}", "True False"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
