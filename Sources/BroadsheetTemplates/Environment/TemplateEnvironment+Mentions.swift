extension TemplateEnvironment {
  /// The templates that read a variable or call a function of this name, themselves or through one that they
  /// extend, include or import. One that chooses another template only when it is rendered may reach any.
  public func templates(mentioning name: String) -> Set<String> {
    var found = program.templates.indices.filter { program.mentions(name, in: $0) }
    if found.isEmpty { return [] }
    var isFound = [Bool](repeating: false, count: program.templates.count)
    var users = [[Int]](repeating: [], count: program.templates.count)
    for index in program.templates.indices {
      guard let reached = program.templatesNamed(in: index) else {
        found.append(index)
        continue
      }
      for other in reached { users[other].append(index) }
    }
    while let index = found.popLast() {
      if isFound[index] { continue }
      isFound[index] = true
      found += users[index]
    }
    return Set(program.templates.indices.filter { isFound[$0] }.map { program.templates[$0].name })
  }
}

extension Program {
  fileprivate func mentions(_ name: String, in template: Int) -> Bool {
    templates[template].instructions.contains { index in
      if case .resolve(_, let symbol) = instructions[Int(index)] {
        names[Int(symbol)].text == name
      } else {
        false
      }
    }
  }

  /// The templates that this one names; nil where it chooses one only when it is rendered.
  fileprivate func templatesNamed(in template: Int) -> [Int]? {
    var found: [Int] = []
    for index in templates[template].instructions {
      let other: Int32
      switch instructions[Int(index)] {
      case .include(let plan): other = includes[Int(plan)].found
      case .import(let plan): other = imports[Int(plan)].found
      case .extends(let node): other = self.template(named: node)
      default: continue
      }
      guard other >= 0 else { return nil }
      found.append(Int(other))
    }
    return found
  }
}
