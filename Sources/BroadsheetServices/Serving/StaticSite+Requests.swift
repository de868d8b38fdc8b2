import Foundation

extension StaticSite {
  /// Whether the `Host` header names this machine. A page elsewhere that points its own name at 127.0.0.1
  /// (DNS rebinding) could read the unpublished site otherwise.
  static func isLocal(_ host: String?) -> Bool {
    guard let host = host?.lowercased() else { return false }
    for name in ["localhost", "127.0.0.1", "[::1]"] where host.hasPrefix(name) {
      let port = host.dropFirst(name.count)
      if port.isEmpty { return true }
      return port.first == ":" && port.count <= 6
        && port.utf8.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
    return false
  }

  /// Whether a media type is that of pages, into which the reload script can be put.
  static func isPage(_ type: String) -> Bool { type.hasPrefix("text/html") }

  /// Whether a name is one of those under which files wait to be put in place.
  static func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(".broadsheet") || name.hasSuffix(".broadsheet-new")
  }

  /// Whether a list of entity tags holds one; the comparison is the weak one, as RFC 9110 wants it here.
  static func matches(_ list: String, _ tag: String) -> Bool {
    list.split(separator: ",").contains { entry in
      let known = entry.trimmingCharacters(in: .whitespaces)
      return known == "*" || known == tag || known == "W/" + tag
    }
  }

  private static let plainBytes = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)

  /// A segment as it stands in an address.
  static func encoded(_ segment: String) -> String {
    var text = ""
    for byte in segment.utf8 {
      if plainBytes.contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += byte < 16 ? "%0" + digits : "%" + digits
      }
    }
    return text
  }
}
