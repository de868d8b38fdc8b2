import BroadsheetCore

/// What an author wrote in front matter, typed. Absent is nil or empty; nothing is made up here.
public struct ArticleFields: Sendable, Hashable {
  /// An image with its texts.
  public struct Image: Sendable, Hashable {
    /// Where it lies: a path beside the article, from the site's root, or an address.
    public var source: String
    public var alternative: String?
    public var caption: String?
    public var credit: String?
    /// The line that names it, for messages.
    public var line = 0
  }

  /// What a newsroom got wrong and mended.
  public struct Correction: Sendable, Hashable {
    public var date: Moment
    public var text: String
  }

  public var title: String?
  public var description: String?
  public var date: Moment?
  public var updated: Moment?
  public var publish: Moment?
  public var expires: Moment?
  public var authors: [String] = []
  public var section: String?
  public var tags: [String] = []
  public var image: Image?
  public var slug: String?
  public var permalink: String?
  public var aliases: [String] = []
  public var isDraft = false
  public var kind: ArticleKind?
  public var kicker: String?
  public var series: String?
  public var seriesPart: Int?
  public var weight = 0
  public var layout: String?
  public var language: String?
  public var dateline: String?
  public var canonical: String?
  public var isPaid = false
  public var takeaways: [String] = []
  public var corrections: [Correction] = []
  /// Unknown fields, for templates.
  public var extra: [DataNode.Entry] = []
  /// Lines of fields that later stages may have to complain about, by field name.
  public var lines: [String: Int] = [:]
}
