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
