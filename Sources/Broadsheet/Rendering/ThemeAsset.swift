import BroadsheetCore

/// A file of the theme that is not a template: style sheet, script, drawing.
struct ThemeAsset: Sendable {
  /// The name by which templates ask for it: `site.css`.
  var name: String
  /// The address below the base path, with a fingerprint of the content in it: it may be cached for ever.
  var address: String
  var bytes: [UInt8]

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    let print = ContentHash(bytes.span).hexadecimal.prefix(10)
    if let dot = name.lastIndex(of: "."), name[dot...].contains("/") == false {
      address = "/assets/" + name[..<dot] + "." + print + name[dot...]
    } else {
      address = "/assets/" + name + "." + print
    }
  }
}
