import BroadsheetCore
import BroadsheetTemplates

/// A step of the way to a page, as its template and its structured data have it; those that many pages have are made
/// once.
final class Crumb: Sendable {
  /// `{title, url}`.
  let link: Value
  /// Its ``ListItem`` in structured data.
  let item: [UInt8]

  /// - Parameter site: borrowed, as initialisers copy what they are given, and this is large.
  init(_ title: String, _ address: String, _ site: borrowing SiteConfiguration) {
    let url = site.url(address)
    link = Shapes.link.record([.string(title), .string(url)])
    let address = site.baseURL.absolute(url)
    item = ListItem.begin { json in
      json.member("name", title)
      json.member("item", address)
    }
  }
}
