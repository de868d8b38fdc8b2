import Broadsheet
import BroadsheetCore
import Foundation

/// Publishes into a branch of a git repository, such as `gh-pages`: one commit whose tree is the site, on top
/// of what is there, pushed without force.
///
/// Objects are written straight from the output folder; no work tree, index or checked-out branch is touched.
struct GitTarget {
  private let target: SiteConfiguration.Target
  private let listing: OutputListing
  private let site: String
  private let state: String

  init(_ target: SiteConfiguration.Target, listing: OutputListing, paths: SitePaths) throws(Diagnostic) {
    self.target = target
    self.listing = listing
    site = Disk.realPath(paths.root)
    state = Disk.realPath(paths.state) + "/publish"
    guard !target.path.isEmpty, !target.path.hasPrefix("-") else {
      throw Diagnostic(.unsafeTarget, "`\(target.path)` is not the address of a repository")
    }
    // Git reads lists of files line by line.
    if let path = listing.files.first(where: { $0.utf8.contains { $0 < 0x20 } }) {
      throw Diagnostic(.notPublishable, "the name of `\(path)` holds a control character")
    }
  }

  /// Where the commit goes: a repository to work in, and the remote to push to, nil for the repository itself.
  private struct Route {
    var repository: GitRepository
    var remote: String?
    /// Whether the repository is only ours, so that history is not needed.
    var isPrivate: Bool
    var isSiteRepository: Bool
  }

  func publish(dryRun: Bool) throws(Diagnostic) -> PublishSummary {
    try Disk.makeFolders(state)
    let route = try route()
    let repository = route.repository
    guard try repository.attempt(["check-ref-format", "--branch", target.branch]).status == 0 else {
      throw Diagnostic(.unsafeTarget, "`\(target.branch)` cannot be the name of a branch")
    }
    let parent = try parent(route)
    let before = try parent.map { commit throws(Diagnostic) in try repository.files(of: commit) } ?? [:]
    try check(before, route)
    let files = try entries(repository, before)
    var summary = PublishSummary(
      target: target.name,
      destination: "branch \(target.branch) of \(target.path == "." ? "this repository" : target.path)",
      isDryRun: dryRun, notes: listing.notes)
    for (path, entry) in files {
      guard let old = before[path] else {
        summary.added.append(path)
        continue
      }
      if old == entry { summary.unchanged += 1 } else { summary.changed.append(path) }
    }
    summary.removed = before.keys.filter { files[$0] == nil }
    for list in [\PublishSummary.added, \.changed, \.removed] {
      summary[keyPath: list].sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    if dryRun || summary.isUpToDate { return summary }

    try store(summary.added + summary.changed, in: repository)
    let commit = try commit(files, on: parent, in: repository)
    try push(commit, over: parent, route)
    summary.commit = commit
    return summary
  }

  /// `.` is the repository that the site lies in, with its remote `origin` where it has one; the name of
  /// another of its remotes is that remote; everything else is a repository's address.
  private func route() throws(Diagnostic) -> Route {
    let index = "\(state)/\(target.name.utf8.map { String($0, radix: 16) }.joined()).index"
    let own = GitRepository(folder: site, index: index)
    let isInRepository = try own.attempt(["rev-parse", "--git-dir"]).status == 0
    let remotes = isInRepository ? try own.git(["remote"]).text.split(separator: "\n").map { String($0) } : []
    if target.path == "." {
      guard isInRepository else {
        throw Diagnostic(
          .publishFailed, "the site does not lie in a git repository",
          help: "run `git init` in it, or give the target a `repository`")
      }
      return Route(
        repository: own, remote: remotes.contains("origin") ? "origin" : nil, isPrivate: false,
        isSiteRepository: true)
    }
    if remotes.contains(target.path) {
      return Route(repository: own, remote: target.path, isPrivate: false, isSiteRepository: true)
    }
    let local = Publisher.resolve(target.path, paths: SitePaths(root: site))
    let address = Disk.kind(of: local) == .folder ? Disk.realPath(local) : target.path
    let folder = "\(state)/repository-\(ContentHash(address).hexadecimal.prefix(12)).git"
    if Disk.kind(of: folder) == nil {
      let shell = GitRepository(folder: state, index: index)
      try shell.git(["init", "--quiet", "--bare", "--", folder])
    }
    return Route(
      repository: GitRepository(folder: folder, index: index), remote: address, isPrivate: true,
      isSiteRepository: false)
  }

  /// The commit to build on: what the branch holds there, now.
  private func parent(_ route: Route) throws(Diagnostic) -> String? {
    guard let remote = route.remote else {
      let result = try route.repository.attempt(
        ["rev-parse", "--verify", "--quiet", "refs/heads/\(target.branch)^{commit}"])
      return result.status == 0 ? result.text : nil
    }
    guard let tip = try route.repository.tip(of: target.branch, at: remote) else { return nil }
    try route.repository.fetch(tip, branch: target.branch, from: remote, shallow: route.isPrivate)
    return tip
  }

  /// Refuses a branch that is not there for a published site: its files would all be replaced.
  private func check(_ files: [String: GitRepository.Entry], _ route: Route) throws(Diagnostic) {
    if route.isSiteRepository {
      let checkedOut = try route.repository.git(["worktree", "list", "--porcelain"]).text
      if checkedOut.split(separator: "\n").contains("branch refs/heads/\(target.branch)") {
        throw Diagnostic(
          .unsafeTarget, "the branch `\(target.branch)` is checked out in this repository",
          help: "publish to a branch that holds nothing but the site, such as gh-pages")
      }
    }
    let isSite = files["index.html"] != nil && files["Site.yaml"] == nil
    guard files.isEmpty || isSite || Set(files.keys).isSubset(of: Self.harmless) else {
      throw Diagnostic(
        .unsafeTarget, "the branch `\(target.branch)` holds files, but no published site",
        help: "publish to another branch, such as gh-pages, or empty this one")
    }
  }

  /// Files that a host, or a person who makes a repository, puts into an empty branch.
  private static let harmless: Set<String> = ["CNAME", ".nojekyll", "README.md", "LICENSE", ".gitignore"]

  /// The tree to be: the output, `.nojekyll`, and `CNAME` for a domain. A `CNAME` that the host put there
  /// stays where no domain is set.
  private func entries(
    _ repository: GitRepository, _ before: [String: GitRepository.Entry]
  ) throws(Diagnostic) -> [String: GitRepository.Entry] {
    let names = try repository.hash(listing.files.map { listing.folder + "/" + $0 }, storing: false)
    var files: [String: GitRepository.Entry] = [:]
    files.reserveCapacity(names.count + 2)
    for (path, name) in zip(listing.files, names) { files[path] = .init(mode: Self.mode, object: name) }
    for (path, text) in additions {
      files[path] = .init(mode: Self.mode, object: try repository.hash(text: text, storing: false))
    }
    if files["CNAME"] == nil { files["CNAME"] = before["CNAME"] }
    return files
  }

  /// Files that hosts look for, which the output does not hold.
  private var additions: [String: String] {
    var additions: [String: String] = [:]
    if !listing.files.contains(".nojekyll") { additions[".nojekyll"] = "" }
    if let domain = target.domain { additions["CNAME"] = domain + "\n" }
    return additions
  }

  /// Puts the contents of new and changed files into the repository; it has all others.
  private func store(_ paths: [String], in repository: GitRepository) throws(Diagnostic) {
    let additions = additions
    _ = try repository.hash(
      paths.filter { additions[$0] == nil }.map { listing.folder + "/" + $0 }, storing: true)
    for path in paths {
      if let text = additions[path] { _ = try repository.hash(text: text, storing: true) }
    }
  }

  private static let mode = "100644"

  private func commit(
    _ files: [String: GitRepository.Entry], on parent: String?, in repository: GitRepository
  ) throws(Diagnostic) -> String {
    let tree = try repository.writeTree(files)
    var arguments = ["commit-tree", tree]
    if let parent { arguments += ["-p", parent] }
    let result = try repository.attempt(arguments, input: Data(try message().utf8))
    guard result.status == 0 else {
      var failure = GitRepository.failure(arguments, result)
      if result.errors.contains("user.email") {
        failure.help = "tell git who you are: git config --global user.name …, user.email …"
      }
      throw failure
    }
    return result.text
  }

  /// Names the commit that the site was built from, where there is one.
  private func message() throws(Diagnostic) -> String {
    let own = GitRepository(folder: site, index: state + "/unused.index")
    let head = try own.attempt(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])
    guard head.status == 0 else { return "Publish the site\n" }
    return "Publish \(head.text.prefix(10))\n\nSource: \(head.text)\n"
  }

  private func push(_ commit: String, over parent: String?, _ route: Route) throws(Diagnostic) {
    let reference = "refs/heads/" + target.branch
    guard let remote = route.remote else {
      // The old value makes sure that nobody moved the branch meanwhile; empty means that it must be new.
      try route.repository.git(["update-ref", "-m", "broadsheet publish", reference, commit, parent ?? ""])
      return
    }
    let arguments = ["push", "--quiet", "--", remote, "\(commit):\(reference)"]
    let result = try route.repository.attempt(arguments)
    guard result.status != 0 else { return }
    var failure = GitRepository.failure(arguments, result)
    failure.code = .publishRejected
    failure.help =
      result.errors.contains("non-fast-forward") || result.errors.contains("fetch first")
      ? "somebody else published meanwhile: run `broadsheet publish` again"
      : "nothing was published; see whether you may push to `\(target.branch)` there"
    throw failure
  }
}
