import BroadsheetCore
import BroadsheetMarkdown

extension ArticleBody {
  /// A block, `::: name`, which a template of the theme shows.
  struct Block: Sendable {
    /// An attribute of its fence.
    struct Attribute: Sendable {
      var name: String
      var value: String
    }

    /// An item of a list that stands directly in it.
    struct Item: Sendable {
      /// What it holds, in the body's HTML.
      var html: Range<Int>
      /// The `<strong>` that it begins with, in the body's HTML; empty where there is none.
      var labelHTML: Range<Int>
      /// The text of that.
      var label: String
      var text: String
      /// What the label says, if it is a date.
      var date: Moment?
    }

    var name: String
    var label: String
    var id: String?
    var classes: [String]
    var attributes: [Attribute]
    /// The index of the block that holds this one, or -1.
    var parent: Int
    var depth: Int
    /// All of it, and what it holds, in the body's HTML.
    var html: Range<Int>
    var content: Range<Int>
    var text: String
    var items: [Item] = []
    /// The line of its fence in the file, and its column.
    var line: Int
    var column: Int
    /// Its date or time, where it has one.
    var date: Moment?
    /// For an embed: the address of the page that is shown when readers ask for it.
    var frame: String?

    /// The value of an attribute; of several with one name, the last counts.
    func attribute(_ name: String) -> String? { attributes.last { $0.name == name }?.value }

    /// When it changed the article, if it did.
    var updated: Moment? { name == "correction" || name == "update" ? date : nil }
  }

  /// What stands in the place of a part of the body.
  struct Piece: Sendable {
    /// The part, in the body's HTML.
    var range: Range<Int>
    var html: [UInt8]
  }

  static func blocks(of rendered: RenderedBody, lineOffset: Int) -> [Block] {
    func text(_ range: Range<Int>) -> String {
      String(decoding: rendered.containerText[range], as: UTF8.self)
    }
    var blocks = rendered.containers.map { container in
      Block(
        name: container.name, label: container.label, id: container.id, classes: container.classes,
        attributes: container.attributes.map { Block.Attribute(name: $0.name, value: $0.value) },
        parent: container.parent ?? -1, depth: container.depth, html: container.html,
        content: container.content, text: container.depth < NewsBlock.deepest ? text(container.text) : "",
        line: container.line + lineOffset, column: container.column)
    }
    for item in rendered.containerItems where blocks[item.container].depth < NewsBlock.deepest {
      blocks[item.container].items.append(
        Block.Item(
          html: item.html, labelHTML: item.labelHTML, label: text(item.labelText), text: text(item.text)))
    }
    return blocks
  }
}
