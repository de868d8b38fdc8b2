import BroadsheetCore

/// What lies in a site's folders: the first stage of a build.
struct Scan: Sendable {
  /// One file under `Content/`.
  struct File: Sendable, Hashable {
    /// The path relative to the site, such as `Content/world/a.md`.
    var path: String
    /// The path relative to `Content/`.
    var contentPath: String
    var status: FileSystem.Status

    /// The folder in `Content/`, without a slash at the end; empty at the top.
    var folder: String {
      contentPath.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(contentPath[..<$0]) } ?? ""
    }

    /// The name without its folder.
    var name: Substring {
      contentPath.utf8.lastIndex(of: UInt8(ascii: "/")).map { contentPath[contentPath.index(after: $0)...] }
        ?? contentPath[...]
    }
  }

  /// Articles and plain pages, by path.
  var articles: [File] = []
  /// `_index.md` files, by path, outer ones first.
  var sectionIndexes: [File] = []
  /// Everything else, by path.
  var assets: [File] = []
  var diagnostics: [Diagnostic] = []
  /// When listing began, in nanoseconds since 1970.
  var moment = SystemClock.nanoseconds

  /// A folder that is still to be listed, with the chain of real folders above it: a link back into that is a
  /// circle.
  private struct Folder: Sendable {
    var content: String
    var ancestors: [FileIdentity]
  }

  /// Lists `Content/`, the folders of each level at once. A missing folder is an error; links that leave the site
  /// or run in circles are too.
  static func run(_ paths: SitePaths, jobs: Int) async -> Scan {
    var scan = Scan()
    let name = paths.relative(paths.content)
    guard let root = try? FileSystem.realPath(of: paths.content),
      let site = try? FileSystem.realPath(of: paths.root)
    else {
      scan.diagnostics.append(
        Diagnostic(
          .noContent, "there is no folder `\(name)`", at: SourceLocation(file: name),
          help: "make it and put articles (`.md`, `.txt`) into it, or run `broadsheet new DIR`"))
      return scan
    }
    let lister = Lister(location: paths.content, name: name, root: root, site: site)
    var level = [Folder(content: "", ancestors: [])]
    while !level.isEmpty {
      let folders = level
      let parts = await Parallel.map(folders.count, chunk: 1, jobs: jobs, start: {}) { range, _ in
        lister.list(folders[range.lowerBound])
      }
      level = parts.flatMap(\.folders)
      for part in parts {
        scan.articles += part.scan.articles
        scan.sectionIndexes += part.scan.sectionIndexes
        scan.assets += part.scan.assets
        scan.diagnostics += part.scan.diagnostics
      }
    }
    scan.articles = inOrder(scan.articles)
    scan.assets = inOrder(scan.assets)
    scan.sectionIndexes.sort { FileSystem.precedes($0.folder, $1.folder) }
    return scan
  }

  /// Files by path. What is sorted are numbers: files are large, and moving one counts its references.
  private static func inOrder(_ files: [File]) -> [File] {
    let paths = files.map(\.path)
    // Folders are listed in order, each with its files in order: seldom does one belong between others.
    if paths.indices.dropFirst().allSatisfy({ !FileSystem.precedes(paths[$0], paths[$0 - 1]) }) {
      return files
    }
    return paths.indices.sorted { FileSystem.precedes(paths[$0], paths[$1]) }.map { files[$0] }
  }

  /// Lists one folder at a time.
  private struct Lister: Sendable {
    /// `Content/` on disk, and its name in messages.
    var location: String
    var name: String
    /// The real paths of `Content/` and of the site.
    var root: String
    var site: String

    func list(_ folder: Folder) -> (scan: Scan, folders: [Folder]) {
      var scan = Scan(moment: 0)
      var folders: [Folder] = []
      let place = folder.content.isEmpty ? location : location + "/" + folder.content
      let file = folder.content.isEmpty ? name : name + "/" + folder.content
      do throws(FileSystem.Failure) {
        let identity = FileIdentity(try FileSystem.status(of: place))
        if folder.ancestors.contains(identity) {
          scan.diagnostics.append(
            Diagnostic(
              .linkOutsideSite, "this link leads back into a folder above it",
              at: SourceLocation(file: file), help: "remove the link"))
          return (scan, [])
        }
        for (entry, found) in try FileSystem.listing(of: place) {
          guard let entry else {
            scan.diagnostics.append(
              Diagnostic(
                .invalidEncoding, "the folder holds a file whose name is not UTF-8",
                at: SourceLocation(file: file), help: "rename the file"))
            continue
          }
          if Scan.isIgnored(entry) { continue }
          let content = folder.content.isEmpty ? entry : folder.content + "/" + entry
          guard var status = found else { continue }
          if status.kind == .link {
            switch follow(place + "/" + entry, file: name + "/" + content) {
            case .success(let target): status = target
            case .failure(let problem):
              scan.diagnostics.append(problem)
              continue
            }
          }
          switch status.kind {
          case .folder: folders.append(Folder(content: content, ancestors: folder.ancestors + [identity]))
          case .file: scan.add(File(path: name + "/" + content, contentPath: content, status: status))
          case .link, .other: break
          }
        }
      } catch {
        scan.diagnostics.append(
          Diagnostic(
            .unreadableFile, "the folder cannot be read: \(error.reason)", at: SourceLocation(file: file)))
      }
      scan.articles = Scan.inOrder(scan.articles)
      scan.assets = Scan.inOrder(scan.assets)
      return (scan, folders.sorted { FileSystem.precedes($0.content, $1.content) })
    }

    /// What a link leads to, if that lies in the site.
    private func follow(_ link: String, file: String) -> Result<FileSystem.Status, Diagnostic> {
      guard let target = try? FileSystem.realPath(of: link),
        let followed = try? FileSystem.status(of: target)
      else {
        return .failure(
          Diagnostic(
            .unreadableFile, "this link leads nowhere", at: SourceLocation(file: file),
            help: "remove the link"))
      }
      guard target.hasPrefix(root + "/") || target.hasPrefix(site + "/") || target == root else {
        return .failure(
          Diagnostic(
            .linkOutsideSite, "this link leads out of the site", at: SourceLocation(file: file),
            help: "copy the file into the site"))
      }
      return .success(followed)
    }
  }

  private mutating func add(_ file: File) {
    let name = file.name
    if name == "_index.md" || name == "_index.markdown" {
      sectionIndexes.append(file)
    } else if name.utf8.count == file.contentPath.utf8.count, Self.rootFiles.contains(String(name)) {
      assets.append(file)
    } else if name.hasSuffix(".md") || name.hasSuffix(".markdown") || name.hasSuffix(".txt") {
      articles.append(file)
    } else {
      assets.append(file)
    }
  }

  /// Text files that belong to the root of a site as they are, though other `.txt` files are articles.
  private static let rootFiles: Set<String> = [
    "robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "llms.txt", "security.txt", "trust.txt",
  ]

  /// Editors' and systems' own files.
  private static func isIgnored(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasSuffix("~") || name.hasPrefix("#") || name == "Thumbs.db"
  }

  private struct FileIdentity: Hashable {
    var device: UInt64
    var inode: UInt64

    init(_ status: FileSystem.Status) {
      device = status.device
      inode = status.inode
    }
  }
}
