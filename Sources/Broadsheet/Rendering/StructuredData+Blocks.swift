import BroadsheetCore

/// What blocks say in structured data: corrections, live blogs and fact checks.
extension StructuredData {
  private func blocks(_ name: String, of story: Edition.Story) -> [ArticleBody.Block] {
    story.record.body.blocks.filter { $0.name == name }
  }

  /// An article with updates is a live blog, unless its author says that it is something else.
  func type(of story: Edition.Story) -> String {
    story.kind == .article && story.record.body.blocks.contains { $0.name == "update" }
      ? "LiveBlogPosting" : story.kind.schemaType
  }

  /// The corrections of front matter, and those that stand in the text.
  func writeCorrections(_ story: Edition.Story, _ json: inout JSONWriter) {
    var corrections = story.record.fields.corrections
    for block in blocks("correction", of: story) {
      if let date = block.date { corrections.append(.init(date: date, text: block.text)) }
    }
    guard !corrections.isEmpty else { return }
    json.array("correction") { list in
      for correction in corrections {
        list.object { comment in
          comment.member("@type", "CorrectionComment")
          comment.member("text", correction.text)
          comment.member("datePublished", correction.date.rfc3339(in: site.zone))
        }
      }
    }
  }

  /// The updates of a live blog, newest first.
  func writeUpdates(_ story: Edition.Story, _ own: ListedStory, _ json: inout JSONWriter) {
    let updates = blocks("update", of: story).filter { $0.date != nil }
    let dates = updates.compactMap(\.date)
    guard let first = dates.min(), story.kind == .article else { return }
    json.member("coverageStartTime", first.rfc3339(in: site.zone))
    json.array("liveBlogUpdate") { list in
      let ordered = updates.enumerated().sorted { one, other in
        guard let first = one.element.date, let second = other.element.date, first != second else {
          return one.offset < other.offset
        }
        return first > second
      }
      for (_, update) in ordered {
        list.object { posting in
          posting.member("@type", "BlogPosting")
          posting.member("headline", update.label.isEmpty ? nil : update.label)
          posting.member("datePublished", update.date?.rfc3339(in: site.zone))
          posting.member("articleBody", update.text)
          posting.member("url", own.permalink + "#" + (update.id ?? ""))
        }
      }
    }
  }

  /// A fact check for each claim that the article looks at.
  func claims(_ story: Edition.Story, _ own: ListedStory) -> [Graph] {
    blocks("claim", of: story).map { claim in
      graph("ClaimReview") { [self] json in
        json.member("url", own.permalink + (claim.id.map { "#" + $0 } ?? ""))
        json.member("claimReviewed", claim.label)
        json.member("datePublished", own.date)
        writePublisher("author", &json)
        json.object("reviewRating") { rating in
          rating.member("@type", "Rating")
          rating.member("alternateName", claim.attribute("rating"))
          if let value = claim.attribute("value").flatMap({ Int($0) }) {
            rating.member("ratingValue", value)
            rating.member("bestRating", 5)
            rating.member("worstRating", 1)
          }
        }
        json.object("itemReviewed") { item in
          item.member("@type", "Claim")
          item.member("datePublished", claim.date?.rfc3339(in: site.zone))
          item.member("appearance", claim.attribute("source"))
          let person = claim.attribute("by")
          guard let name = person ?? claim.attribute("organisation") else { return }
          item.object("author") { author in
            author.member("@type", person == nil ? "Organization" : "Person")
            author.member("name", name)
          }
        }
      }
    }
  }
}
