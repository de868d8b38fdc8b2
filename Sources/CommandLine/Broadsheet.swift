import ArgumentParser

@main
struct BroadsheetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "broadsheet")
}
