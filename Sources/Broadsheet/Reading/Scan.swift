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

  /// Lists `Content/`. A missing folder is an error; links that leave the site or run in circles are too.
  static func run(_ paths: SitePaths) -> Scan {
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
    // Folders still to list, with the chain of real folders above each: a link back into it is a circle.
    var pending: [(content: String, ancestors: [FileIdentity])] = [("", [])]
    while let (folder, ancestors) = pending.popLast() {
      let location = folder.isEmpty ? paths.content : paths.content + "/" + folder
      do throws(FileSystem.Failure) {
        let identity = FileIdentity(try FileSystem.status(of: location))
        if ancestors.contains(identity) {
          scan.diagnostics.append(
            Diagnostic(
              .linkOutsideSite, "this link leads back into a folder above it",
              at: SourceLocation(file: name + "/" + folder), help: "remove the link"))
          continue
        }
        var inner: [String] = []
        for (entry, found) in try FileSystem.listing(of: location) {
          guard let entry else {
            scan.diagnostics.append(
              Diagnostic(
                .invalidEncoding, "the folder holds a file whose name is not UTF-8",
                at: SourceLocation(file: folder.isEmpty ? name : name + "/" + folder), help: "rename the file"
              ))
            continue
          }
          if isIgnored(entry) { continue }
          let content = folder.isEmpty ? entry : folder + "/" + entry
          guard var status = found else { continue }
          if status.kind == .link {
            guard let target = try? FileSystem.realPath(of: location + "/" + entry),
              let followed = try? FileSystem.status(of: target)
            else {
              scan.diagnostics.append(
                Diagnostic(
                  .unreadableFile, "this link leads nowhere", at: SourceLocation(file: name + "/" + content),
                  help: "remove the link"))
              continue
            }
            guard target.hasPrefix(root + "/") || target.hasPrefix(site + "/") || target == root else {
              scan.diagnostics.append(
                Diagnostic(
                  .linkOutsideSite, "this link leads out of the site",
                  at: SourceLocation(file: name + "/" + content), help: "copy the file into the site"))
              continue
            }
            status = followed
          }
          switch status.kind {
          case .folder: inner.append(content)
          case .file: scan.add(File(path: name + "/" + content, contentPath: content, status: status))
          case .link, .other: break
          }
        }
        for content in inner.reversed() { pending.append((content, ancestors + [identity])) }
      } catch {
        scan.diagnostics.append(
          Diagnostic(
            .unreadableFile, "the folder cannot be read: \(error.reason)",
            at: SourceLocation(file: folder.isEmpty ? name : name + "/" + folder)))
      }
    }
    scan.articles.sort { FileSystem.precedes($0.path, $1.path) }
    scan.assets.sort { FileSystem.precedes($0.path, $1.path) }
    scan.sectionIndexes.sort { FileSystem.precedes($0.folder, $1.folder) }
    return scan
  }

  private mutating func add(_ file: File) {
    let name = file.name
    if name == "_index.md" || name == "_index.markdown" {
      sectionIndexes.append(file)
    } else if file.folder.isEmpty, Self.rootFiles.contains(String(name)) {
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
