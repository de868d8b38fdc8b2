import BroadsheetCore

/// What an author wrote in front matter, typed. Absent is nil or empty; nothing is made up here.
struct ArticleFields: Sendable, Hashable {
  /// An image with its texts.
  struct Image: Sendable, Hashable {
    /// Where it lies: a path beside the article, from the site's root, or an address.
    var source: String
    var alternative: String?
    var caption: String?
    var credit: String?
    /// The line that names it, for messages.
    var line = 0
  }

  /// What a newsroom got wrong and mended.
  struct Correction: Sendable, Hashable {
    var date: Moment
    var text: String
  }

  var title: String?
  var description: String?
  var date: Moment?
  var updated: Moment?
  var publish: Moment?
  var expires: Moment?
  var authors: [String] = []
  var section: String?
  var tags: [String] = []
  var image: Image?
  var slug: String?
  var permalink: String?
  var aliases: [String] = []
  var isDraft = false
  var kind: ArticleKind?
  var kicker: String?
  var series: String?
  var seriesPart: Int?
  var weight = 0
  var layout: String?
  var language: String?
  var dateline: String?
  var canonical: String?
  var isPaid = false
  var takeaways: [String] = []
  var corrections: [Correction] = []
  /// Unknown fields, for templates.
  var extra: [DataNode.Entry] = []
  /// Lines of fields that later stages may have to complain about, by field name.
  var lines: FieldLines = [:]
}
