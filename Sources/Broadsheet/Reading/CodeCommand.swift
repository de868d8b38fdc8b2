import BroadsheetCore
import BroadsheetMarkdown
import Foundation

/// Colours code with a program that the site chooses: it reads the code and prints HTML. It is never run through
/// a shell, and what it does not manage within a time stays as it is.
enum CodeCommand {
  /// What stands for the language among the arguments.
  private static let placeholder = "{language}"
  /// So many seconds a program has for one piece of code.
  private static let patience = 20.0

  /// The highlighter of a site; a warning where its program is not there.
  static func highlighter(of site: SiteConfiguration) -> (CodeHighlighter?, [Diagnostic]) {
    guard let program = site.codeCommand.first else { return (nil, []) }
    guard let executable = find(program) else {
      return (
        nil,
        [
          Diagnostic(
            .missingTool, .warning, "`\(program)` is not installed, or not in PATH",
            at: SourceLocation(file: "Site.yaml"),
            help: "install it, or remove `markdown.code_command`; code that it would colour stays plain")
        ]
      )
    }
    let arguments = Array(site.codeCommand.dropFirst())
    let identity = site.codeCommand.joined(separator: "\u{0}")
    return (
      CodeHighlighter(identity: identity) { language, code in
        // A language's name is a word; anything else could be an option of the program.
        guard language.utf8.allSatisfy({ $0.isLanguageByte }), language.first?.isLetter ?? false else {
          return nil
        }
        return run(executable, arguments.map { $0.replacing(placeholder, with: language) }, code)
      }, []
    )
  }

  private static func run(_ executable: String, _ arguments: [String], _ code: [UInt8]) -> [UInt8]? {
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("broadsheet-code-\(UUID().uuidString)")
    let (input, output) = (scratch.appendingPathComponent("in"), scratch.appendingPathComponent("out"))
    do {
      try FileManager.default.createDirectory(
        at: scratch, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      defer { try? FileManager.default.removeItem(at: scratch) }
      // Files rather than pipes, so that no side ever waits for the other.
      try Data(code).write(to: input)
      try Data().write(to: output)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: executable)
      process.arguments = arguments
      process.standardInput = try FileHandle(forReadingFrom: input)
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = FileHandle.nullDevice
      let ended = DispatchSemaphore(value: 0)
      process.terminationHandler = { _ in ended.signal() }
      try process.run()
      guard ended.wait(timeout: .now() + patience) == .success else {
        kill(process.processIdentifier, SIGKILL)
        return nil
      }
      guard process.terminationReason == .exit, process.terminationStatus == 0 else { return nil }
      return Array(try Data(contentsOf: output))
    } catch {
      return nil
    }
  }

  private static func find(_ program: String) -> String? {
    let places = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    let candidates =
      program.contains("/") ? [program] : places.split(separator: ":").map { "\($0)/\(program)" }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

extension UInt8 {
  fileprivate var isLanguageByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
