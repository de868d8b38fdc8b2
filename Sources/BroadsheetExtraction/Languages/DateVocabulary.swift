/// The words of time of a language. A class, since every article's reader has it: copying a table would count its parts.
final class DateVocabulary: Sendable {
  private let words: HashTable<DateWord>
  /// What makes the words after it future: “will”.
  let futureCues: PhraseSet
  /// What makes them past, beside verbs in “-ed”.
  let pastCues: PhraseSet
  /// Words such as “in” after which a number of four digits is a year.
  let yearPrepositions: PhraseSet
  /// Words after which a bare length of time is one.
  let durationPrepositions: PhraseSet
  /// What may follow in “a decade-long”.
  let links: PhraseSet
  /// Nouns after a number that make it a count of things.
  let counted: PhraseSet

  /// All words that mean something.
  var all: [UInt64] { words.all }

  /// What the word of this hash means.
  @inline(__always) subscript(hash: UInt64) -> DateWord? { words[hash] }

  /// Words on their way into a vocabulary.
  private struct List {
    var words: [UInt64: DateWord] = [:]

    mutating func add(_ list: StaticString, _ word: (Int) -> DateWord) {
      for (index, entry) in list.description.split(separator: " ").enumerated() {
        for name in entry.split(separator: "/") { words[ByteHash.phrase(of: String(name))] = word(index) }
      }
    }
  }

  /// The words of English.
  static let english: DateVocabulary = {
    var list = List()
    list.add(
      "january/jan/jan. february/feb/feb. march/mar/mar. april/apr/apr. may june/jun/jun. july/jul/jul. august/aug/aug. september/sep/sept/sep./sept. october/oct/oct. november/nov/nov. december/dec/dec."
    ) { .month($0 + 1) }
    list.add(
      "monday/mon/mon. tuesday/tue/tues/tue./tues. wednesday/wed/wed. thursday/thu/thur/thurs/thu./thur./thurs. friday/fri/fri. saturday/sat. sunday/sun."
    ) { .weekday($0 + 1) }
    let units: [TimeUnit] = [
      .second, .minute, .hour, .day, .weekend, .week, .fortnight, .month, .quarter, .year, .decade, .century,
      .millennium,
    ]
    list.add("second minute hour day weekend week fortnight month quarter year decade century millennium") {
      .unit(units[$0], isPlural: false)
    }
    list.add(
      "seconds minutes hours days weekends weeks fortnights months quarters years decades centuries millennia"
    ) { .unit(units[$0], isPlural: true) }
    list.add(
      "zero one/a/an two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    ) { .cardinal($0) }
    list.add("thirty forty fifty sixty seventy eighty ninety hundred") { .cardinal($0 * 10 + 30) }
    list.add("couple") { _ in .cardinal(2) }
    list.add("dozen") { _ in .cardinal(12) }
    list.add("first third fourth fifth sixth seventh eighth ninth tenth") { .ordinal($0 == 0 ? 1 : $0 + 2) }
    list.add("final") { _ in .ordinal(4) }
    list.add("few several many some") { _ in .some }
    let seasons: [StaticString] = ["SP", "SU", "FA", "WI"]
    list.add("spring/springtime summer/summertime autumn/fall winter/wintertime") { .season(seasons[$0]) }
    let parts: [StaticString] = ["TMO", "TAF", "TEV", "TNI"]
    list.add("morning/mornings/dawn afternoon/afternoons evening/evenings/dusk night/nights/overnight") {
      .dayPart(parts[$0])
    }
    list.add("yesterday today tomorrow") { .day($0 - 1) }
    list.add("last/past/previous/preceding/latest this/current/that next/coming/following/upcoming") {
      .direction($0 - 1)
    }
    list.add("ago/earlier/before now later/hence") { .distance($0 - 1) }
    list.add("now/currently/presently/nowadays") { _ in .present }
    list.add("recently/recent") { _ in .past }
    list.add("soon/future") { _ in .future }
    list.add("year-end") { _ in .yearEnd }
    list.add("term") { _ in .term }
    list.add("every/each") { _ in .every }
    let frequencies: [TimeUnit] = [.hour, .day, .week, .month, .quarter, .year]
    list.add("hourly daily/nightly weekly monthly quarterly annual") { .frequency(frequencies[$0]) }
    list.add("early/mid/late/beginning/start/end/middle/earlier/later/mid-/mid") { _ in .part }
    list.add("half") { _ in .half }
    list.add("noon/midday") { _ in .noon }
    list.add("midnight") { _ in .midnight }
    list.add("first-quarter/q1 second-quarter/q2 third-quarter/q3 fourth-quarter/q4") { .quarter($0 + 1) }
    list.add("year-earlier/year-ago") { _ in .yearEarlier }
    list.add("period") { _ in .period }
    list.add("christmas") { _ in .feast(month: 12, day: 25) }
    list.add("halloween") { _ in .feast(month: 10, day: 31) }
    list.add("thanksgiving") { _ in .thanksgiving }
    return DateVocabulary(
      words: HashTable(list.words),
      futureCues: PhraseSet(
        """
        will|won't|shall|plans|plan|planning|expects|expect|expected|scheduled|due|upcoming|intends\
        |to|they'll|he'll|she'll|it'll|we'll|i'll|going|until|tomorrow|payable\
        |would|planned
        """),
      pastCues: PhraseSet(
        """
        said|was|were|had|did|told|made|took|went|came|began|became|found|left|met|ran|saw|sent|won|lost|fell|rose|grew\
        |held|got|gave|kept|knew|died|brought|bought|sold|paid|put|led|since|ended|hit|spoke|wrote|reported|didn't|wasn't\
        |weren't|hadn't|been|broke|chose|drew|drove|fought|flew|forgot|shot|struck|stood|threw|thought|caught|built
        """),
      yearPrepositions: PhraseSet(
        """
        in|since|by|until|of|from|to|during|before|after|through|early|late|mid|for|till|fiscal|and|between|around|about\
        |circa|than|year|the|back
        """),
      durationPrepositions: PhraseSet(
        "for|in|over|within|during|after|of|than|past|last|next|about|nearly|almost|another|every|each|least|only|many|several|until|to|up|through|took|lasted|spent"
      ),
      links: PhraseSet("long"),
      counted: PhraseSet(
        """
        percent|%|people|dollars|euros|pounds|yen|miles|kilometers|kilometres|km|feet|metres|meters|shares|points|votes\
        |jobs|troops|soldiers|men|women|workers|employees|homes|cases|tons|tonnes|barrels|acres|million|billion|pages|hp\
        |deaths|dead|words|students|units|copies|members|calories|seats|kg|rpm|model|models
        """))
  }()

  private init(
    words: HashTable<DateWord>, futureCues: PhraseSet, pastCues: PhraseSet, yearPrepositions: PhraseSet,
    durationPrepositions: PhraseSet,
    links: PhraseSet, counted: PhraseSet
  ) {
    self.words = words
    self.futureCues = futureCues
    self.pastCues = pastCues
    self.yearPrepositions = yearPrepositions
    self.durationPrepositions = durationPrepositions
    self.links = links
    self.counted = counted
  }
}
