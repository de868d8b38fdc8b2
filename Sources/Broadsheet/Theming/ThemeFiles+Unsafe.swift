import BroadsheetCore
import CTheme

/// The files of a theme: the default one, which the executable carries, and a site's own, which override it
/// file by file.
struct ThemeFiles: Sendable {
  /// One file.
  struct File: Sendable {
    /// The path for messages.
    var path: String
    var bytes: [UInt8]
  }

  /// By path below `Templates/`.
  private(set) var files: [String: File] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// A fingerprint of all names and contents.
  var print: ContentHash {
    var print = Fingerprint()
    for (name, file) in files.sorted(by: { FileSystem.precedes($0.key, $1.key) }) {
      print.add(name)
      print.add(ContentHash(file.bytes.span))
    }
    return print.value
  }

  /// The default theme alone.
  init() {
    guard let table = unsafe theme_file_list() else { return }
    for index in 0..<theme_file_count() {
      let file = unsafe table[index]
      guard let path = unsafe file.path.map({ unsafe String(cString: $0) }) else { continue }
      files[path] = File(
        path: "Templates/\(path)",
        bytes: unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.count)))
    }
  }

  /// The default theme with the files of `folder` over it.
  init(overriddenBy folder: String, relativeTo paths: SitePaths) {
    self.init()
    add(folder, prefix: "", paths, depth: 0)
  }

  private static let maximalDepth = 8

  private mutating func add(_ folder: String, prefix: String, _ paths: SitePaths, depth: Int) {
    for case let name? in (try? FileSystem.entries(of: folder)) ?? []
    where !name.hasPrefix(".") && !name.hasSuffix("~") {
      let location = folder + "/" + name
      guard let status = try? FileSystem.status(of: location, followingLinks: false) else { continue }
      if status.kind == .folder, depth < Self.maximalDepth {
        add(location, prefix: prefix + name + "/", paths, depth: depth + 1)
      } else if status.kind == .file {
        let path = paths.relative(location)
        do throws(Diagnostic) {
          let isText = !prefix.hasPrefix("assets/")
          let bytes = isText ? try SourceText.read(location, path: path).bytes : try Files.read(location)
          files[prefix + name] = File(path: path, bytes: bytes)
        } catch {
          diagnostics.append(error)
        }
      }
    }
  }
}
