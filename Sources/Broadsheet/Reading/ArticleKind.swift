/// What an article is, as its front matter says; each kind is a type of schema.org.
enum ArticleKind: String, Sendable, CaseIterable {
  /// News; what an article is that says nothing.
  case article
  /// A page that is not news: about, contact, policies.
  case page
  case reportage
  case analysis
  case background
  case opinion
  case review
  case askpublic
  case advertiser
  case satire

  /// The type that structured data names.
  var schemaType: String {
    switch self {
    case .article: "NewsArticle"
    case .page: "WebPage"
    case .reportage: "ReportageNewsArticle"
    case .analysis: "AnalysisNewsArticle"
    case .background: "BackgroundNewsArticle"
    case .opinion: "OpinionNewsArticle"
    case .review: "ReviewNewsArticle"
    case .askpublic: "AskPublicNewsArticle"
    case .advertiser: "AdvertiserContentArticle"
    case .satire: "SatiricalArticle"
    }
  }
}
