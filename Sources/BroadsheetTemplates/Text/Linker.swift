/// Makes links of the addresses in escaped text, by Jinja2's rules.
struct Linker {
  let limit: Int?
  let relations: String
  let target: String?
  let schemes: [String]

  /// Whether a text is the scheme of an address with its colon, such as `tel:` or `ftp://`.
  static func isScheme(_ text: String) -> Bool {
    var body = Array(text.unicodeScalars)
    var slashes = 0
    while slashes < 2, body.last == "/" {
      body.removeLast()
      slashes += 1
    }
    guard body.popLast() == ":", body.count >= 2 else { return false }
    return body.allSatisfy { $0.isWord || "+.-".unicodeScalars.contains($0) }
  }

  func link(_ text: String) -> String {
    var out = ""
    var word = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.isPythonWhitespace {
        out += linked(String(word))
        word = String.UnicodeScalarView()
        out.unicodeScalars.append(scalar)
      } else {
        word.append(scalar)
      }
    }
    return out + linked(String(word))
  }

  private static let openers = ["(", "<", "&lt;"]
  private static let closers = [")", ">", ".", ",", "\n", "&gt;"]

  private func linked(_ word: String) -> String {
    guard !word.isEmpty else { return word }
    var head = ""
    var middle = word
    var tail = ""
    while let opener = Self.openers.first(where: { middle.hasPrefix($0) }) {
      head += opener
      middle = middle.bytes(opener.utf8.count..<middle.utf8.count)
    }
    var closers: [String] = []
    while let closer = Self.closers.first(where: { middle.hasSuffix($0) }) {
      closers.append(closer)
      middle = middle.bytes(0..<(middle.utf8.count - closer.utf8.count))
    }
    tail = closers.reversed().joined()
    for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
      let opened = middle.split(on: open, limit: -1).count - 1
      guard opened > middle.split(on: close, limit: -1).count - 1 else { continue }
      for _ in 0..<min(opened, tail.split(on: close, limit: -1).count - 1) {
        guard let found = tail.firstOffset(of: close) else { break }
        let end = found + close.utf8.count
        middle += tail.bytes(0..<end)
        tail = tail.bytes(end..<tail.utf8.count)
      }
    }
    return head + anchor(middle) + tail
  }

  private func anchor(_ text: String) -> String {
    let rel = relations.isEmpty ? "" : " rel=\"\(relations.htmlEscaped)\""
    let frame = target.map { " target=\"\($0.htmlEscaped)\"" } ?? ""
    if AddressPattern.isWebAddress(text) {
      let isComplete = text.hasPrefix("https://") || text.hasPrefix("http://")
      return "<a href=\"\(isComplete ? "" : "https://")\(text)\"\(rel)\(frame)>\(shortened(text))</a>"
    }
    if text.hasPrefix("mailto:"), AddressPattern.isMail(text.bytes(7..<text.utf8.count)) {
      return "<a href=\"\(text)\">\(text.bytes(7..<text.utf8.count))</a>"
    }
    if text.firstOffset(of: "@") != nil, !text.hasPrefix("www."), !text.hasPrefix("@"),
      text.firstOffset(of: ":") == nil, AddressPattern.isMail(text)
    {
      return "<a href=\"mailto:\(text)\">\(text)</a>"
    }
    for scheme in schemes where text != scheme && text.hasPrefix(scheme) {
      return "<a href=\"\(text)\"\(rel)\(frame)>\(text)</a>"
    }
    return text
  }

  private func shortened(_ text: String) -> String {
    guard let limit, text.scalarCount > limit else { return text }
    return text.firstScalars(limit) + "..."
  }
}

/// What counts as an address of the web or of mail in running text.
enum AddressPattern {
  private static let domains: Set<String> = ["com", "net", "int", "edu", "gov", "org", "info", "mil"]

  /// `https://`, `http://` or `www.` with a domain, or a bare domain with one of the old endings; then
  /// nothing, a port, or a path.
  static func isWebAddress(_ text: String) -> Bool {
    let lower = text.lowercased()
    if lower.hasPrefix("https://") { return isHost(lower.bytes(8..<lower.utf8.count), bare: false) }
    if lower.hasPrefix("http://") { return isHost(lower.bytes(7..<lower.utf8.count), bare: false) }
    if lower.hasPrefix("www."), isHost(lower.bytes(4..<lower.utf8.count), bare: false, allowsNumbers: false) {
      return true
    }
    return isHost(lower, bare: true)
  }

  private static func isHost(_ text: String, bare: Bool, allowsNumbers: Bool = true) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var end = 0
    while end < scalars.count, !":/?#".unicodeScalars.contains(scalars[end]) { end += 1 }
    guard isTail(scalars[end...]) else { return false }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[..<end])
    let host = String(view)
    if !bare, allowsNumbers, isNumeric(host) || host == "localhost" { return true }
    let labels = host.split(on: ".", limit: -1)
    guard let last = labels.last, labels.dropLast().allSatisfy({ isLabel($0, minimum: bare ? 2 : 1) }) else {
      return false
    }
    if bare { return labels.count > 1 && domains.contains(last) }
    if last.hasPrefix("xn--") { return last.utf8.count > 5 }
    return (2...63).contains(last.utf8.count) && last.utf8.allSatisfy { $0 >= 97 && $0 <= 122 }
  }

  private static func isLabel(_ label: String, minimum: Int) -> Bool {
    label.scalarCount >= minimum && (minimum == 1 || label.scalarCount <= 63)
      && label.unicodeScalars.allSatisfy { $0.isWord || $0 == "%" || $0 == "-" }
  }

  private static func isNumeric(_ host: String) -> Bool {
    if host.hasPrefix("["), host.hasSuffix("]") {
      let inside = host.utf8.dropFirst().dropLast()
      return !inside.isEmpty && inside.allSatisfy { ($0 >= 48 && $0 <= 58) || ($0 >= 97 && $0 <= 102) }
    }
    let parts = host.split(on: ".", limit: -1)
    return parts.count == 4
      && parts.allSatisfy { (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } }
  }

  /// What may follow the host: a port, then a path, a query or a fragment without white space.
  private static func isTail(_ tail: ArraySlice<Unicode.Scalar>) -> Bool {
    var tail = tail
    if tail.first == ":" {
      tail = tail.dropFirst()
      let digits = tail.prefix { $0.value >= 48 && $0.value <= 57 }
      guard (1...5).contains(digits.count) else { return false }
      tail = tail.dropFirst(digits.count)
    }
    guard let first = tail.first else { return true }
    return first == "/" || first == "?" || first == "#"
  }

  /// A mail address: something, `@`, and a domain with a dot.
  static func isMail(_ text: String) -> Bool {
    let parts = text.splitFromEnd(on: "@", limit: 1)
    guard parts.count == 2, !parts[0].isEmpty else { return false }
    let labels = parts[1].splitFromEnd(on: ".", limit: 1)
    guard labels.count == 2, let first = labels[0].unicodeScalars.first, first.isWord, !labels[1].isEmpty
    else {
      return false
    }
    return labels[1].unicodeScalars.allSatisfy { $0.isWord }
      && labels[0].unicodeScalars.allSatisfy { $0.isWord || $0 == "." || $0 == "-" }
  }
}
