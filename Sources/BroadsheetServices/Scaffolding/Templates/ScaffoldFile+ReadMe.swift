extension ScaffoldFile {
  static func readMe(title: String) -> ScaffoldFile {
    ScaffoldFile(
      path: "README.md",
      text: """
        # \(title)

        A news site made with Broadsheet.

        | To | Run |
        |---|---|
        | build the site into `Output/` | `broadsheet build` |
        | look at it | `broadsheet serve` |
        | see what was found in an article | `broadsheet inspect Content/news/2025-01-15-plain-text.txt` |
        | publish it to a target of `Site.yaml` | `broadsheet publish --to NAME` |
        | have GitHub build and publish it | `broadsheet new . --ci github` |

        | Place | What it holds |
        |---|---|
        | `Site.yaml` | the settings, each explained |
        | `Content/` | articles, in a folder for each section; plain pages in `Content/pages/` |
        | `Templates/` | templates that replace the theme's of the same name, if you want any |
        | `Data/` | data for templates, if you want any |
        | `Output/`, `.broadsheet/` | the finished site and the memory of the last build; both can be deleted |

        """)
  }
}
