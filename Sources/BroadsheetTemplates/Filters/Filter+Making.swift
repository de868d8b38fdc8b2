extension Filter {
  convenience init(
    _ name: String, _ signature: String = "", _ summary: String, _ example: String,
    _ implementation: @escaping Implementation
  ) {
    self.init(
      name: name, signature: Signature(signature), summary: summary, example: example,
      implementation: implementation)
  }
}

extension Test {
  convenience init(
    _ name: String, _ signature: String = "", _ summary: String, _ example: String,
    _ implementation: @escaping Implementation
  ) {
    self.init(
      name: name, signature: Signature(signature), summary: summary, example: example,
      implementation: implementation)
  }
}

extension TemplateFunction {
  convenience init(
    _ name: String, _ signature: String = "", _ summary: String, _ example: String,
    _ implementation: @escaping Filter.Implementation
  ) {
    self.init(
      name: name, signature: Signature(signature), summary: summary, example: example,
      implementation: implementation)
  }
}

extension Renderer {
  /// The text of a value, which in strict mode must not be undefined.
  mutating func text(_ value: Value) throws(TemplateError) -> Value {
    if isStrict, case .undefined(let undefined) = value { throw .undefined(undefined) }
    return value.asText
  }

  /// Changes the text of a value, and keeps it markup if it was.
  mutating func mapping(_ value: Value, _ change: (String) -> String) throws(TemplateError) -> Value {
    let text = try text(value)
    let result = change(text.description)
    try check(size: result.utf8.count)
    return .text(result, isMarkup: text.isMarkup)
  }
}
