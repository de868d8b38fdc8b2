import BroadsheetCore

/// An address below the site's base path, checked so that no output can land outside the output folder.
enum SafeAddress {
  /// Takes what an author wrote (`/a/b/`, `a/b`, `/a/page.html`) to an address that begins with `/` and ends
  /// with `/` or a file name; says what is wrong with it otherwise.
  static func parse(_ text: String) -> Result<String, Problem> {
    if isPlain(text) { return .success(text) }
    guard let decoded = removingPercentEncoding(text) else {
      return .failure(.init("is not well-formed UTF-8"))
    }
    let bytes = decoded.utf8
    guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      return .failure(.init("holds a control character"))
    }
    guard !bytes.contains(UInt8(ascii: "\\")) else { return .failure(.init("holds a backslash")) }
    guard !bytes.contains(UInt8(ascii: "?")), !bytes.contains(UInt8(ascii: "#")) else {
      return .failure(.init("holds `?` or `#`"))
    }
    if decoded.contains("://") || decoded.hasPrefix("//") { return .failure(.init("leads to another host")) }
    var segments: [Substring] = []
    for segment in decoded.split(separator: "/") {
      if segment == ".." || segment == "." {
        return .failure(.init("leads out of its folder (`\(segment)`)"))
      }
      if segment.utf8.count > 240 { return .failure(.init("has a part of more than 240 bytes")) }
      segments.append(segment)
    }
    if decoded.utf8.count > 1000 { return .failure(.init("is longer than 1,000 bytes")) }
    if segments.isEmpty { return .success("/") }
    let path = "/" + segments.joined(separator: "/")
    let isFile = !decoded.hasSuffix("/") && segments[segments.count - 1].contains(".")
    return .success(isFile ? path : path + "/")
  }

  /// Whether an address is as it should be already, as almost all are: `/` at both ends and never twice, and
  /// nothing else but letters, digits, `-` and `_` of ASCII.
  private static func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8.span
    guard bytes.count > 1, bytes.count <= 240, bytes[0] == UInt8(ascii: "/"),
      bytes[bytes.count - 1] == UInt8(ascii: "/")
    else { return false }
    var previous: UInt8 = 0
    for index in 0..<bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        break
      case UInt8(ascii: "/"): if previous == byte { return false }
      default: return false
      }
      previous = byte
    }
    return true
  }

  /// What is wrong, to follow the name of the field.
  struct Problem: Error {
    var text: String
    init(_ text: String) { self.text = text }
  }

  /// The file that an address is written to: `index.html` in a folder, or the file itself.
  static func outputPath(_ address: String) -> String {
    let bytes = address.utf8.span
    var path = OutputBuffer(capacity: bytes.count + page.utf8.count)
    path.append(bytes, 1..<bytes.count)
    if bytes[bytes.count - 1] == UInt8(ascii: "/") { path.append(string: page) }
    return path.string()
  }

  /// Appends the file that an address is written to.
  static func appendOutputPath(of address: String, to paths: inout TextList) {
    let bytes = address.utf8.span
    if bytes[bytes.count - 1] == UInt8(ascii: "/") {
      paths.append(bytes.extracting(1...), end: page.utf8.span)
    } else {
      paths.append(bytes.extracting(1...))
    }
  }

  private static let page = "index.html"

  /// Whether a file is the one that an address is written to.
  static func isOutputPath(_ path: Span<UInt8>, of address: Span<UInt8>) -> Bool {
    let relative = address.extracting(1...)
    guard address[address.count - 1] == UInt8(ascii: "/") else { return path.isSame(as: relative) }
    return path.count == relative.count + page.utf8.count
      && path.extracting(..<relative.count).isSame(as: relative)
      && path.extracting(relative.count...).isSame(as: page.utf8.span)
  }

  /// `%41` → `A`; nil where the result is not UTF-8.
  static func removingPercentEncoding(_ text: String) -> String? {
    guard text.utf8.span.next(UInt8(ascii: "%"), from: 0) != nil else { return text }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, bytes[index + 1] != UInt8(ascii: "+"),
        bytes[index + 1] != UInt8(ascii: "-"),
        let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        out.append(value)
        index += 3
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(validating: out, as: UTF8.self)
  }

  /// The address as it stands in HTML, XML and JSON: percent-encoded where RFC 3986 wants it.
  static func encoded(_ address: String) -> String {
    // Almost all are.
    if address.utf8.span.isPlainAddress { return address }
    var out = OutputBuffer(capacity: address.utf8.count * 2)
    for byte in address.utf8 {
      if byte == UInt8(ascii: "%") {
        out.append("%25")
      } else if byte.isAllowedInAddress {
        out.append(byte)
      } else {
        out.append(urlEncoded: [byte].span)
      }
    }
    return out.string()
  }
}
