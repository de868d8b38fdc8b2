/// What a name stands for.
public enum EntityType: UInt8, Sendable, Hashable, CaseIterable {
  /// A human being.
  case person
  /// A company, party, team, agency, band.
  case organisation
  /// A country, city, region, river, building.
  case place
  /// A thing that is made and sold.
  case product
  /// A war, a cup, a summit.
  case event
  /// Any other name: works, nationalities, laws.
  case other

  /// The name that `inspect` writes.
  public var name: StaticString {
    switch self {
    case .person: "person"
    case .organisation: "organisation"
    case .place: "place"
    case .product: "product"
    case .event: "event"
    case .other: "other"
    }
  }
}
