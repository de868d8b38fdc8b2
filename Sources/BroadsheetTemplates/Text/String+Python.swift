import BroadsheetCore

/// Python's operations on strings, which count Unicode scalars.
extension String {
  var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

  /// Python's `len`.
  var scalarCount: Int {
    var count = 0
    for byte in utf8 where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The scalar at an index, counted from the end where negative.
  func scalar(at index: Int) -> String? {
    let scalars = unicodeScalars
    let position = index < 0 ? index + scalarCount : index
    guard position >= 0,
      let found = scalars.index(scalars.startIndex, offsetBy: position, limitedBy: scalars.endIndex),
      found < scalars.endIndex
    else { return nil }
    return String(scalars[found])
  }

  /// The first `count` scalars.
  func firstScalars(_ count: Int) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(max(0, count))))
  }

  /// The text without the bytes before `offset` and from `end` on.
  func bytes(_ range: Range<Int>) -> String {
    let view = utf8
    let start = view.index(view.startIndex, offsetBy: range.lowerBound)
    let end = view.index(start, offsetBy: range.count)
    return String(self[start..<end])
  }

  /// The text with `<`, `>`, `&`, `"` and `'` as entities.
  var htmlEscaped: String {
    var needsEscape = false
    for byte in utf8
    where byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 || byte == 0x27 {
      needsEscape = true
      break
    }
    guard needsEscape else { return self }
    var out = OutputBuffer(capacity: utf8.count + 32)
    out.append(htmlEscaped: self)
    return out.string()
  }

  func strippingWhitespace() -> String { stripped(nil) }

  /// Python's `strip`, `lstrip` and `rstrip`.
  func stripped(_ characters: String?, left: Bool = true, right: Bool = true) -> String {
    var view = unicodeScalars[...]
    let set = characters.map { Set($0.unicodeScalars) }
    func strips(_ scalar: Unicode.Scalar) -> Bool { set?.contains(scalar) ?? scalar.isPythonWhitespace }
    if left { while let first = view.first, strips(first) { view.removeFirst() } }
    if right { while let last = view.last, strips(last) { view.removeLast() } }
    return String(view)
  }

  /// Python's `replace`.
  func replacing(_ old: String, with new: String, count limit: Int? = nil) -> String {
    var remaining = limit ?? .max
    guard remaining != 0 else { return self }
    if remaining < 0 { remaining = .max }
    if old.isEmpty {
      var out = String.UnicodeScalarView()
      for scalar in unicodeScalars {
        if remaining > 0 {
          out.append(contentsOf: new.unicodeScalars)
          remaining -= 1
        }
        out.append(scalar)
      }
      if remaining > 0 { out.append(contentsOf: new.unicodeScalars) }
      return String(out)
    }
    var out = ""
    var start = 0
    while remaining > 0, let found = firstOffset(of: old, from: start) {
      out += bytes(start..<found)
      out += new
      start = found + old.utf8.count
      remaining -= 1
    }
    return start == 0 ? self : out + bytes(start..<utf8.count)
  }

  func replacingFirst(_ old: String, with new: String) -> String { replacing(old, with: new, count: 1) }

  /// Python's `split(separator, limit)`.
  func split(on separator: String, limit: Int) -> [String] {
    var parts: [String] = []
    var start = 0
    while limit < 0 || parts.count < limit, let found = firstOffset(of: separator, from: start) {
      parts.append(bytes(start..<found))
      start = found + separator.utf8.count
    }
    parts.append(bytes(start..<utf8.count))
    return parts
  }

  /// Python's `rsplit(separator, limit)`.
  func splitFromEnd(on separator: String, limit: Int) -> [String] {
    let all = splitAllFromEnd(separator)
    guard limit >= 0, all.count > limit + 1 else { return all }
    let head = all.prefix(all.count - limit).joined(separator: separator)
    return [head] + all.suffix(limit)
  }

  private func splitAllFromEnd(_ separator: String) -> [String] {
    // Overlapping separators are found from the end, as `rsplit` does.
    let bytes = Array(utf8)
    let wanted = Array(separator.utf8)
    let found = String(decoding: bytes.reversed(), as: UTF8.self)
    guard isASCII, separator.isASCII else { return split(on: separator, limit: -1) }
    let key = String(decoding: wanted.reversed(), as: UTF8.self)
    return found.split(on: key, limit: -1).reversed().map {
      String(decoding: $0.utf8.reversed(), as: UTF8.self)
    }
  }

  /// Python's `split(None, limit)`: by runs of white space.
  func splitOnWhitespace(limit: Int) -> [String] {
    var parts: [String] = []
    var view = unicodeScalars[...]
    while true {
      view = view.drop { $0.isPythonWhitespace }
      if view.isEmpty { return parts }
      if limit >= 0, parts.count >= limit {
        parts.append(String(view).stripped(nil, left: false))
        return parts
      }
      let word = view.prefix { !$0.isPythonWhitespace }
      parts.append(String(word))
      view = view[word.endIndex...]
    }
  }

  /// Python's `rsplit(None, limit)`.
  func splitOnWhitespaceFromEnd(limit: Int) -> [String] {
    guard limit >= 0 else { return splitOnWhitespace(limit: -1) }
    var parts: [String] = []
    var view = unicodeScalars[...]
    while true {
      while let last = view.last, last.isPythonWhitespace { view.removeLast() }
      if view.isEmpty { return parts.reversed() }
      if parts.count >= limit {
        parts.append(String(view).stripped(nil, right: false))
        return parts.reversed()
      }
      let word = view.reversed().prefix { !$0.isPythonWhitespace }
      parts.append(String(String.UnicodeScalarView(word.reversed())))
      view = view.dropLast(word.count)
    }
  }

  /// Python's `splitlines`.
  func lines(keepingEnds: Bool = false) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var scalars = unicodeScalars.makeIterator()
    var pending = scalars.next()
    while let scalar = pending {
      pending = scalars.next()
      switch scalar.value {
      case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029:
        if keepingEnds { line.append(scalar) }
        if scalar == "\r", pending == "\n" {
          if keepingEnds { line.append("\n") }
          pending = scalars.next()
        }
        lines.append(String(line))
        line = String.UnicodeScalarView()
      default: line.append(scalar)
      }
    }
    if !line.isEmpty { lines.append(String(line)) }
    return lines
  }

  /// Python's `capitalize`.
  var capitalizedFirst: String {
    guard let first = unicodeScalars.first else { return self }
    return first.properties.titlecaseMapping + String(unicodeScalars.dropFirst()).lowercased()
  }

  /// Python's `title` method: a capital after each character without case.
  var titleCased: String {
    var out = ""
    var word = String.UnicodeScalarView()
    func flush() {
      out += String(word).capitalizedFirst
      word = String.UnicodeScalarView()
    }
    for scalar in unicodeScalars {
      if scalar.properties.isCased {
        word.append(scalar)
      } else {
        flush()
        out.unicodeScalars.append(scalar)
      }
    }
    flush()
    return out
  }

  /// Python's `center`, `ljust` and `rjust`: where the text stands in `width` scalars.
  func padded(to width: Int, with fill: String = " ", left: Int) -> String {
    let missing = width - scalarCount
    guard missing > 0 else { return self }
    let before = min(max(left, 0), missing)
    return String(repeating: fill, count: before) + self + String(repeating: fill, count: missing - before)
  }

  func centred(in width: Int, with fill: String = " ") -> String {
    let missing = width - scalarCount
    return padded(to: width, with: fill, left: missing / 2 + (missing & width & 1))
  }
}

extension Value {
  /// Text that is markup or not.
  static func text(_ text: String, isMarkup: Bool) -> Value { isMarkup ? .markup(text) : .string(text) }

  /// Python's `soft_str`: markup stays markup, everything else becomes a string.
  var asText: Value {
    switch self {
    case .string, .markup: self
    case .object(let object): object.text() ?? .string(description)
    default: .string(description)
    }
  }

  /// The value as escaped markup.
  var escaped: Value {
    let text = asText
    return .markup(text.isMarkup ? text.description : text.description.htmlEscaped)
  }
}
