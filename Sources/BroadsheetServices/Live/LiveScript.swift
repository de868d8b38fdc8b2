extension LivePage {
  /// The script that runs in served pages.
  ///
  /// It works under a strict content security policy: the overlay has its style from the script's own objects,
  /// and all text is set as text. A hidden page lets its connection go, since browsers allow six to a host.
  static let script = #"""
    "use strict";
    (() => {
      let version = document.currentScript.dataset.version;
      let source, overlay;

      const connect = () => {
        if (source || document.hidden) return;
        const query = new URLSearchParams({ path: location.pathname, version });
        source = new EventSource("/.broadsheet/events?" + query);
        source.addEventListener("reload", () => location.reload());
        source.addEventListener("styles", (event) => swapStyles(event.data).catch(() => location.reload()));
        source.addEventListener("errors", (event) => showErrors(JSON.parse(event.data)));
        source.addEventListener("mended", hideErrors);
        source.addEventListener("error", () => {
          disconnect();
          setTimeout(connect, 500);
        });
      };

      const disconnect = () => {
        source?.close();
        source = undefined;
      };

      // Theme files have a fingerprint in their address: the page itself is asked what its sheets are called now.
      const swapStyles = async (next) => {
        const page = await (await fetch(location.href, { cache: "no-store" })).text();
        const sheets = (root) => [...root.querySelectorAll('link[rel~="stylesheet"][href]')];
        const fresh = sheets(new DOMParser().parseFromString(page, "text/html"));
        const shown = sheets(document);
        if (fresh.length !== shown.length) return location.reload();
        version = next;
        shown.forEach((old, index) => {
          const address = new URL(fresh[index].getAttribute("href"), location.href);
          if (address.origin !== location.origin) return;
          const plain = new URL(old.href);
          plain.searchParams.delete("broadsheet");
          if (plain.href === address.href) address.searchParams.set("broadsheet", next);
          const link = old.cloneNode();
          link.href = address.href;
          link.addEventListener("load", () => old.remove());
          link.addEventListener("error", () => location.reload());
          old.after(link);
        });
      };

      const element = (name, text, parts = []) => {
        const made = document.createElement(name);
        if (text) made.textContent = text;
        made.append(...parts);
        return made;
      };

      const place = ({ file, line, column }) => [file, line, column].filter(Boolean).join(":");

      const excerpt = ({ excerpt, line, column, length }) => {
        const gutter = " ".repeat(String(line).length);
        let text = `${line} | ${excerpt}`;
        if (column) {
          const lead = [...excerpt].slice(0, column - 1).map((sign) => (sign === "\t" ? sign : " ")).join("");
          text += `\n${gutter} | ${lead}${"^".repeat(Math.max(1, Math.min(length, excerpt.length + 1)))}`;
        }
        return element("pre", text);
      };

      const describe = (error) => {
        const parts = [element("h2", `${error.code}: ${error.message}`)];
        if (error.file) parts.push(element("p", place(error)));
        if (error.file && error.excerpt !== undefined) parts.push(excerpt(error));
        for (const step of error.chain) parts.push(element("p", `${step.role} ${place(step)}`));
        if (error.help) parts.push(element("p", `Help: ${error.help}`));
        return element("section", "", parts);
      };

      const style = `
        :host { all: initial; position: fixed; inset: 0; z-index: 2147483647; overflow: auto;
          background: rgb(0 0 0 / .66); font: 16px/1.5 system-ui, sans-serif; }
        div { box-sizing: border-box; max-width: 60rem; margin: 5vh auto; padding: 1.5rem; background: #fff;
          color: #1a1a1a; border-top: .5rem solid #b3261e; overflow-wrap: anywhere; }
        h1 { margin: 0; font-size: 1.25rem; } h2 { margin: 0 0 .25rem; font-size: 1rem; color: #b3261e; }
        section { margin-top: 1.25rem; } p { margin: .25rem 0; }
        pre { margin: .5rem 0; padding: .75rem; overflow: auto; background: #f3f1ee; color: #1a1a1a;
          font: 14px/1.5 ui-monospace, monospace; }
        button { float: right; font: inherit; }`;

      const showErrors = ({ count, errors }) => {
        hideErrors();
        const close = element("button", "Close");
        close.addEventListener("click", hideErrors);
        const parts = [close, element("h1", `The site cannot be built: ${count} error${count === 1 ? "" : "s"}`)];
        parts.push(...errors.map(describe));
        if (errors.length < count) parts.push(element("p", `… and ${count - errors.length} more in the terminal`));
        parts.push(element("p", "The page behind this one is the last good one. This goes when the site is mended."));
        const panel = element("div", "", parts);
        panel.setAttribute("role", "alert");
        overlay = element("broadsheet-errors");
        const shadow = overlay.attachShadow({ mode: "open" });
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style);
        shadow.adoptedStyleSheets = [sheet];
        shadow.append(panel);
        document.documentElement.append(overlay);
      };

      const hideErrors = () => {
        overlay?.remove();
        overlay = undefined;
      };

      document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
      addEventListener("pagehide", disconnect);
      addEventListener("pageshow", connect);
      connect();
    })();

    """#
}
