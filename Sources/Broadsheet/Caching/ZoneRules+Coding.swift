import BroadsheetCore

extension ZoneRules {
  /// The whole table: two machines may know the same zone by different rules.
  func write(into out: inout BinaryWriter) {
    out.write(name)
    out.write(Int64(firstOffset))
    out.write(transitions) { out, transition in
      out.write(transition.start)
      out.write(Int64(transition.offset))
    }
  }
}
