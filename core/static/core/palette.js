/* The palette: Ctrl-K opens it, arrow keys go through what was found, Enter opens the first. Its link
   opens it too (app.js); without this file that link leads to a page with the same search. */
(() => {
  "use strict";

  const palette = document.querySelector("dialog[data-palette]");
  if (!palette) return;
  const search = palette.querySelector("[name=q]");

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      if (document.querySelector("dialog[open]") || !palette.showModal) return;
      event.preventDefault();
      palette.showModal();
      search.select();
      return;
    }
    if (!palette.contains(event.target)) return;
    const found = [...palette.querySelectorAll("[data-found] a")];
    const at = found.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && found.length) {
      event.preventDefault();
      found[Math.min(at + 1, found.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (found[at - 1] || search).focus();
    } else if (event.key === "Enter" && event.target === search && found.length) {
      event.preventDefault();
      found[0].click();
    }
  });
})();
