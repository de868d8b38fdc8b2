extension ScaffoldFile {
  /// Builds and checks the site at every push and pull request; deploys it from the main branch alone.
  static let githubWorkflow = ScaffoldFile(
    path: ".github/workflows/publish.yml",
    text: #"""
      # Builds the site at every push and every pull request, and publishes it to GitHub Pages from main.
      #
      # Once, before the first run: Settings, Pages, Source: GitHub Actions. The site's address, such as
      # https://NAME.github.io/REPOSITORY/, goes into Site.yaml as base_url.
      name: Publish

      on:
        push:
          branches: [main]
        pull_request:
        workflow_dispatch:
        # Scheduled and expiring articles change the site without a push. Take the # away to look for them every
        # half hour; a run that finds nothing new takes seconds.
        # schedule:
        #   - cron: "7,37 * * * *"

      # What a job needs beyond this, it asks for itself.
      permissions:
        contents: read

      env:
        # Where Broadsheet's sources are (OWNER/NAME), and which version to use: a tag, a branch or a commit.
        # Write them here, or set variables of these names under Settings, Secrets and variables, Actions.
        BROADSHEET_REPOSITORY: ${{ vars.BROADSHEET_REPOSITORY }}
        BROADSHEET_VERSION: ${{ vars.BROADSHEET_VERSION || 'main' }}

      jobs:
        build:
          runs-on: ubuntu-latest
          container: swift:6.3
          timeout-minutes: 30
          steps:
            - name: Know where Broadsheet is
              if: env.BROADSHEET_REPOSITORY == ''
              run: |
                echo "::error::BROADSHEET_REPOSITORY is not set; see the top of publish.yml"
                exit 1

            - name: Check out the site
              uses: actions/checkout@v4
              with:
                persist-credentials: false

            - name: Check out Broadsheet
              uses: actions/checkout@v4
              with:
                repository: ${{ env.BROADSHEET_REPOSITORY }}
                ref: ${{ env.BROADSHEET_VERSION }}
                path: .tools/broadsheet
                persist-credentials: false

            - name: Install the libraries that Broadsheet uses
              run: |
                apt-get update
                apt-get install --yes --no-install-recommends libcmark-dev libyaml-dev pkg-config

            - name: Restore Broadsheet
              uses: actions/cache@v4
              with:
                path: .tools/broadsheet/.build
                key: broadsheet-${{ runner.os }}-${{ runner.arch }}-swift6.3-${{ hashFiles('.tools/broadsheet/Package.swift', '.tools/broadsheet/Sources/**', '.tools/broadsheet/Templates/**') }}
                restore-keys: broadsheet-${{ runner.os }}-${{ runner.arch }}-swift6.3-

            - name: Build Broadsheet
              run: swift build --package-path .tools/broadsheet --configuration release --product broadsheet

            - name: Restore the last build of the site
              uses: actions/cache/restore@v4
              with:
                path: |
                  .broadsheet
                  Output
                key: site-${{ github.run_id }}-${{ github.run_attempt }}
                restore-keys: site-

            - name: Build and check the site
              run: .tools/broadsheet/.build/release/broadsheet build --strict --format github

            - name: Keep this build of the site
              if: github.ref == 'refs/heads/main'
              uses: actions/cache/save@v4
              with:
                path: |
                  .broadsheet
                  Output
                key: site-${{ github.run_id }}-${{ github.run_attempt }}

            - name: Hand the site to the deployment
              if: github.ref == 'refs/heads/main' && github.event_name != 'pull_request'
              uses: actions/upload-pages-artifact@v3
              with:
                path: Output

        deploy:
          needs: build
          if: github.ref == 'refs/heads/main' && github.event_name != 'pull_request'
          runs-on: ubuntu-latest
          timeout-minutes: 10
          permissions:
            pages: write
            id-token: write
          environment:
            name: github-pages
            url: ${{ steps.deployment.outputs.page_url }}
          # One deployment at a time; one that has begun is never broken off.
          concurrency:
            group: pages
            cancel-in-progress: false
          steps:
            - name: Deploy to GitHub Pages
              id: deployment
              uses: actions/deploy-pages@v4

      """#)
}
