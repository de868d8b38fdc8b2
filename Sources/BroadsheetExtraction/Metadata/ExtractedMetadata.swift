/// All that an article's text tells about it: flat values, ranges of ``Prose/text``, and indices.
public struct ExtractedMetadata: Sendable, Hashable {
  /// The headline, at most 120 characters unless the author wrote it; nil for an article without text.
  public var title: Extracted<String>?
  /// One to three sentences, about 300 characters.
  public var summary: Extracted<String>?
  /// The authors' names in order.
  public var byline: [Extracted<String>] = []
  /// Where and when the report was filed.
  public var dateline: Extracted<Dateline>?
  /// The day of publication, `YYYY-MM-DD`.
  public var published: Extracted<String>?
  /// The key points.
  public var takeaways = Takeaways()
  /// Pointers to other articles.
  public var seeAlso: [SeeAlso] = []
  /// Names in reading order, the headline's included.
  public var mentions: [Mention] = []
  /// What the names stand for, the most relevant first.
  public var entities: [Entity] = []
  /// Dates and durations in reading order.
  public var dates: [DateExpression] = []
  /// Quotations in reading order.
  public var quotations: [Quotation] = []
  /// Key phrases, the best first.
  public var keyPhrases: [KeyPhrase] = []
  /// Links in reading order.
  public var links: [Reference] = []
  /// Images in reading order; their text is the alternative text.
  public var images: [Reference] = []
  /// Headings in reading order.
  public var headings: [Heading] = []
  /// The blocks that are block quotes, each run of them once, as block indices.
  public var blockQuotes: [Range<Int>] = []
  /// The language as a BCP 47 tag.
  public var language: Extracted<String>?
  /// The blocks that a page may set apart: the headline, the byline, pointers, takeaways.
  public var pieces: [StructuralPiece] = []
  /// The number of words.
  public var words = 0
  /// The number of sentences.
  public var sentences = 0
  /// Minutes to read at 238 words a minute, rounded up.
  public var readingMinutes = 0

  /// Makes the metadata of an empty article.
  public init() {}
}

/// Where and when a report was filed, as in “LONDON, March 3 (Reuters) –”.
public struct Dateline: Sendable, Hashable {
  /// The place in ordinary case; empty where only a date stands.
  public var place: String
  /// The date as `YYYY-MM-DD`; empty where none is given.
  public var date: String
  /// The agency; empty where none is given.
  public var agency: String

  /// Makes a dateline.
  public init(place: String = "", date: String = "", agency: String = "") {
    self.place = place
    self.date = date
    self.agency = agency
  }
}

/// The key points of an article.
public struct Takeaways: Sendable, Hashable {
  /// The words above the list, without a colon; nil where the article has no such list.
  public var heading: String?
  /// The points: a list's items, or the best sentences in reading order.
  public var items: [Extracted<String>] = []
  /// Whether the points are sentences that statistics picked, rather than a list of the author's.
  public var areExtracted: Bool { items.first?.source == .statistics }

  /// Makes an empty list.
  public init() {}
}

/// A pointer to another article, as in “SEE: Microsoft Azure: The smart person's guide”.
public struct SeeAlso: Sendable, Hashable {
  /// The words after the lead-in.
  public var text: String
  /// Where its link points, as written; empty without a link, then the site looks the text up by title.
  public var destination: String
  /// Its bytes in ``Prose/text``.
  public var span: Range<Int>
  /// The block that it stands in.
  public var block: Int
}

/// One occurrence of a name.
public struct Mention: Sendable, Hashable {
  /// What it stands for.
  public var type: EntityType
  /// An index into ``ExtractedMetadata/entities``.
  public var entity: Int
  /// Its bytes in ``Prose/text``.
  public var span: Range<Int>
  /// From 0 to 1.
  public var confidence: Double
}

/// What one or more mentions stand for.
public struct Entity: Sendable, Hashable {
  /// The fullest form of the name.
  public var name: String
  /// What it is.
  public var type: EntityType
  /// Other forms that the article uses.
  public var aliases: [String]
  /// What the article says it is: “Microsoft CEO”.
  public var roles: [Role]
  /// How often it is named.
  public var mentions: Int
  /// From 0 to 1, the most relevant of the article near 1.
  public var relevance: Double
  /// Whether the article is about it, rather than merely mentioning it.
  public var isAbout: Bool
  /// Who says so: the site's entity list counts as the author.
  public var source: ExtractionSource
  /// From 0 to 1.
  public var confidence: Double

  /// A role as the text states it.
  public struct Role: Sendable, Hashable {
    /// The words: “chief executive of Microsoft”.
    public var text: String
    /// An index into ``ExtractedMetadata/entities`` of the organisation or place meant, or -1.
    public var affiliation: Int
    /// The role's bytes in ``Prose/text``.
    public var span: Range<Int>
  }
}

/// A date or duration that the text states, as TIMEX3 (ISO-TimeML) writes it.
public struct DateExpression: Sendable, Hashable {
  /// The kinds of TIMEX3.
  public enum Kind: UInt8, Sendable, Hashable {
    /// A day, month, year, or a vague reference.
    case date
    /// A time of day.
    case time
    /// A length of time.
    case duration
    /// A repetition.
    case set

    /// The name that TIMEX3 gives it.
    public var name: StaticString {
      switch self {
      case .date: "DATE"
      case .time: "TIME"
      case .duration: "DURATION"
      case .set: "SET"
      }
    }
  }

  /// What kind it is.
  public var kind: Kind
  /// The normalised value, such as `2026-03`, `P2Y`, `PAST_REF`; empty where nothing fixes it.
  public var value: String
  /// Its bytes in ``Prose/text``.
  public var span: Range<Int>
  /// The bytes of the sentence that it stands in, without a dateline.
  public var sentence: Range<Int>
  /// From 0 to 1.
  public var confidence: Double
}

/// Words in quotation marks with who said them.
public struct Quotation: Sendable, Hashable {
  /// The quoted words' bytes in ``Prose/text``, without the marks.
  public var span: Range<Int>
  /// Who said it, the full name where the article gives it; empty where unknown.
  public var speaker: String
  /// An index into ``ExtractedMetadata/entities``, or -1.
  public var entity: Int
  /// The verb of saying; empty where there is none.
  public var verb: String
  /// The speaker's role as the article states it; empty where it does not.
  public var role: String
  /// From 0 to 1.
  public var confidence: Double
}

/// A phrase that tells what the article is about.
public struct KeyPhrase: Sendable, Hashable {
  /// The phrase as its first occurrence has it.
  public var text: String
  /// From 0 to 1, relative to the best.
  public var score: Double
  /// Its first occurrence's bytes in ``Prose/text``.
  public var span: Range<Int>
}

/// A link or an image.
public struct Reference: Sendable, Hashable {
  /// The words of the link; the alternative text of the image.
  public var text: String
  /// Where it points, as written.
  public var destination: String
  /// Its bytes in ``Prose/text``.
  public var span: Range<Int>
}

/// A heading in the text.
public struct Heading: Sendable, Hashable {
  /// From 1 to 6.
  public var level: Int
  /// Its words.
  public var text: String
  /// Its block.
  public var block: Int
}

/// A run of blocks that a page may present in a place of its own; the text itself stays as it is.
public struct StructuralPiece: Sendable, Hashable {
  /// What it is.
  public enum Kind: UInt8, Sendable, Hashable {
    /// The heading or line that gave the title.
    case headline
    /// A byline paragraph.
    case byline
    /// A paragraph that holds a dateline and nothing else.
    case dateline
    /// A pointer to other articles.
    case seeAlso
    /// The words above the takeaways.
    case takeawaysHeading
    /// The list of takeaways.
    case takeaways
  }

  /// What it is.
  public var kind: Kind
  /// Indices of ``Prose/blocks``.
  public var blocks: Range<Int>
}
