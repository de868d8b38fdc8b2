import BroadsheetExtraction

/// What a name of the site stands for; the raw value is how templates and `Data/entities.yaml` write it.
enum EntityKind: String, Sendable, CaseIterable {
  case person
  case organisation
  case place
  case product
  case work
  case event
  case other

  init(_ type: EntityType) {
    self =
      switch type {
      case .person: .person
      case .organisation: .organisation
      case .place: .place
      case .product: .product
      case .event: .event
      case .other: .other
      }
  }

  /// What the extractor calls it.
  var type: EntityType {
    switch self {
    case .person: .person
    case .organisation: .organisation
    case .place: .place
    case .product: .product
    case .event: .event
    case .work, .other: .other
    }
  }

  /// The folder of its pages.
  var folder: String {
    switch self {
    case .person: "people"
    case .organisation: "organisations"
    case .place: "places"
    case .product: "products"
    case .work: "works"
    case .event: "events"
    case .other: "names"
    }
  }

  /// schema.org's type.
  var schemaType: String {
    switch self {
    case .person: "Person"
    case .organisation: "Organization"
    case .place: "Place"
    case .product: "Product"
    case .work: "CreativeWork"
    case .event: "Event"
    case .other: "Thing"
    }
  }
}
