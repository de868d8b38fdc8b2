import BroadsheetCore

extension ThemeSettings {
  /// Reads `theme:`. Colours that follow from the chosen ones are made from them, unless the site chooses them
  /// too: an accent for the dark from that for the light, shades from paper and ink.
  mutating func read(_ reader: inout FieldReader) {
    var chosenAccent: Colour?
    for scheme in ["light", "dark"] {
      guard let node = reader.node(scheme) else { continue }
      var inner = FieldReader(
        node, path: reader.path, code: .invalidSetting, prefix: "theme.\(scheme).")
      var palette = scheme == "light" ? light : dark
      let nodes = palette.read(&inner)
      if scheme == "light", nodes["accent"] != nil { chosenAccent = palette.accent }
      if scheme == "dark" {
        dark = palette
        if nodes["accent"] != nil { chosenAccent = nil }
      } else {
        light = palette
      }
      inner.report(inner.unknownKeys(.unknownSetting, .error, onlyNear: false))
      palette.checkContrast(nodes, &inner)
      reader.report(inner.diagnostics)
    }
    if let chosenAccent {
      dark.accent = chosenAccent.lightened(on: dark.paper, contrast: Palette.textContrast)
    }
    if let node = reader.node("fonts") {
      var inner = FieldReader(node, path: reader.path, code: .invalidSetting, prefix: "theme.fonts.")
      for face in Face.allCases { fonts[face] = Self.families(face.rawValue, &inner) }
      reader.report(inner.diagnostics + inner.unknownKeys(.unknownSetting, .error, onlyNear: false))
    }
  }

  /// Names of families: what could end a string or a declaration is no part of one.
  private static func families(_ name: String, _ reader: inout FieldReader) -> [String]? {
    guard let families = reader.texts(name), !families.isEmpty else { return nil }
    for family in families {
      let isName = family.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || " -_.".unicodeScalars.contains($0)
      }
      guard !isName || family.isEmpty, let node = reader.node(name) else { continue }
      reader.complain(
        name, "cannot have the family `\(family)`", node,
        help: "write a list of names, without quotation marks in them: [Charter, Georgia, serif]")
      return nil
    }
    return families
  }
}

extension ThemeSettings.Palette {
  /// Takes the chosen colours, and makes the shades that follow from them; returns where each is written.
  fileprivate mutating func read(_ reader: inout FieldReader) -> [String: DataNode] {
    var nodes: [String: DataNode] = [:]
    func colour(_ name: String) -> Colour? {
      if let blank = reader.blank(name) {
        reader.complain(
          name, "has no value", blank, help: "in YAML `#` begins a comment: write \(name): \"#8f1d14\"")
        return nil
      }
      guard let node = reader.node(name) else { return nil }
      guard let colour = node.text.flatMap({ Colour($0) }) else {
        reader.complain(
          name, "is not a colour: `\(node.text ?? node.kindName)`", node,
          help: "write it as \"#8f1d14\", in quotation marks")
        return nil
      }
      nodes[name] = node
      return colour
    }
    let (newPaper, newInk) = (colour("paper"), colour("ink"))
    if newPaper != nil || newInk != nil {
      paper = newPaper ?? paper
      ink = newInk ?? ink
      muted = ink.mixed(with: paper, share: 0.3)
      rule = paper.mixed(with: ink, share: 0.17)
      tint = paper.mixed(with: ink, share: 0.045)
    }
    muted = colour("muted") ?? muted
    rule = colour("rule") ?? rule
    tint = colour("tint") ?? tint
    accent = colour("accent") ?? accent
    return nodes
  }

  /// Text of paragraphs needs more contrast than a line of furniture does.
  fileprivate static let textContrast = 7.0
  private static let furnitureContrast = 4.5

  /// A warning for each chosen colour that is hard to read.
  fileprivate func checkContrast(_ nodes: [String: DataNode], _ reader: inout FieldReader) {
    let pairs = [
      ("ink", ink, "paper", paper, Self.textContrast), ("ink", ink, "tint", tint, Self.textContrast),
      ("muted", muted, "paper", paper, Self.furnitureContrast),
      ("accent", accent, "paper", paper, Self.furnitureContrast),
    ]
    for (name, colour, groundName, ground, wanted) in pairs {
      guard let node = nodes[name] ?? nodes[groundName] else { continue }
      let contrast = colour.contrast(with: ground)
      guard contrast < wanted else { continue }
      let (black, white) = (Colour(0x000000), Colour(0xFFFFFF))
      let end = ground.contrast(with: black) > ground.contrast(with: white) ? black : white
      let better = colour.readable(on: ground, contrast: wanted, towards: end)
      reader.warn(
        .lowContrast,
        "`\(name)` \(colour) on `\(groundName)` \(ground) has a contrast of \(Self.tenths(contrast)) to 1; "
          + "\(Self.tenths(wanted)) are needed to read it well", node,
        help: better.contrast(with: ground) >= wanted ? "\(better) has it" : nil)
    }
  }

  private static func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded(.down))
    return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
  }
}
