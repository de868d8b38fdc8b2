import Testing

@testable import BroadsheetTemplates

/// What Jinja2 3.1 gives for the same templates and data.
struct NumberFiltersTests {
  @Test(arguments: [
    Case("{{ -3|abs }} {{ -1.5|abs }}", "3 1.5"),
    Case(
      "{{ 42.55|round }} {{ 42.55|round(1) }} {{ 42.55|round(1, \"floor\") }} {{ 42.51|round(1, \"ceil\") }} {{ 2.5|round }} {{ 3.5|round }} {{ 2.675|round(2) }} {{ 1234|round(-2) }}",
      "43.0 42.5 42.5 42.6 2.0 4.0 2.67 1200"),
    Case(
      "{{ \"3.7\"|int }} {{ \"x\"|int(9) }} {{ \"0x1f\"|int(base=16) }} {{ 3.9|int }} {{ \"1_000\"|int }}",
      "3 9 31 3 1000"),
    Case(
      "{{ \"1.5\"|float }} {{ \"x\"|float }} {{ \"x\"|float(2.5) }} {{ \"1e3\"|float }}",
      "1.5 0.0 2.5 1000.0"),
    Case(
      "{{ 1|filesizeformat }} {{ 300|filesizeformat }} {{ 1300000|filesizeformat }} {{ 1300000|filesizeformat(true) }}",
      "1 Byte 300 Bytes 1.3 MB 1.2 MiB"),
  ])
  func rendersAsJinja2Does(_ example: Case) throws {
    #expect(try example.render(autoescape: .off) == example.expected)
  }
}
