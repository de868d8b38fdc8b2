import BroadsheetCore
import Testing

@testable import BroadsheetTemplates

/// A template and what it renders to.
struct Case: Sendable, CustomTestStringConvertible {
  let template: String
  let expected: String

  init(_ template: String, _ expected: String) {
    self.template = template
    self.expected = expected
  }

  var testDescription: String { template }

  /// Renders the template with ``data``, beside ``templates``.
  func render(autoescape: TemplateOptions.Autoescape) throws(Diagnostic) -> String {
    try renderTemplate(template, options: TemplateOptions(autoescape: autoescape))
  }

  /// The data of all cases.
  static let data: [String: Value] = [
    "foo": "bar",
    "n": 42,
    "f": 1.5,
    "items": [1, 2, 3],
    "d": ["b": 1, "a": [1, 2]],
    "s": "<b>x</b>",
    "users": [
      ["name": "Jo", "age": 30, "on": true], ["name": "al", "age": 5, "on": false],
      ["name": "Bo", "age": 30, "on": true],
    ],
    "nothing": .none,
    "t": true,
    "tree": [["a": 1, "b": [["a": 2, "b": []]]], ["a": 3, "b": []]],
    "e": [],
    "text": "The quick brown fox jumps over the lazy dog",
    "u": "ä😀é",
  ]

  /// The templates that cases may include, import and extend.
  static let templates: [String: String] = [
    "inc":
      "[{{ foo }}|{{ x }}]",
    "mac":
      "{% macro m(a, b=2) %}{{ a }}-{{ b }}{% endmacro %}{% macro ctx() %}{{ foo }}{% endmacro %}{% set v = 5 %}{% set _hidden = 6 %}body",
    "base":
      "<{% block head %}H{% endblock %}|{% block body %}B{% block inner %}I{% endblock %}{% endblock %}>",
    "mid":
      "{% extends \"base\" %}{% block head %}M{{ super() }}{% endblock %}",
    "list":
      "{% for i in items %}{% block item scoped %}{{ i }}{% endblock %}{% endfor %}",
    "need":
      "{% block must required %}{# fill in #}{% endblock %}",
  ]
}

/// Renders one template with the data and the templates of ``Case``, or others.
func renderTemplate(
  _ template: String, data: [String: Value] = Case.data, templates: [String: String] = Case.templates,
  options: TemplateOptions = TemplateOptions(autoescape: .off),
  configure: (inout TemplateEnvironment.Builder) -> Void = { _ in }
) throws(Diagnostic) -> String {
  var builder = TemplateEnvironment.Builder(options)
  configure(&builder)
  for (name, source) in templates { builder.addTemplate(name: name, source: Array(source.utf8)) }
  builder.addTemplate(name: "main.html", source: Array(template.utf8), file: "Templates/main.html")
  let environment = builder.build().environment
  var out = OutputBuffer()
  try environment.render("main.html", context: data, into: &out)
  return out.string()
}

/// Renders a template that must fail, and gives the diagnostic.
func failure(
  _ template: String, data: [String: Value] = Case.data, templates: [String: String] = Case.templates,
  options: TemplateOptions = TemplateOptions(autoescape: .off)
) -> Diagnostic? {
  do {
    let text = try renderTemplate(template, data: data, templates: templates, options: options)
    Issue.record("rendered \(text)")
    return nil
  } catch {
    return error
  }
}
