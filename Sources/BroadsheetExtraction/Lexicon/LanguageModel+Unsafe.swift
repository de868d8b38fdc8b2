import CLanguageModel

/// A language's lexicon and name model: constant tables of the executable, shared by all tasks.
struct LanguageModel: @unchecked Sendable {
  private let lexicon: UnsafeRawPointer
  private let lexiconMask: UInt64
  private let filter: UnsafeRawPointer
  private let weights: UnsafeRawPointer
  private let weightMask: UInt64

  /// The English model.
  static var english: LanguageModel {
    unsafe LanguageModel(
      lexicon: UnsafeRawPointer(broadsheet_english_lexicon), lexiconSize: broadsheet_english_lexicon_size,
      filter: UnsafeRawPointer(broadsheet_english_filter), filterSize: broadsheet_english_filter_size,
      weights: UnsafeRawPointer(broadsheet_english_names), weightSize: broadsheet_english_names_size)
  }

  private init(
    lexicon: UnsafeRawPointer, lexiconSize: Int, filter: UnsafeRawPointer, filterSize: Int,
    weights: UnsafeRawPointer, weightSize: Int
  ) {
    precondition(filterSize == 1 << 16)
    precondition(lexiconSize % 8 == 0 && weightSize % 8 == 0)
    precondition((lexiconSize / 8).nonzeroBitCount == 1 && (weightSize / 8).nonzeroBitCount == 1)
    unsafe self.lexicon = lexicon
    lexiconMask = UInt64(lexiconSize / 8 - 1)
    unsafe self.filter = filter
    unsafe self.weights = weights
    weightMask = UInt64(weightSize / 8 - 1)
  }

  /// What the lexicon knows about the word or phrase of this hash.
  @inline(__always)
  func flags(_ hash: UInt64) -> LexicalFlags {
    // The filter fits a processor's cache, and most words are not in the lexicon.
    let bit = Int(truncatingIfNeeded: hash >> 45) & (1 << 19 - 1)
    guard unsafe filter.load(fromByteOffset: bit >> 3, as: UInt8.self) >> UInt8(bit & 7) & 1 != 0 else {
      return []
    }
    let tag = hash >> 32
    var slot = hash & lexiconMask
    while true {
      let entry = unsafe lexicon.load(fromByteOffset: Int(truncatingIfNeeded: slot &* 8), as: UInt64.self)
        .littleEndian
      if entry == 0 { return [] }
      if entry >> 32 == tag { return LexicalFlags(rawValue: UInt32(truncatingIfNeeded: entry)) }
      slot = (slot &+ 1) & lexiconMask
    }
  }

  /// The eight weights of a feature, one a label.
  @inline(__always)
  func weights(_ feature: UInt64) -> SIMD8<Int8> {
    unsafe weights.load(
      fromByteOffset: Int(truncatingIfNeeded: (feature & weightMask) &* 8), as: SIMD8<Int8>.self)
  }
}
