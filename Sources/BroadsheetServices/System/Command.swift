import BroadsheetCore
import Foundation

/// One call of an outside program: arguments as they are, never through a shell.
struct Command {
  /// The program's name, looked for along `PATH`.
  var program: String
  var arguments: [String]
  /// The folder to run in.
  var folder: String
  /// Variables of the environment to set, or, where nil, to remove.
  var environment: [String: String?] = [:]
  /// What the program reads from its standard input.
  var input = Data()

  /// What a program gave back.
  struct Result {
    var status: Int32
    var output: Data
    var errors: String

    /// The output as text, without white space around it.
    var text: String {
      String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  /// Runs the program and waits for its end; a status other than 0 is no error here.
  ///
  /// The three streams are files rather than pipes, so that no side ever waits for the other.
  func run() throws(Diagnostic) -> Result {
    guard let executable = Self.find(program) else {
      throw Diagnostic(
        .missingTool, "`\(program)` is not installed, or not in PATH",
        help: "install \(program) and try again")
    }
    do {
      let scratch = FileManager.default.temporaryDirectory
        .appendingPathComponent("broadsheet-\(UUID().uuidString)")
      try FileManager.default.createDirectory(
        at: scratch, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      defer { try? FileManager.default.removeItem(at: scratch) }
      let names = ["input", "output", "errors"].map { scratch.appendingPathComponent($0) }
      try input.write(to: names[0])
      for name in names.dropFirst() { try Data().write(to: name) }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: executable)
      process.arguments = arguments
      process.currentDirectoryURL = URL(fileURLWithPath: folder)
      process.environment = environment.reduce(into: ProcessInfo.processInfo.environment) {
        $0[$1.key] = $1.value
      }
      process.standardInput = try FileHandle(forReadingFrom: names[0])
      process.standardOutput = try FileHandle(forWritingTo: names[1])
      process.standardError = try FileHandle(forWritingTo: names[2])
      try process.run()
      process.waitUntilExit()
      return Result(
        status: process.terminationStatus, output: try Data(contentsOf: names[1]),
        errors: String(decoding: try Data(contentsOf: names[2]), as: UTF8.self))
    } catch {
      throw Diagnostic(.publishFailed, "`\(program)` cannot be run: \(error.localizedDescription)")
    }
  }

  private static func find(_ program: String) -> String? {
    let places = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return places.split(separator: ":").lazy.map { "\($0)/\(program)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
