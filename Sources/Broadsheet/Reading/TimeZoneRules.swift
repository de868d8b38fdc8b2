import BroadsheetCore

import struct Foundation.Date
import struct Foundation.TimeZone

extension ZoneRules {
  /// The rules of a zone of the IANA database (`Europe/Berlin`), from 1900 to 2100; nil for an unknown name.
  ///
  /// `UTC` costs nothing; any other name asks Foundation, which brings the database along.
  init?(named name: String) {
    if name == "UTC" || name == "Etc/UTC" || name == "GMT" {
      self = .utc
      return
    }
    guard let zone = TimeZone(identifier: name) else { return nil }
    let start = Int64(-2_208_988_800)
    let end = Int64(4_133_980_800)
    func offset(_ seconds: Int64) -> Int {
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }
    // Offsets are sampled every two weeks and each change found by bisection: no rule changes and changes
    // back within that.
    var transitions: [Transition] = []
    let step = Int64(14 * 86_400)
    var low = start
    var current = offset(start)
    let first = current
    while low < end {
      let high = low + step
      let next = offset(high)
      if next != current {
        var (before, after) = (low, high)
        while after - before > 1 {
          let middle = (before + after) / 2
          if offset(middle) == current { before = middle } else { after = middle }
        }
        transitions.append(Transition(start: after, offset: next))
        current = next
      }
      low = high
    }
    self.init(name: name, firstOffset: first, transitions: transitions)
  }
}
