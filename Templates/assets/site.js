// Nothing here is needed to read the site. The words of the buttons are those of the theme's labels.
const words = document.currentScript.dataset;

// The switch between light and dark. Without this script the page follows the reader's system.
(() => {
  const root = document.documentElement;
  const button = document.querySelector(".theme-switch");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const key = "theme";
  const stored = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (value) => { try { localStorage.setItem(key, value); } catch { /* private mode: this page only */ } };
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  const show = () => button?.setAttribute("aria-pressed", String(isDark()));

  const choice = stored();
  if (choice === "dark" || choice === "light") root.dataset.theme = choice;
  if (!button) return;
  button.hidden = false;
  show();
  system.addEventListener("change", show);
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    store(root.dataset.theme);
    show();
  });
})();

// A button that copies code.
if (navigator.clipboard) {
  for (const code of document.querySelectorAll(".prose pre > code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(code.textContent); } catch { return; }
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 2000);
    });
    (code.closest("figure.code") ?? code.parentElement).before(button);
  }
}

// A button that shows what an article embeds. Before it is pressed, nothing is asked of anybody else.
for (const embed of document.querySelectorAll(".embed[data-frame]")) {
  const url = new URL(embed.dataset.frame);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "embed-load";
  button.textContent = `${words.load} ${url.host}`;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = url.href;
    frame.title = embed.dataset.title;
    frame.allow = "fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    const link = embed.querySelector(".embed-link");
    embed.replaceChildren(frame, link);
    frame.focus();
  });
  embed.querySelector(".embed-link").before(button);
}
