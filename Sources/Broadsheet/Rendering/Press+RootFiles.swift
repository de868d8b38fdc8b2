import BroadsheetCore

/// The small files that a site has at its root for machines.
extension Press {
  /// `manifest.webmanifest` (W3C Web Application Manifest).
  func writeManifest(into out: inout OutputBuffer) {
    let site = edition.site
    var json = JSONWriter(capacity: 1024)
    json.object { json in
      json.member("name", site.title)
      if site.title.count > 12, let word = site.title.split(separator: " ").max(by: { $0.count < $1.count }) {
        json.member("short_name", String(word))
      }
      json.member("description", site.description ?? site.tagline)
      json.member("lang", site.language)
      json.member("id", site.url("/"))
      json.member("start_url", site.url("/"))
      json.member("scope", site.url("/"))
      json.member("display", "minimal-ui")
      json.member("background_color", site.theme.light.paper.description)
      json.member("theme_color", site.theme.light.paper.description)
      json.array("icons") { icons in
        for asset in theme.assets where asset.name == Favicon.name {
          icons.object { icon in
            icon.member("src", site.url(asset.address))
            icon.member("type", "image/svg+xml")
            icon.member("sizes", "any")
          }
        }
      }
    }
    out.append(json.finish().span)
    out.append("\n")
  }

  /// `/.well-known/security.txt` (RFC 9116).
  func writeSecurityText(_ contact: SecurityContact, into out: inout OutputBuffer) {
    let site = edition.site
    func field(_ name: StaticString, _ value: String) {
      out.append(name)
      out.append(": ")
      out.append(string: value)
      out.append("\n")
    }
    func address(_ text: String) -> String { text.hasPrefix("/") ? site.permalink(text) : text }
    for one in contact.contacts { field("Contact", one) }
    field("Expires", contact.expires.rfc3339(in: .utc))
    if let url = contact.encryption { field("Encryption", address(url)) }
    if let url = contact.acknowledgments { field("Acknowledgments", address(url)) }
    if !contact.languages.isEmpty {
      field("Preferred-Languages", contact.languages.joined(separator: ", "))
    }
    field("Canonical", site.permalink(Self.securityTextAddress))
    if let url = contact.policy { field("Policy", address(url)) }
  }

  static let securityTextAddress = "/.well-known/security.txt"
  static let manifestAddress = "/manifest.webmanifest"
}
