import BroadsheetCore
import Testing

@testable import Broadsheet

@Suite("Settings of the theme")
struct ThemeSettingsTests {
  private func read(_ yaml: String) throws -> (SiteConfiguration, [Diagnostic]) {
    SiteConfiguration.read(try YAMLReader.parse(Array(yaml.utf8)[...], path: "Site.yaml"), path: "Site.yaml")
  }

  @Test("The colours that Swift knows are those of the style sheet")
  func sameAsStyleSheet() throws {
    let sheet = String(decoding: try #require(ThemeFiles().files["assets/site.css"]).bytes, as: UTF8.self)
    let theme = ThemeSettings()
    for (scheme, palette) in [("light", theme.light), ("dark", theme.dark)] {
      for (name, colour) in palette.named {
        #expect(sheet.contains("--\(name)-\(scheme): \(colour);"), "\(name) \(scheme)")
      }
    }
    for face in ThemeSettings.Face.allCases { #expect(sheet.contains("\(face.property): ")) }
    #expect(theme.styleSheet.isEmpty)
  }

  @Test(
    "Colours",
    arguments: [
      ("#8f1d14", "#8f1d14"), ("#FFF", "#ffffff"), ("#00a", "#0000aa"), ("8f1d14", nil), ("#12", nil),
      ("#12345", nil), ("#+12345", nil), ("#-1234a", nil), ("red", nil), ("#", nil), ("", nil),
      ("#ggg", nil),
    ])
  func colours(text: String, expected: String?) {
    #expect(Colour(text)?.description == expected)
  }

  @Test(
    "Contrast as WCAG reckons it",
    arguments: [
      (0x000000, 0xFFFFFF, 21.0), (0xFFFFFF, 0xFFFFFF, 1.0), (0x777777, 0xFFFFFF, 4.478),
      (0x0000FF, 0xFFFFFF, 8.592), (0xFF0000, 0x000000, 5.252),
    ] as [(UInt32, UInt32, Double)])
  func contrast(a: UInt32, b: UInt32, expected: Double) {
    #expect(abs(Colour(a).contrast(with: Colour(b)) - expected) < 0.001)
  }

  @Test(
    "Lighter colours keep their hue",
    arguments: [(0x8F1D14, 0xEC8179), (0x114466, 0x51A8E2), (0x333333, 0xA1A1A1), (0xFFFFFF, 0xFFFFFF)]
      as [(UInt32, UInt32)])
  func lightened(dark: UInt32, light: UInt32) {
    let ground = ThemeSettings().dark.paper
    let colour = Colour(dark).lightened(on: ground, contrast: 7)
    #expect(colour.contrast(with: ground) >= 7)
    #expect(colour == Colour(light))
  }

  @Test("Chosen values stand at the end of the style sheet, made ones with them")
  func chosen() throws {
    let (site, diagnostics) = try read(
      """
      theme:
        light: {accent: "#114466", paper: "#ffffff"}
        fonts:
          headlines: [Playfair Display, Georgia, ui-serif, serif]
      """)
    #expect(diagnostics.isEmpty)
    let sheet = site.theme.styleSheet
    #expect(sheet.contains("--accent-light: #114466"))
    #expect(sheet.contains("--paper-light: #ffffff"))
    #expect(sheet.contains("--headline: \"Playfair Display\", \"Georgia\", ui-serif, serif"))
    #expect(!sheet.contains("--paper-dark"))
    #expect(site.theme.dark.accent.contrast(with: site.theme.dark.paper) >= 7)
    #expect(site.theme.light.muted.contrast(with: site.theme.light.paper) >= 4.5)
  }

  @Test("A dark accent that the site chooses stays")
  func chosenDark() throws {
    let (site, _) = try read("theme: {light: {accent: \"#114466\"}, dark: {accent: \"#ffcc99\"}}")
    #expect(site.theme.dark.accent == Colour(0xFFCC99))
  }

  @Test(
    "Mistakes are told with their line",
    arguments: [
      ("theme:\n  light:\n    accent: #8f1d14\n", "error BS0302 Site.yaml:3", "begins a comment"),
      ("theme:\n  light: {accent: red}\n", "error BS0302 Site.yaml:2", "is not a colour"),
      ("theme:\n  light: {acent: \"#111\"}\n", "error BS0301 Site.yaml:2", "is not a known setting"),
      ("theme:\n  light: {muted: \"#bbb\"}\n", "warning BS0303 Site.yaml:2", "has a contrast of"),
      (
        "theme:\n  fonts:\n    text: ['x\"; } * { color: red']\n", "error BS0302 Site.yaml:3",
        "cannot have the family"
      ),
      ("theme: blue\n", "error BS0302 Site.yaml:1", "fields"),
      (
        "security:\n  contact: me@example.org\n  expires: 2027-01-01\n", "error BS0302 Site.yaml:2", "address"
      ),
      ("security:\n  contact: mailto:me@example.org\n", "error BS0302 Site.yaml:2", "`security.expires`"),
      ("security:\n  expires: 2027-01-01\n", "error BS0302 Site.yaml:2", "`security.contact`"),
    ])
  func mistakes(yaml: String, place: String, message: String) throws {
    let (_, diagnostics) = try read(yaml)
    #expect(diagnostics.count == 1)
    let diagnostic = try #require(diagnostics.first)
    let location = try #require(diagnostic.location)
    #expect(
      "\(diagnostic.severity.rawValue) \(diagnostic.code.rawValue) \(location.file):\(location.line)" == place
    )
    let text = diagnostic.message + " " + (diagnostic.help ?? "")
    #expect(text.contains(message), "\(text)")
  }
}

@Suite("Labels")
struct LabelsTests {
  private static func keys(_ node: DataNode, _ prefix: String = "") -> Set<String> {
    guard case .mapping(let entries) = node.value else { return [prefix] }
    return entries.reduce(into: []) { $0.formUnion(keys($1.node, prefix + "/" + $1.key)) }
  }

  private static func node(_ language: String) throws -> DataNode {
    let file = try #require(ThemeFiles().files["labels/\(language).yaml"])
    return try YAMLReader.parse(file.bytes[...], path: file.path)
  }

  @Test("Every translation has every word", arguments: ["de", "fr", "es", "it", "nl", "pt", "sv"])
  func complete(language: String) throws {
    let names = Self.keys(try Self.node(language))
    // The names of formats are the same everywhere.
    let wanted = Self.keys(try Self.node("en")).filter { !$0.hasPrefix("/feed_types/") }
    #expect(names == wanted)
    #expect(Labels.load(ThemeFiles(), language: language).labels["not_found"] != "Page not found")
  }

  @Test("Regions follow their language, unknown languages English")
  func regions() {
    #expect(Labels.load(ThemeFiles(), language: "de-AT").labels["indexes.topics"] == "Themen")
    #expect(Labels.load(ThemeFiles(), language: "en-GB").labels["indexes.topics"] == "Topics")
    #expect(Labels.load(ThemeFiles(), language: "eo").labels["indexes.topics"] == "Topics")
    #expect(Labels.load(ThemeFiles(), language: "../x").labels["indexes.topics"] == "Topics")
  }
}
