extension PlannedOutput.Kind {
  /// A number that says what an output is: a kind in 8 bits, two small numbers in 24, an index in 32; the highest bit is
  /// free.
  var coded: UInt64 {
    func code(_ kind: UInt64, _ index: Int32 = 0, _ number: Int = 0) -> UInt64 {
      kind | UInt64(truncatingIfNeeded: number) << 8 & 0xFFFF_FF00 | UInt64(UInt32(bitPattern: index)) << 32
    }
    return switch self {
    case .home: code(1)
    case .story(let index): code(2, index)
    case .page(let index): code(3, index)
    case .section(let index, let number): code(4, index, number)
    case .topic(let index, let number): code(5, index, number)
    case .topics: code(6)
    case .author(let index, let number): code(7, index, number)
    case .authors: code(8)
    case .series(let index): code(9, index)
    case .entity(let index, let number): code(10, index, number)
    case .entities: code(11)
    case .archive: code(12)
    case .year(let index): code(13, index)
    case .month(let index): code(14, index)
    case .day(let index): code(15, index)
    case .notFound: code(16)
    case .redirect(let index): code(17, index)
    case .feed(let feed, .site): code(18, 0, feed.number)
    case .feed(let feed, .section(let index)): code(19, index, feed.number)
    case .feed(let feed, .topic(let index)): code(20, index, feed.number)
    case .feed(let feed, .author(let index)): code(21, index, feed.number)
    case .feed(let feed, .series(let index)): code(22, index, feed.number)
    case .sitemap(let part): code(23, 0, part ?? 0)
    case .sitemapIndex: code(24)
    case .newsSitemap: code(25)
    case .robots: code(26)
    case .noJekyll: code(27)
    case .manifest: code(28)
    case .securityText: code(29)
    case .asset(let index): code(30, index)
    case .themeAsset(let index): code(31, index)
    }
  }

  init?(coded: UInt64) {
    let (index, number) = (Int32(truncatingIfNeeded: coded >> 32), Int(coded >> 8 & 0xFF_FFFF))
    func feed(_ scope: PlannedOutput.Scope) -> Self? {
      number < Feed.allCases.count ? .feed(Feed.allCases[number], scope) : nil
    }
    let kind: Self?
    switch coded & 0xFF {
    case 1: kind = .home
    case 2: kind = .story(index)
    case 3: kind = .page(index)
    case 4: kind = .section(index, number: number)
    case 5: kind = .topic(index, number: number)
    case 6: kind = .topics
    case 7: kind = .author(index, number: number)
    case 8: kind = .authors
    case 9: kind = .series(index)
    case 10: kind = .entity(index, number: number)
    case 11: kind = .entities
    case 12: kind = .archive
    case 13: kind = .year(index)
    case 14: kind = .month(index)
    case 15: kind = .day(index)
    case 16: kind = .notFound
    case 17: kind = .redirect(index)
    case 18: kind = feed(.site)
    case 19: kind = feed(.section(index))
    case 20: kind = feed(.topic(index))
    case 21: kind = feed(.author(index))
    case 22: kind = feed(.series(index))
    case 23: kind = .sitemap(part: number == 0 ? nil : number)
    case 24: kind = .sitemapIndex
    case 25: kind = .newsSitemap
    case 26: kind = .robots
    case 27: kind = .noJekyll
    case 28: kind = .manifest
    case 29: kind = .securityText
    case 30: kind = .asset(index)
    case 31: kind = .themeAsset(index)
    default: kind = nil
    }
    guard let kind else { return nil }
    self = kind
  }
}

extension Feed {
  fileprivate var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
