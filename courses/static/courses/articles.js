/* Proposals by single keys: j and k move, a accepts, e edits, d drops, u takes back. Everything that it
   does, the buttons do as well. Selected words of the text can be taken out for good. */
(() => {
  "use strict";

  const desk = document.querySelector("[data-proposals]");
  if (!desk) return;

  const all = () => [...desk.querySelectorAll("[data-proposal]")];
  let current = null;
  let wanted = null;

  const light = (place) => {
    desk.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
    const found = [...desk.querySelectorAll("[data-for]")].filter((one) =>
      one.dataset.for.split(" ").includes(place),
    );
    found.forEach((one) => one.classList.add("lit"));
    return found.find((one) => one.tagName === "MARK") || found[0];
  };

  const choose = (item, { focus = true, scroll = true } = {}) => {
    if (!item) return;
    all().forEach((one) => one.classList.toggle("proposal-current", one === item));
    current = item.dataset.proposal;
    const mark = light(current);
    const box = desk.querySelector("[data-received]");
    if (scroll && mark && box) {
      /* Only the text's own box moves, never the page under the reader. */
      box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
    }
    if (focus) item.focus({ preventScroll: false });
  };

  const at = () => all().findIndex((one) => one.dataset.proposal === current);
  const step = (by) => {
    const items = all();
    const place = at();
    choose(items[place < 0 ? 0 : Math.min(items.length - 1, Math.max(0, place + by))]);
  };

  const press = (key) => {
    const item = all()[Math.max(0, at())];
    const control = key === "u"
      ? document.querySelector("[data-key=u]")
      : item?.querySelector(`[data-key="${key}"]`);
    if (!control) return false;
    if (key === "a" || key === "d") {
      wanted = (all()[all().indexOf(item) + 1] || item).dataset.proposal;
    }
    control.click();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      step(key === "j" ? 1 : -1);
      event.preventDefault();
    } else if ("aedu".includes(key) && key.length === 1 && press(key)) {
      event.preventDefault();
    }
  });

  desk.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-proposal]");
    if (item && item.dataset.proposal !== current) choose(item, { focus: false });
  });

  desk.addEventListener("click", (event) => {
    const quoted = event.target.closest("[data-for]");
    if (quoted && !String(getSelection())) {
      choose(all().find((one) => one.dataset.proposal === quoted.dataset.for.split(" ")[0]));
    }
  });

  document.addEventListener("htmx:afterSwap", () => {
    const next = all().find((one) => one.dataset.proposal === (wanted ?? current));
    wanted = null;
    if (next) choose(next);
  });

  /* Where the selection stands in the text as received: its characters before it, counted. */
  const form = document.querySelector("[data-redact]");
  const box = document.querySelector("[data-received]");
  form?.addEventListener("mousedown", (event) => event.preventDefault());
  const points = (text) => Array.from(text).length;
  document.addEventListener("selectionchange", () => {
    const picked = getSelection();
    if (!form || !box || !picked.rangeCount) return;
    const range = picked.getRangeAt(0);
    const inside = !range.collapsed && box.contains(range.startContainer) && box.contains(range.endContainer);
    /* What was selected last stays offered: pressing the button may end the selection. */
    if (!inside) return;
    form.hidden = false;
    const before = document.createRange();
    before.setStart(box, 0);
    before.setEnd(range.startContainer, range.startOffset);
    form.querySelector("[name=start]").value = points(before.toString());
    /* "length" of a list of controls is their number, so the field is asked for by its name. */
    form.querySelector("[name=length]").value = points(range.toString());
  });

  const named = location.hash.match(/^#p-(\d+)$/);
  if (named) choose(document.getElementById(`p-${named[1]}`));
})();
