import BroadsheetCore

/// Python's operations on strings, which count Unicode scalars.
extension String {
  var isASCII: Bool {
    let bytes = utf8.span
    for index in 0..<bytes.count where bytes[index] >= 0x80 { return false }
    return true
  }

  /// Python's `len`.
  var scalarCount: Int {
    let bytes = utf8.span
    var count = 0
    for index in 0..<bytes.count where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The scalar at an index, counted from the end where negative.
  func scalar(at index: Int) -> String? {
    let position = index < 0 ? index + scalarCount : index
    guard position >= 0, let start = utf8Offset(ofScalar: position), start < utf8.count else { return nil }
    return bytes(start..<(utf8Offset(ofScalar: 1, from: start) ?? utf8.count))
  }

  /// Where the scalar `count` scalars after the offset `start` begins; nil beyond the end.
  private func utf8Offset(ofScalar count: Int, from start: Int = 0) -> Int? {
    let bytes = utf8.span
    var offset = start
    for _ in 0..<count {
      guard offset < bytes.count else { return nil }
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }

  /// The first `count` scalars.
  func firstScalars(_ count: Int) -> String {
    guard count < utf8.count, let end = utf8Offset(ofScalar: max(0, count)) else { return self }
    return bytes(0..<end)
  }

  /// The text with `<`, `>`, `&`, `"` and `'` as entities.
  var htmlEscaped: String {
    let bytes = utf8.span
    var needsEscape = false
    for index in 0..<bytes.count where bytes[index] <= 0x3E {
      switch bytes[index] {
      case 0x26, 0x3C, 0x3E, 0x22, 0x27: needsEscape = true
      default: continue
      }
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
    guard let characters else {
      let all = Array(utf8)
      let start = left ? Whitespace.skip(all, 0) : 0
      let end = right ? Whitespace.end(of: all, start, all.count) : all.count
      return start == 0 && end == all.count ? self : bytes(start..<end)
    }
    let set = Set(characters.unicodeScalars)
    var view = unicodeScalars[...]
    if left { while let first = view.first, set.contains(first) { view.removeFirst() } }
    if right { while let last = view.last, set.contains(last) { view.removeLast() } }
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
    guard var found = firstOffset(of: old) else { return self }
    let bytes = utf8.span
    var out = OutputBuffer(capacity: bytes.count + new.utf8.count)
    var start = 0
    while true {
      out.append(bytes, start..<found)
      out.append(string: new)
      start = found + old.utf8.count
      remaining -= 1
      guard remaining > 0, let next = firstOffset(of: old, from: start) else { break }
      found = next
    }
    out.append(bytes, start..<bytes.count)
    return out.string()
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
    var parts: [String] = []
    var end = utf8.count
    while limit < 0 || parts.count < limit, let found = lastOffset(of: separator, before: end) {
      parts.append(bytes((found + separator.utf8.count)..<end))
      end = found
    }
    parts.append(bytes(0..<end))
    return parts.reversed()
  }

  /// Python's `split(None, limit)`: by runs of white space.
  func splitOnWhitespace(limit: Int) -> [String] {
    let all = Array(utf8)
    var parts: [String] = []
    var index = Whitespace.skip(all, 0)
    while index < all.count {
      if limit >= 0, parts.count >= limit {
        parts.append(bytes(index..<Whitespace.end(of: all, index, all.count)))
        break
      }
      let end = Whitespace.wordEnd(all, index)
      parts.append(bytes(index..<end))
      index = Whitespace.skip(all, end)
    }
    return parts
  }

  /// Python's `rsplit(None, limit)`.
  func splitOnWhitespaceFromEnd(limit: Int) -> [String] {
    let words = splitOnWhitespace(limit: -1)
    guard limit >= 0, words.count > limit else { return words }
    // What is left of the last words keeps its white space inside.
    let all = Array(utf8)
    var end = Whitespace.end(of: all, 0, all.count)
    for word in words.suffix(limit).reversed() {
      end = Whitespace.end(of: all, 0, end - word.utf8.count)
    }
    return [bytes(Whitespace.skip(all, 0)..<end)] + words.suffix(limit)
  }

  /// Python's `splitlines`.
  func lines(keepingEnds: Bool = false) -> [String] {
    let all = Array(utf8)
    var lines: [String] = []
    var start = 0
    var index = 0
    while index < all.count {
      let length = Whitespace.lineBreak(all, index)
      if length == 0 {
        index += 1
        continue
      }
      lines.append(bytes(start..<(keepingEnds ? index + length : index)))
      index += length
      start = index
    }
    if start < all.count { lines.append(bytes(start..<all.count)) }
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
