extension ScaffoldFile {
  static let newsIndex = ScaffoldFile(
    path: "Content/news/_index.md",
    text: """
      ---
      title: News
      description: What is new here.
      ---

      """)

  static let guidesIndex = ScaffoldFile(
    path: "Content/guides/_index.md",
    text: """
      ---
      title: Guides
      description: How to write for this site.
      ---

      """)

  static let welcome = ScaffoldFile(
    path: "Content/news/welcome.md",
    text: """
      ---
      title: Your first edition is on the press
      description: The site that you are reading was built from a folder of text files. Here is what lies where.
      date: 2025-01-20T09:00:00Z
      author: The Editors
      tags: [getting started]
      ---
      This page is the file `Content/news/welcome.md`. Change it, run `broadsheet build`, and the page, the front
      page, the feeds and the sitemap change with it. Whatever did not change is left alone.

      ## What lies where

      - `Content/` holds the articles. The first folder is the section: this one stands in *News*.
      - `Content/pages/` holds plain pages, such as [the one about this site](../pages/about.md).
      - `Site.yaml` holds the settings, each with a line of explanation.
      - `Output/` holds the finished site. It is made anew whenever you build, so never edit anything there.

      ## What to do next

      Write your own title and address into `Site.yaml`, then delete these articles and put yours in their place.
      Links between articles are written as paths to files, as in [the guide to links](../guides/links.md). If a
      file is renamed and a link to it forgotten, the build says so and names the line.

      """)

  static let frontMatter = ScaffoldFile(
    path: "Content/guides/front-matter.md",
    text: """
      ---
      title: "Front matter, field by field"
      description: The few lines at the top of an article, and what each of them does.
      date: 2025-01-16
      author: The Editors
      tags: [getting started, writing]
      ---
      Front matter stands between two lines of three hyphens at the top of a file. All of it is optional: what is
      missing is taken from the text itself.

      | Field | What it does |
      |---|---|
      | `title` | the headline; otherwise the first heading, or the beginning of the lead |
      | `description` | the summary in lists, feeds and search results |
      | `date` | when it was published; a date in the future holds the article back until then |
      | `updated` | when the text last changed in substance |
      | `author` | one name or a list of names |
      | `tags` | what it is about |
      | `draft` | `true` keeps the article out of every page, list and feed |
      | `slug` | the last part of the address, if not the name of the file |
      | `aliases` | old addresses that should lead here |
      | `image` | a picture with `src`, `alt`, `caption` and `credit` |
      | `corrections` | a list of corrections, each with a `date` and a `text` |

      Dates are written as `2025-01-16` or `2025-01-16T09:30:00Z`. A field that is misspelt gets a warning with
      the name that was probably meant.

      """)

  static let links = ScaffoldFile(
    path: "Content/guides/links.md",
    text: """
      ---
      title: Links that cannot rot
      description: Link to files instead of addresses, and let the build find what broke.
      date: 2025-01-17
      author: The Editors
      tags: [writing]
      ---
      A link to another article is the path of its file: `[the table of fields](front-matter.md)` becomes
      [the table of fields](front-matter.md), with whatever address that article has today.

      A link to a heading adds its name: [what to do next](../news/welcome.md#what-to-do-next). Links to other
      sites are written in full, such as <https://commonmark.org/help/>, where the rest of Markdown is explained
      in ten minutes.

      > A broken link between two articles is an error, not a surprise: the build names the file, the line and
      > the nearest article that could have been meant.

      """)

  static let draft = ScaffoldFile(
    path: "Content/news/unfinished.md",
    text: """
      ---
      title: An unfinished story
      date: 2025-01-21
      draft: true
      ---
      This story is a draft. It appears nowhere, in no page, list, feed or count, until the line `draft: true`
      goes. To look at it before that, build with `--drafts`.

      """)

  static let about = ScaffoldFile(
    path: "Content/pages/about.md",
    text: """
      ---
      title: About this site
      description: Who makes it, and how to reach them.
      ---
      Say here who publishes this site, how it is paid for, and where readers can write to. A sentence about how
      mistakes are corrected earns more trust than a page of principles.

      """)

  /// Wire copy: nothing but text. The headline, the summary, the pointer and the takeaways are found in it.
  static let wireCopy = ScaffoldFile(
    path: "Content/news/2025-01-15-plain-text.txt",
    text: """
      Broadsheet can publish a story that arrives as plain text, with no headline and no front matter, as this \
      file shows. The text comes from an editor, a mail or a news agency, is saved in the folder of its section, \
      and takes its place in the next edition.

      The first sentence of such a story has to carry the news, as it always had to. “A lead that needs a \
      headline to explain it is not a lead,” says a rule that hangs in many newsrooms. The headline above this \
      story was cut from its lead, at the end of a clause and never within a word.

      SEE: Front matter, field by field

      A line that begins with “SEE:” points to something else to read. It is kept apart from the story, so that \
      it interrupts neither the reading nor the count of words.

      Many stories close with a short list of what to remember. Where such a list stands under a line that \
      announces it, it is set as a list with a heading of its own. Nothing in the text is rewritten: “the body \
      is the author's” is the rule that all of this obeys.

      The three things to remember about plain text

        1. A text file in the folder of a section is a complete article.
        2. What the file does not say is taken from its structure, and front matter always wins over that.
        3. The words of the story stay as they were written.

      """)
}
