/// What the author wrote in front matter, as far as the extractor cares: whatever is here wins.
public struct AuthoredMetadata: Sendable, Hashable {
  /// The headline.
  public var title: String?
  /// The summary or description.
  public var summary: String?
  /// The day of publication as `YYYY-MM-DD` (a time after it is ignored); relative dates resolve against it.
  public var date: String?
  /// The authors' names in order.
  public var authors: [String]
  /// The article's language as a BCP 47 tag.
  public var language: String?
  /// The section's name.
  public var section: String?
  /// The tags that the author chose.
  public var tags: [String]
  /// Takeaways that the author wrote down.
  public var takeaways: [String]

  /// Makes a record; what is left out was not written.
  public init(
    title: String? = nil, summary: String? = nil, date: String? = nil, authors: [String] = [],
    language: String? = nil, section: String? = nil, tags: [String] = [], takeaways: [String] = []
  ) {
    self.title = title
    self.summary = summary
    self.date = date
    self.authors = authors
    self.language = language
    self.section = section
    self.tags = tags
    self.takeaways = takeaways
  }
}
