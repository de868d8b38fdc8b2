import BroadsheetCore

/// Whom researchers tell of weaknesses of the site: the fields of `security.txt` (RFC 9116).
public struct SecurityContact: Sendable, Hashable {
  /// Addresses (`mailto:`, `tel:` or `https:`), the preferred one first.
  public var contacts: [String]
  /// Until when the file may be relied on.
  public var expires: Moment
  /// The address of the policy on reports, if there is one.
  public var policy: String?
  /// Where the key lies with which to encrypt a report.
  public var encryption: String?
  /// Where those are thanked who reported something.
  public var acknowledgments: String?
  /// Languages in which reports are read (BCP 47).
  public var languages: [String]

  /// Reads `security:`; nil where what the standard requires is missing, with an error.
  init?(_ reader: inout FieldReader, zone: ZoneRules) {
    let nodes = (contact: reader.node("contact"), expires: reader.node("expires"))
    contacts = reader.texts("contact") ?? []
    let moment = reader.moment("expires", zone: zone)
    (policy, encryption) = (reader.text("policy"), reader.text("encryption"))
    acknowledgments = reader.text("acknowledgments")
    languages = (reader.texts("languages") ?? []).filter { Self.isPlain($0) }
    for contact in contacts where !Self.isAddress(contact) {
      guard let node = nodes.contact else { continue }
      reader.complain(
        "contact", "is not an address: `\(contact)`", node,
        help: "write mailto:security@example.org, or an address that begins with https:// or tel:")
      return nil
    }
    for (name, text) in [
      ("policy", policy), ("encryption", encryption), ("acknowledgments", acknowledgments),
    ] {
      guard let text, !(text.hasPrefix("/") && Self.isPlain(text)), !Self.isAddress(text),
        let node = reader.node(name)
      else { continue }
      reader.complain(name, "is not an address: `\(text)`", node)
      return nil
    }
    guard !contacts.isEmpty, let moment else {
      let missing = contacts.isEmpty ? "contact" : "expires"
      // A wrong date has its own message already.
      if contacts.isEmpty || nodes.expires == nil {
        reader.complain(
          missing, "is required for security.txt", nodes.contact ?? nodes.expires ?? DataNode(.null))
      }
      return nil
    }
    expires = moment
  }

  private static func isAddress(_ text: String) -> Bool {
    ["mailto:", "tel:", "https://", "openpgp4fpr:", "dns:"].contains { text.hasPrefix($0) }
      && isPlain(text)
  }

  /// Whether a text can stand in a line of the file.
  private static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F }
  }
}
