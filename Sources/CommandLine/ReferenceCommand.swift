import ArgumentParser
import Broadsheet

/// `broadsheet reference`: prints the tables that the documentation holds.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print the tables of the site's filters and functions.",
    shouldDisplay: false)

  func run() { Console.output(SiteReference.tables()) }
}
