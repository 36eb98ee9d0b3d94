/* References: the picker, inserting at the cursor, and the way from a remark to its words. Without it
   references are copied from their list.

   [data-inserts]             a textarea or field; references go into the one that was used last
   dialog[data-picker]        is opened by data-opens="its id" or Ctrl+. (app.js opens it); it holds a
                              search field and, once found, buttons with data-insert="[fact:…]"
   [data-goto="3-9"]          selects that stretch (UTF-16 units) of the textarea named by data-in, or of
                              the one used last
   …#L12                      the page begins with that line selected in the long text
   [data-script-hides]        is hidden where this runs */
(() => {
  "use strict";

  const announce = (text) => document.dispatchEvent(new CustomEvent("casebook:announce", { detail: text }));

  const hide = (scope) => scope.querySelectorAll?.("[data-script-hides]").forEach((one) => { one.hidden = true; });
  hide(document);
  document.addEventListener("htmx:load", (event) => hide(event.detail.elt));

  /* Inserting at the cursor, so that the browser's own undo takes it back. */
  let used = null;
  let caret = 0;
  /* The field may have been drawn anew since; then it is the one of the same id. */
  const again = () => (used?.id ? document.getElementById(used.id) : null);
  const inserting = () => (used?.isConnected ? used : again() || document.querySelector("[data-inserts]"));
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("[data-inserts]")) used = event.target;
  });
  /* A closing dialog gives the focus back with the cursor at the start: where it stood is kept. */
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.("[data-inserts]")) caret = event.target.selectionEnd;
  });
  const insert = (text) => {
    const area = inserting();
    if (!area) return;
    const at = area === used || area.id === used?.id ? Math.min(caret, area.value.length) : area.value.length;
    const { value } = area;
    area.focus();
    const gap = at > 0 && !/[\s([“"]/.test(value[at - 1]) ? " " : "";
    const words = gap + text + (/[\p{L}\p{N}]/u.test(value[at] || "") ? " " : "");
    area.setSelectionRange(at, at);
    if (!document.execCommand("insertText", false, words)) {
      area.setRangeText(words, at, at, "end");
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  };

  const showLine = () => {
    const [, line] = location.hash.match(/^#L(\d+)$/) || [];
    const area = line && document.querySelector("textarea[data-inserts][name=body]");
    if (!area) return;
    const lines = area.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(start, start + (lines[line - 1] || "").length);
    area.scrollTop = Math.max(0, (line / lines.length) * area.scrollHeight - area.clientHeight / 2);
  };
  showLine();
  window.addEventListener("hashchange", showLine);

  const choices = (picker) => [...picker.querySelectorAll("[data-insert]")];
  const take = (picker, choice) => {
    picker.close();
    insert(choice.dataset.insert);
    announce(choice.dataset.insert);
  };
  document.addEventListener("click", (event) => {
    const choice = event.target.closest?.("[data-insert]");
    const picker = choice?.closest("dialog[data-picker]");
    if (picker) take(picker, choice);
    const goto = event.target.closest?.("[data-goto]");
    if (!goto) return;
    const area = (goto.dataset.in && document.getElementById(goto.dataset.in)) || inserting();
    const [start, end] = goto.dataset.goto.split("-").map(Number);
    if (!area) return;
    area.focus();
    area.setSelectionRange(start, end);
    /* A textarea scrolls to its selection by itself in some browsers only. */
    const share = area.value.slice(0, start).split("\n").length / area.value.split("\n").length;
    area.scrollTop = Math.max(0, share * area.scrollHeight - area.clientHeight / 2);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "." && (event.ctrlKey || event.metaKey)) {
      const opener = document.querySelector("[data-opens='picker']");
      if (opener && !document.querySelector("dialog[open]")) {
        event.preventDefault();
        opener.click();
      }
      return;
    }
    const picker = event.target.closest?.("dialog[data-picker]");
    if (!picker) return;
    const list = choices(picker);
    const at = list.indexOf(document.activeElement);
    const search = picker.querySelector("input:not([type=hidden])");
    if (event.key === "ArrowDown" && list.length) {
      event.preventDefault();
      list[Math.min(at + 1, list.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (list[at - 1] || search)?.focus();
    } else if (event.key === "Enter" && at < 0 && event.target === search && list.length) {
      event.preventDefault();
      take(picker, list[0]);
    }
  });
})();
