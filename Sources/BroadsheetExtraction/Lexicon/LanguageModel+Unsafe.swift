import CLanguageModel

/// A language's lexicon and name model: constant tables of the executable, shared by all tasks.
struct LanguageModel: @unchecked Sendable {
  private let lexicon: UnsafeRawPointer
  private let lexiconMask: UInt64
  private let weights: UnsafeRawPointer
  private let weightMask: UInt64

  /// The English model.
  static var english: LanguageModel {
    unsafe LanguageModel(
      lexicon: UnsafeRawPointer(broadsheet_english_lexicon), lexiconSize: broadsheet_english_lexicon_size,
      weights: UnsafeRawPointer(broadsheet_english_names), weightSize: broadsheet_english_names_size)
  }

  private init(lexicon: UnsafeRawPointer, lexiconSize: Int, weights: UnsafeRawPointer, weightSize: Int) {
    precondition(lexiconSize % 8 == 0 && weightSize % 8 == 0)
    precondition((lexiconSize / 8).nonzeroBitCount == 1 && (weightSize / 8).nonzeroBitCount == 1)
    unsafe self.lexicon = lexicon
    lexiconMask = UInt64(lexiconSize / 8 - 1)
    unsafe self.weights = weights
    weightMask = UInt64(weightSize / 8 - 1)
  }

  /// What the lexicon knows about the word or phrase of this hash.
  @inline(__always)
  func flags(_ hash: UInt64) -> LexicalFlags {
    let tag = hash >> 32
    var slot = hash & lexiconMask
    while true {
      let entry = unsafe lexicon.load(fromByteOffset: Int(slot &* 8), as: UInt64.self).littleEndian
      if entry == 0 { return [] }
      if entry >> 32 == tag { return LexicalFlags(rawValue: UInt32(truncatingIfNeeded: entry)) }
      slot = (slot &+ 1) & lexiconMask
    }
  }

  /// The eight weights of a feature, one a label.
  @inline(__always)
  func weights(_ feature: UInt64) -> SIMD8<Int8> {
    unsafe weights.load(fromByteOffset: Int((feature & weightMask) &* 8), as: SIMD8<Int8>.self)
  }
}
