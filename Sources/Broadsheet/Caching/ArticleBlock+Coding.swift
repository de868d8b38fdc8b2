import BroadsheetCore

extension ArticleBody.Block {
  func write(into out: inout BinaryWriter) {
    out.write(name)
    out.write(label)
    out.write(id)
    out.write(classes)
    out.write(attributes) { out, attribute in
      out.write(attribute.name)
      out.write(attribute.value)
    }
    out.write(Int32(truncatingIfNeeded: parent))
    out.write(UInt32(depth))
    out.write(html)
    out.write(content)
    out.write(text)
    out.write(items) { out, item in
      out.write(item.html)
      out.write(item.labelHTML)
      out.write(item.label)
      out.write(item.text)
      out.write(item.date)
    }
    out.write(UInt32(line))
    out.write(UInt32(column))
    out.write(date)
    out.write(frame)
  }

  init(from reader: inout BinaryReader) throws(BinaryReader.Damage) {
    name = try reader.readText()
    label = try reader.readText()
    id = try reader.readOptionalText()
    classes = try reader.readTexts()
    attributes = try reader.readList { reader throws(BinaryReader.Damage) in
      Attribute(name: try reader.readText(), value: try reader.readText())
    }
    parent = Int(try reader.readInt32())
    depth = Int(try reader.readUInt32())
    html = try reader.readRange()
    content = try reader.readRange()
    text = try reader.readText()
    items = try reader.readList { reader throws(BinaryReader.Damage) in
      Item(
        html: try reader.readRange(), labelHTML: try reader.readRange(), label: try reader.readText(),
        text: try reader.readText(), date: try reader.readOptionalMoment())
    }
    line = Int(try reader.readUInt32())
    column = Int(try reader.readUInt32())
    date = try reader.readOptionalMoment()
    frame = try reader.readOptionalText()
  }
}
