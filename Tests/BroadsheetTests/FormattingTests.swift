import BroadsheetCore
import Testing

@testable import Broadsheet

@Suite("Dates, excerpts and image sizes")
struct FormattingTests {
  @Test(
    "Date patterns",
    arguments: [
      ("d MMMM yyyy", "1 March 2026"), ("EEE, dd MMM yy", "Sun, 01 Mar 26"), ("HH:mm:ss XXX", "09:05:07 Z"),
      ("h:mm a", "9:05 am"), ("EEEE 'the' d", "Sunday the 1"), ("iso", "2026-03-01T09:05:07Z"),
      ("M/d/y", "3/1/2026"),
    ])
  func patterns(pattern: String, expected: String) throws {
    let moment = try #require(Moment(parsing: "2026-03-01T09:05:07Z", zone: .utc))
    let format = DatePattern(zone: .utc, names: DateNames(language: "en-GB"))
    #expect(try format.format(moment, pattern).get() == expected)
    #expect(throws: DatePattern.UnknownField.self) { try format.format(moment, "QQQ").get() }
  }

  @Test(
    "Excerpts end at a word",
    arguments: [
      ("one two three", 100, "one two three"), ("one two three", 9, "one two…"),
      ("one two, three", 9, "one two…"),
      ("Unbreakable", 5, "Unbre…"), ("", 5, ""),
    ])
  func excerpts(text: String, length: Int, expected: String) {
    #expect(Excerpt.cut(text, to: length) == expected)
  }

  @Test(
    "Sizes of SVG drawings",
    arguments: [
      ("<svg width=\"30\" height=\"20px\">", 30, 20), ("<svg viewBox=\"0 0 600 400\">", 600, 400),
      ("<?xml?>\n<!-- x --><svg\n width='12.6' height='3'>", 13, 3),
    ])
  func svg(text: String, width: Int, height: Int) {
    #expect(ImageSize(Array(text.utf8)) == ImageSize(width: width, height: height))
  }

  @Test("Sizes of PNG, GIF, JPEG and WebP")
  func bitmaps() {
    let png: [UInt8] = [
      0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 4, 0, 0, 0, 3, 0,
    ]
    #expect(ImageSize(png) == ImageSize(width: 1024, height: 768))
    let gif: [UInt8] = Array("GIF89a".utf8) + [0x40, 0x01, 0xF0, 0x00]
    #expect(ImageSize(gif) == ImageSize(width: 320, height: 240))
    let jpeg: [UInt8] = [
      0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 100, 0, 200, 3, 1, 1, 1,
    ]
    #expect(ImageSize(jpeg) == ImageSize(width: 200, height: 100))
    let webp: [UInt8] =
      Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBPVP8X".utf8) + [
        10, 0, 0, 0, 0, 0, 0, 0, 99, 0, 0, 49, 0, 0,
      ]
    #expect(ImageSize(webp) == ImageSize(width: 100, height: 50))
    #expect(ImageSize(Array("not an image".utf8)) == nil)
    #expect(ImageSize([0xFF, 0xD8, 0xFF]) == nil)
  }

  @Test("A zone of the database, from Foundation")
  func zones() throws {
    let zone = try #require(ZoneRules(named: "Europe/Berlin"))
    let summer = try #require(Moment(parsing: "2026-07-01", zone: zone))
    #expect(summer.rfc3339(in: zone) == "2026-07-01T00:00:00+02:00")
    let winter = try #require(Moment(parsing: "2026-12-01", zone: zone))
    #expect(winter.rfc3339(in: zone) == "2026-12-01T00:00:00+01:00")
    #expect(ZoneRules(named: "Mars/Olympus") == nil)
  }
}
