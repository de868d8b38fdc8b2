// Renders a page of the folder beside this file many times, and prints bytes and microseconds a page.
// `compare.py` builds and runs it.

import BroadsheetCore
import Foundation

@main
struct Benchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    let folder = URL(fileURLWithPath: arguments[1])
    var builder = TemplateEnvironment.Builder(TemplateOptions(autoescape: .on))
    for name in ["base.html", "article.html", "macros.html"] {
      builder.addTemplate(name: name, source: Array(try Data(contentsOf: folder.appending(path: name))))
    }
    let (environment, diagnostics) = builder.build()
    for diagnostic in diagnostics { print(DiagnosticFormat.text.describe(diagnostic)) }
    let data = try Data(contentsOf: folder.appending(path: "data.json"))
    let context = value(try JSONSerialization.jsonObject(with: data))
    var out = OutputBuffer(capacity: 1 << 16)
    var best = Double.infinity
    for _ in 0..<20 {
      let start = DispatchTime.now().uptimeNanoseconds
      for _ in 0..<200 {
        out.removeAll()
        try environment.render("article.html", context: context, into: &out)
      }
      best = min(best, Double(DispatchTime.now().uptimeNanoseconds - start) / 200 / 1000)
    }
    print(out.count, best)
    if arguments.count > 2 { try Data(out.bytes()).write(to: URL(fileURLWithPath: arguments[2])) }
  }

  /// Data as the site passes it: mappings with known fields are records.
  private static func value(_ object: Any) -> Value {
    switch object {
    case let mapping as [String: Any]:
      let names = mapping.keys.sorted()
      return .record(Record(Shape(names), names.map { value(mapping[$0] ?? "") }))
    case let list as [Any]: return .list(list.map { value($0) })
    case let text as String: return .string(text)
    case let number as Int: return .int(number)
    default: return .absent
    }
  }
}
