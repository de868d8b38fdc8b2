import BroadsheetCore

/// Whether an article takes part in an edition.
struct Visibility {
  let clock: Moment
  let includesDrafts: Bool
  let includesFuture: Bool

  /// Whether the article is published at the edition's clock.
  func isVisible(_ fields: ArticleFields) -> Bool {
    if fields.isDraft, !includesDrafts { return false }
    if let start = fields.publish ?? fields.date, start > clock, !includesFuture { return false }
    if let end = fields.expires, end <= clock { return false }
    return true
  }

  /// When that next changes by the clock alone.
  func nextChange(_ fields: ArticleFields) -> Moment? {
    if fields.isDraft, !includesDrafts { return nil }
    let start = (fields.publish ?? fields.date).flatMap { $0 > clock && !includesFuture ? $0 : nil }
    let end = fields.expires.flatMap { $0 > clock ? $0 : nil }
    guard let start else { return end }
    // What ends before it begins is never seen.
    if let end, end <= start { return nil }
    return start
  }
}
