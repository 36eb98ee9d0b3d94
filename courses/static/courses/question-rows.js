/* The rows of a question's editor: one button at a time, none is lost, and neither is what is typed
   while the server draws. Each press waits for the one before and is then pressed on the row that was
   meant, wherever that stands by then; for rows have keys and only their places are numbered.

   [data-rows="id"]           an editor; the server draws the part of that id
   [data-at][data-key]        a row: the beginning of the names of its controls, and its key
   button[name=do]            what is pressed: add:options, remove:options:1, up:… , down:… */
(() => {
  "use strict";

  const editor = document.querySelector("[data-rows]");
  if (!editor) return;
  const part = () => document.getElementById(editor.dataset.rows);

  /* The name of a control or list, with the key of each row in place of its number. */
  const steady = (element, name) => {
    const rows = [];
    for (let row = element.closest("[data-at]"); row; row = row.parentElement.closest("[data-at]")) {
      if (name.startsWith(`${row.dataset.at}.`)) rows.unshift(row);
    }
    let found = "";
    let before = "";
    rows.forEach((row) => {
      const { at, key } = row.dataset;
      found += `${at.slice(before.length).replace(/\.\d+$/, "")}.${key}`;
      before = at;
    });
    return found + name.slice(before.length);
  };
  const meant = (button) => {
    const [verb, path, last = ""] = button.value.split(":");
    const row = button.closest("[data-at]");
    const which = verb === "add" ? last : row?.dataset.key;
    return [verb, path && steady(button, `e.${path}`), which].join(" ");
  };
  const buttons = () => [...part().querySelectorAll("button[name=do][hx-post]")];

  /* What every control says, so that what is typed meanwhile can be told and put back. */
  const said = () => {
    const found = new Map();
    part().querySelectorAll("input, textarea, select").forEach((control) => {
      const isTicked = control.type === "checkbox" || control.type === "radio";
      if (!control.name || control.type === "hidden") return;
      const name = steady(control, control.name) + (isTicked ? ` ${control.value}` : "");
      found.set(name, { control, value: isTicked ? control.checked : control.value, isTicked });
    });
    return found;
  };

  /* Where somebody is writing: the name of the control, and the place of the cursor in it. */
  const spot = () => {
    const control = document.activeElement;
    if (!control?.matches("input, textarea, select") || !part().contains(control)) return null;
    const { selectionStart, selectionEnd } = control;
    return { name: steady(control, control.name), selectionStart, selectionEnd };
  };

  let sent = null;
  let meanwhile = [];
  let writing = null;
  const queue = [];
  const isOurs = (event) => event.detail.target?.id === editor.dataset.rows;

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[name=do][hx-post]");
    if (!sent || !button || !part().contains(button)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    queue.push(meant(button));
  }, true);
  document.addEventListener("htmx:beforeRequest", (event) => { if (isOurs(event)) sent = said(); });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!isOurs(event) || !sent) return;
    meanwhile = [...said()].filter(([name, { value }]) => sent.has(name) && sent.get(name).value !== value);
    writing = spot();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!sent || event.target.id !== editor.dataset.rows) return;
    const now = said();
    meanwhile.forEach(([name, { value, isTicked }]) => {
      const control = now.get(name)?.control;
      if (control) control[isTicked ? "checked" : "value"] = value;
    });
    const control = writing && now.get(writing.name)?.control;
    if (!control) return;
    /* Whoever writes somewhere stays there; only a button that was pressed last leads on. */
    part().querySelectorAll("[data-focus-after]").forEach((place) => place.removeAttribute("data-focus-after"));
    control.focus({ preventScroll: true });
    if (writing.selectionStart !== null) control.setSelectionRange?.(writing.selectionStart, writing.selectionEnd);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!sent || event.target.id !== editor.dataset.rows) return;
    sent = null;
    if (meanwhile.length) part().dispatchEvent(new Event("input", { bubbles: true }));
    meanwhile = [];
    while (queue.length) {
      const wanted = queue.shift();
      const button = buttons().find((one) => meant(one) === wanted);
      if (button) return void button.click();
    }
  });
  const failed = (event) => {
    if (!isOurs(event)) return;
    sent = null;
    queue.length = 0;
  };
  ["htmx:sendError", "htmx:responseError", "htmx:timeout", "htmx:sendAbort"].forEach((name) => {
    document.addEventListener(name, failed);
  });
})();
