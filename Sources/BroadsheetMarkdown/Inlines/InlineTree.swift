/// What the inline parser makes: nodes in one array, in lists of siblings.
struct InlineTree {
  enum Kind: UInt8 {
    case root, text, softBreak, lineBreak, code, html, emphasis, strong, strikethrough, link, image
    case footnoteReference
  }

  struct Node {
    var kind: Kind
    /// For a text: its bytes in the content. For a reference to a footnote: its label's bytes.
    var start = 0
    var end = 0
    /// Where a text, a code span or raw HTML is not a run of the content, its index in `strings`; for a
    /// link, its address, which the title follows.
    var string = -1
    var parent = 0
    var previous = -1
    var next = -1
    var firstChild = -1
    var lastChild = -1
  }

  var nodes: [Node] = [Node(kind: .root)]
  var strings: [[UInt8]] = []

  mutating func append(_ node: Node, to parent: Int = 0) -> Int {
    let index = nodes.count
    nodes.append(node)
    attach(index, to: parent)
    return index
  }

  /// Puts a node that stands alone behind the last child of `parent`.
  mutating func attach(_ index: Int, to parent: Int) {
    let last = nodes[parent].lastChild
    nodes[index].parent = parent
    nodes[index].previous = last
    nodes[index].next = -1
    if last >= 0 { nodes[last].next = index } else { nodes[parent].firstChild = index }
    nodes[parent].lastChild = index
  }

  /// Takes a node out of its list.
  mutating func detach(_ index: Int) {
    let node = nodes[index]
    if node.previous >= 0 {
      nodes[node.previous].next = node.next
    } else {
      nodes[node.parent].firstChild = node.next
    }
    if node.next >= 0 {
      nodes[node.next].previous = node.previous
    } else {
      nodes[node.parent].lastChild = node.previous
    }
    nodes[index].previous = -1
    nodes[index].next = -1
  }

  /// Puts a node that stands alone behind `sibling`.
  mutating func insert(_ index: Int, after sibling: Int) {
    let following = nodes[sibling].next
    nodes[index].parent = nodes[sibling].parent
    nodes[index].previous = sibling
    nodes[index].next = following
    nodes[sibling].next = index
    if following >= 0 {
      nodes[following].previous = index
    } else {
      nodes[nodes[sibling].parent].lastChild = index
    }
  }

  /// Moves the siblings behind `first`, up to but without `last` (-1 for all), into `parent`.
  mutating func moveSiblings(after first: Int, before last: Int, into parent: Int) {
    let begin = nodes[first].next
    guard begin >= 0, begin != last else { return }
    let outer = nodes[first].parent
    let end = last >= 0 ? nodes[last].previous : nodes[outer].lastChild
    nodes[first].next = last
    if last >= 0 { nodes[last].previous = first } else { nodes[outer].lastChild = first }
    nodes[begin].previous = nodes[parent].lastChild
    if nodes[parent].lastChild >= 0 {
      nodes[nodes[parent].lastChild].next = begin
    } else {
      nodes[parent].firstChild = begin
    }
    nodes[end].next = -1
    nodes[parent].lastChild = end
    var moved = begin
    while moved >= 0 {
      nodes[moved].parent = parent
      moved = nodes[moved].next
    }
  }
}
