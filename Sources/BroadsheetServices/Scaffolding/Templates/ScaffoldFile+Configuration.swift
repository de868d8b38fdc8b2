import BroadsheetCore

extension ScaffoldFile {
  /// `Site.yaml`: every setting, with what it does. Settings that are commented out show their default or an
  /// example; taking away the `#` alone makes them valid.
  static func configuration(title: String) -> ScaffoldFile {
    var quoted = OutputBuffer(capacity: 64)
    quoted.append(jsonString: title)
    return ScaffoldFile(
      path: "Site.yaml",
      text: """
        # The site's settings. Each has a default; delete what you do not need.
        # Lines that begin with # and no blank are settings, too: take the # away to use them.

        # The name of the publication.
        title: \(quoted.string())

        # One line under the name.
        tagline: Built with Broadsheet

        # What the publication is, in a sentence or two: for feeds and search results.
        description: A news site made of plain text files.

        # Where the site will live. A sub-path such as https://example.org/news/ works, too.
        # Change it before you publish: feeds, sitemaps and share links need the real address.
        base_url: https://news.example/

        # The language of the text (a BCP 47 tag such as en, en-GB, de, pt-BR).
        language: en

        # The zone in which dates without an offset are meant, and in which dates are shown.
        time_zone: UTC

        # The address of an article: {section} is its first folder, {slug} its file name without a leading date.
        #permalink: /{section}/{slug}/

        # The section of articles that lie directly in Content/.
        #default_section: news

        # The order of the sections.
        sections: [news, guides]

        # How many stories stand on one page of a list.
        #page_size: 20

        # Links to plain pages.
        menu:
          - title: About
            url: /about/

        # The line about rights at the foot of every page.
        #copyright: © The editors

        # Images of the whole site: a logo, and the picture that is shared where an article has none.
        #logo: /logo.svg
        #image: /share.png

        # How many stories the feeds hold.
        #feeds:
        #  items: 30

        # How many related stories an article shows; 0 shows none.
        #related:
        #  count: 5

        # Markdown: raw HTML in articles (keep, escape or drop), and curly quotation marks.
        #markdown:
        #  html: keep
        #  smart: true

        # The rel attribute of links to other sites.
        #links:
        #  external_rel: noopener

        # Whether crawlers that collect text for training are asked to stay away (allow or deny).
        #robots:
        #  training_crawlers: allow

        # Who publishes, and the addresses of policies that readers and search engines look for.
        #publisher:
        #  name: The Example Company
        #  same_as: [https://social.example/@news]
        #  masthead: /about/
        #  corrections_policy: /about/

        # Where `broadsheet publish --to NAME` sends the site. A relative path is meant from this folder.
        #publish:
        #  server:
        #    kind: folder
        #    path: /srv/www/news
        #    keep: 5
        #  pages:
        #    kind: git
        #    repository: .
        #    branch: gh-pages
        #    domain: news.example

        # Values of your own, for templates: site.params.
        #params:
        #  imprint: Made by hand

        """)
  }
}
