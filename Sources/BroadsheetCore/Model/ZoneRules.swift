/// A time zone as a table: from when on which offset from UTC holds.
public struct ZoneRules: Hashable, Sendable {
  /// One change of the offset.
  public struct Transition: Hashable, Sendable {
    /// The first second (UTC) at which the offset holds.
    public var start: Int64
    /// Seconds east of UTC.
    public var offset: Int

    /// Makes a transition.
    public init(start: Int64, offset: Int) {
      self.start = start
      self.offset = offset
    }
  }

  /// The zone's name, such as `Europe/Berlin`.
  public let name: String
  /// The offset before the first transition, in seconds east of UTC.
  public let firstOffset: Int
  /// All changes of the offset, in ascending order.
  public let transitions: [Transition]

  /// UTC.
  public static let utc = ZoneRules(name: "UTC", firstOffset: 0, transitions: [])

  /// Makes a zone; `transitions` in ascending order, before the first of which `firstOffset` holds.
  public init(name: String, firstOffset: Int, transitions: [Transition]) {
    self.name = name
    self.firstOffset = firstOffset
    self.transitions = transitions
  }

  /// Seconds east of UTC at `moment`.
  public func offset(at moment: Moment) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].start <= moment.seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : transitions[low - 1].offset
  }

  /// The moment at which a clock on the wall shows `localSeconds` since 1970-01-01 00:00. A time that a
  /// change of the clock skips is read with the offset before the change; one that comes twice is the first.
  public func moment(localSeconds: Int64) -> Moment {
    let before = offset(at: Moment(seconds: localSeconds - 86_400))
    let early = Moment(seconds: localSeconds - Int64(before))
    if offset(at: early) == before { return early }
    let after = offset(at: Moment(seconds: localSeconds + 86_400))
    let late = Moment(seconds: localSeconds - Int64(after))
    return offset(at: late) == after ? late : early
  }

  /// What a clock on the wall shows at `moment`.
  public func civilTime(at moment: Moment) -> CivilTime {
    CivilTime(localSeconds: moment.seconds + Int64(offset(at: moment)))
  }
}
