import BroadsheetCore

/// Who claims which file of the output.
struct AddressClaims {
  private struct Claim {
    var address: String
    var location: SourceLocation?
  }

  /// The first claim of each file, by its folded path.
  private var firsts = TextIndex<Claim>()
  /// Claims of a file that another has claimed before: both, in the order of the second ones.
  private var repeated: [(Claim, Claim)] = []
  /// Whether an address is that of a file beside others rather than of a folder.
  private var files = TextIndex<Claim>()

  init(capacity: Int = 0) { firsts.reserve(capacity) }

  mutating func add(_ address: String, _ location: SourceLocation?) {
    let claim = Claim(address: address, location: location)
    let key = Self.folded(address)
    if let other = firsts.insert(claim, for: key) { return repeated.append((firsts.values[other], claim)) }
    if key.utf8.last != UInt8(ascii: "/") { files.insert(claim, for: key) }
  }

  /// Whether a page at the address would want a file that another has claimed, or a folder where a file stands.
  func isTaken(_ address: String) -> Bool {
    let key = Self.folded(address)
    return firsts.position(of: key) != nil || fileAbove(key.utf8.span) != nil
  }

  /// The claim of a file that stands where a folder of the address must be.
  private func fileAbove(_ bytes: Span<UInt8>) -> Claim? {
    var end = bytes.count - 1
    while end > 0 {
      if bytes[end] == UInt8(ascii: "/"), let other = files.position(of: bytes.extracting(0..<end)) {
        return files.values[other]
      }
      end -= 1
    }
    return nil
  }

  /// The same for all addresses of one file, on file systems that do not tell capitals from small letters too:
  /// `/a/` for `/A/index.html`.
  private static func folded(_ address: String) -> String {
    let isPlain = address.utf8.allSatisfy {
      $0 < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
    }
    let lower = isPlain ? address : address.lowercased()
    let index = "/index.html"
    return lower.hasSuffix(index) ? String(lower.dropLast(index.utf8.count - 1)) : lower
  }

  /// An error for each file that two want, names that differ in case only included, and for each file that
  /// stands where another needs a folder.
  func conflicts() -> [Diagnostic] {
    var diagnostics = repeated.map { conflict($0, $1) }
    for (index, claim) in firsts.values.enumerated() {
      if let other = fileAbove(firsts.key(at: index)) { diagnostics.append(conflict(other, claim)) }
    }
    return diagnostics
  }

  private func conflict(_ first: Claim, _ second: Claim) -> Diagnostic {
    let isCase = first.address != second.address && first.address.lowercased() == second.address.lowercased()
    let owner = first.location.map { "`\($0.file)`" } ?? "a page that every site has"
    let place = second.location ?? first.location
    let other = second.location == nil ? "a page that every site has" : owner
    return Diagnostic(
      isCase ? .addressCaseConflict : .addressConflict,
      isCase
        ? "`\(second.address)` differs from the address of \(other) in case only"
        : "`\(second.address)` is also the address of \(other)",
      at: place, help: "give one of them another `slug` or `permalink`",
      chain: second.location != nil
        ? first.location.map { [.init(role: "the other one is", location: $0)] } ?? [] : [])
  }
}
