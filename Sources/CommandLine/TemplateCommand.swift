import ArgumentParser
import Broadsheet
import BroadsheetCore
import BroadsheetTemplates

extension TemplateEnvironment.Stage: ExpressibleByArgument {}

/// `broadsheet template`
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Render one template with data from a file.",
    discussion: """
      Undefined values print nothing, as in Jinja2, unless --strict-undefined. Standard output is exactly the
      rendering.

      Examples:
        broadsheet template page.html --data page.json
        broadsheet template Templates/article.html --templates Templates --data article.yaml
      """)

  @Argument(help: "The template.")
  var file: String

  @Option(name: .long, help: "A JSON, YAML or TOML file with the variables.")
  var data: String?

  @Option(name: .long, help: "A folder of templates to extend, include and import.")
  var templates: String?

  @Flag(name: .customLong("no-autoescape"), help: "Print values as they are.")
  var noAutoescape = false

  @Flag(name: .long, help: "Printing or reaching into an undefined value is an error.")
  var strictUndefined = false

  @Option(name: .long, help: "Print a stage of compiling instead: tokens, tree or program.")
  var debugDump: TemplateEnvironment.Stage?

  func run() throws {
    var folder = templates
    while let path = folder, path.count > 1, path.hasSuffix("/") { folder = String(path.dropLast()) }
    let options = TemplateOptions(
      autoescape: noAutoescape ? .off : .byFileEnding, strictUndefined: strictUndefined)
    let template = SingleTemplate(file: file, data: data, folder: folder, options: options)
    do {
      Console.output(try debugDump.map { Array(try template.dump($0).utf8) } ?? template.render())
    } catch let error as Diagnostic {
      Console.report([error], as: .text)
      Console.exit(1)
    }
  }
}
