/// The direction in which a language is written; HTML's `dir`.
enum WritingDirection: String, Sendable {
  case leftToRight = "ltr"
  case rightToLeft = "rtl"

  /// By the script that a BCP 47 tag names (`ku-Arab`), else by the script that its language mostly has.
  init(language tag: String) {
    let parts = tag.lowercased().split(separator: "-").map(String.init)
    let script = parts.dropFirst().first { $0.utf8.count == 4 }
    let isRightToLeft = script.map { Self.scripts.contains($0) } ?? Self.languages.contains(parts.first ?? "")
    self = isRightToLeft ? .rightToLeft : .leftToRight
  }

  private static let scripts: Set<String> = [
    "arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "mand", "samr", "rohg",
  ]
  private static let languages: Set<String> = [
    "ar", "arc", "ary", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw", "ks",
    "lrc", "mzn", "nqo", "pnb", "ps", "sd", "skr", "syr", "ug", "ur", "yi",
  ]
}
