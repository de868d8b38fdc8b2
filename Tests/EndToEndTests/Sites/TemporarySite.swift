import Broadsheet
import BroadsheetCore
import Foundation
import Testing

/// Everything that builds whole sites. One after the other: builds keep processors busy, and tests of other
/// suites wait for theirs.
@Suite("Sites", .serialized) struct SiteTests {}

/// A site in a folder of its own, which goes when the test ends.
final class TemporarySite: Sendable {
  /// The clock of these tests, unless one says otherwise.
  static let now = "2026-04-01T09:00:00Z"

  /// The site's folder.
  let root: String
  private let work: String

  /// Makes a site of files: text by path.
  init(_ files: [String: String] = [:]) throws {
    work = FileManager.default.temporaryDirectory.path + "/broadsheet-site-\(UUID().uuidString)"
    root = work + "/site"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    for (path, text) in files { try write(path, Array(text.utf8)) }
  }

  /// Copies a site of `Tests/Sites`.
  init(named name: String) throws {
    work = FileManager.default.temporaryDirectory.path + "/broadsheet-site-\(UUID().uuidString)"
    root = work + "/site"
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.folder + "/" + name, toPath: root)
  }

  deinit { try? FileManager.default.removeItem(atPath: work) }

  /// `Tests/Sites`, found from this file.
  static let folder =
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/Sites"

  /// Writes a file of the site.
  func write(_ path: String, _ bytes: [UInt8]) throws {
    let target = root + "/" + path
    try FileManager.default.createDirectory(
      atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: target))
  }

  /// Writes a text file of the site.
  func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

  /// Makes a symbolic link.
  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: root + "/" + path, withDestinationPath: target)
  }

  /// Builds the site.
  func build(_ change: (inout BuildOptions) -> Void = { _ in }) async -> BuildReport {
    var options = BuildOptions(root: root)
    options.now = Self.now
    options.jobs = 1
    change(&options)
    return await Build(options).run()
  }

  /// One file of the output as text.
  func output(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: root + "/Output/" + path)), as: UTF8.self)
  }

  /// Whether a file is in the output.
  func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/Output/" + path) }

  /// Everything below a folder of the site, by path.
  func files(below folder: String = "Output") -> [String: Data] {
    let base = root + "/" + folder
    var files: [String: Data] = [:]
    for name in FileManager.default.enumerator(atPath: base) ?? NSEnumerator() {
      guard let name = name as? String, let data = FileManager.default.contents(atPath: base + "/" + name)
      else { continue }
      files[name] = data
    }
    return files
  }

  /// Whether a word stands in any byte or name of the output.
  func mentions(_ word: String) -> Bool {
    files().contains { $0.key.contains(word) || $0.value.range(of: Data(word.utf8)) != nil }
  }

  /// What lies beside the site's folder: nothing may.
  var beside: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: work)) ?? []).filter { $0 != "site" }
  }
}

extension BuildReport {
  /// Code, severity, file and line of each diagnostic, as a test writes them: `error BS0205 Content/a.md:3`.
  var findings: [String] {
    diagnostics.map { diagnostic in
      var text = "\(diagnostic.severity.rawValue) \(diagnostic.code.rawValue)"
      if let location = diagnostic.location {
        text += " \(location.file)" + (location.line > 0 ? ":\(location.line)" : "")
      }
      return text
    }
  }

  /// All there is to read, for a test's message.
  var told: String {
    diagnostics.map { DiagnosticFormat.text.describe($0, colour: false) }.joined(separator: "\n")
  }
}
