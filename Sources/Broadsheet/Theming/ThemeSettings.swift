/// What a site changes of the theme's look in `Site.yaml`, with the theme's own decisions for the rest.
public struct ThemeSettings: Sendable, Hashable {
  /// The colours of one scheme, light or dark.
  public struct Palette: Sendable, Hashable {
    /// The ground.
    public var paper: Colour
    /// Headlines and text.
    public var ink: Colour
    /// Decks, captions, dates.
    public var muted: Colour
    /// The lines between things.
    public var rule: Colour
    /// The ground of code and of what is set apart.
    public var tint: Colour
    /// Kickers, focus, marks.
    public var accent: Colour

    /// All of them by the names that `Site.yaml`, style sheets and templates use.
    var named: [(name: String, colour: Colour)] {
      [
        ("paper", paper), ("ink", ink), ("muted", muted), ("rule", rule), ("tint", tint), ("accent", accent),
      ]
    }
  }

  /// The kinds of type, by the names that `Site.yaml` uses.
  public enum Face: String, Sendable, CaseIterable {
    case text, headlines, furniture, code

    /// The style sheet's custom property.
    var property: String {
      switch self {
      case .text: "--serif"
      case .headlines: "--headline"
      case .furniture: "--sans"
      case .code: "--mono"
      }
    }
  }

  /// Ink on paper.
  public var light = Palette(
    paper: Colour(0xFFFEFB), ink: Colour(0x171614), muted: Colour(0x5B5750), rule: Colour(0xD8D3C9),
    tint: Colour(0xF5F2EA), accent: Colour(0x8F1D14))
  /// For readers who prefer it dark.
  public var dark = Palette(
    paper: Colour(0x141312), ink: Colour(0xE8E4DC), muted: Colour(0xA9A399), rule: Colour(0x3B3835),
    tint: Colour(0x1E1C1A), accent: Colour(0xF0917F))
  /// The families of each kind of type that the site chooses, best first.
  public var fonts: [Face: [String]] = [:]

  /// The theme's own look.
  public init() {}

  /// The custom properties that differ from the theme's own, as a rule to stand at the end of its style sheet;
  /// empty where none does.
  var styleSheet: String {
    let theme = ThemeSettings()
    var properties: [String] = []
    func add(_ palette: Palette, _ original: Palette, _ scheme: String) {
      for (chosen, own) in zip(palette.named, original.named) where chosen.colour != own.colour {
        properties.append("--\(chosen.name)-\(scheme): \(chosen.colour)")
      }
    }
    add(light, theme.light, "light")
    add(dark, theme.dark, "dark")
    for face in Face.allCases {
      guard let families = fonts[face] else { continue }
      properties.append("\(face.property): \(families.map(Self.quoted).joined(separator: ", "))")
    }
    return properties.isEmpty ? "" : "\n:root { \(properties.joined(separator: "; ")); }\n"
  }

  /// Families that every system has, by names that are not quoted (CSS Fonts 4, generic families).
  static let genericFamilies = [
    "serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif", "ui-monospace",
    "ui-rounded",
    "math", "fangsong", "-apple-system",
  ]

  private static func quoted(_ family: String) -> String {
    genericFamilies.contains(family) ? family : "\"\(family)\""
  }
}
