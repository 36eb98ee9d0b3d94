/* What script adds to a question: buttons that move an item of an ordering, fields of a decision
   that show themselves only where they apply, and a count of words. Without it every control
   is a plain one. */
(() => {
  "use strict";

  const within = (scope, selector) => {
    const own = scope.matches?.(selector) ? [scope] : [];
    return [...own, ...scope.querySelectorAll(selector)];
  };

  /* Ordering. */
  const placeOf = (row) => row.querySelector("[data-position]");
  const orderOf = (element) => element.closest("[data-question=ordering]").querySelector("[data-order]");

  const isPlaced = (rows) => {
    const places = new Set(rows.map((row) => placeOf(row).value));
    return !places.has("") && places.size === rows.length;
  };

  const remember = (list) => {
    const rows = [...list.children];
    const placed = isPlaced(rows);
    rows.forEach((row, index) => {
      const select = placeOf(row);
      const place = placed ? Number(select.value) : index + 1;
      select.dataset.before = select.value;
      row.querySelector("[data-move=up]").setAttribute("aria-disabled", place === 1);
      row.querySelector("[data-move=down]").setAttribute("aria-disabled", place === rows.length);
    });
  };

  /* Where every item has its place, the list stands in that order before something moves. */
  const settle = (list) => {
    const rows = [...list.children];
    if (!isPlaced(rows)) return;
    rows.sort((one, other) => placeOf(one).value - placeOf(other).value);
    rows.forEach((row) => list.append(row));
  };

  let numbering = false;
  const number = (list) => {
    [...list.children].forEach((row, index) => { placeOf(row).value = String(index + 1); });
    remember(list);
    numbering = true;
    placeOf(list.firstElementChild).dispatchEvent(new Event("change", { bubbles: true }));
    numbering = false;
  };

  const announce = (words) => {
    document.dispatchEvent(new CustomEvent("casebook:announce", { detail: words }));
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-move]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const list = orderOf(button);
    const row = button.closest("[data-item]");
    if (row) {
      settle(list);
      const up = button.dataset.move === "up";
      const other = up ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      row[up ? "after" : "before"](other);
    }
    number(list);
    button.focus();
    if (!row) return;
    const place = placeOf(row).value;
    announce(list.closest("[data-moved]").dataset.moved.replace("{number}", place));
  });

  /* Dragging is an extra: whoever drags gets the same list as whoever presses the buttons. */
  let dragged = null;
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-order] > [data-item]") ?? null;
    if (!dragged) return;
    settle(dragged.parentElement);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });

  document.addEventListener("dragover", (event) => {
    const over = event.target.closest?.("[data-order] > [data-item]");
    if (!dragged || !over || over.parentElement !== dragged.parentElement) return;
    event.preventDefault();
    if (over === dragged) return;
    const { top, height } = over.getBoundingClientRect();
    over[event.clientY > top + height / 2 ? "after" : "before"](dragged);
  });

  document.addEventListener("dragend", () => {
    if (dragged) number(dragged.parentElement);
    dragged = null;
  });

  /* Who chooses a place that is taken changes places with the item that had it. Captured, so
     that whoever saves on the same event reads both places as they are now. */
  document.addEventListener("change", (event) => {
    const select = event.target;
    if (numbering || !select.matches?.("[data-position]")) return;
    const list = orderOf(select);
    const same = within(list, "[data-position]").find(
      (other) => other !== select && select.value && other.value === select.value,
    );
    if (same) same.value = select.dataset.before || "";
    remember(list);
  }, true);

  /* Decision. */
  const chosen = (form, key) => {
    const field = form.querySelector(`[data-field="${CSS.escape(key)}"]`);
    if (!field || field.hidden) return [];
    return [...field.querySelectorAll("input:checked")].map((input) => input.value);
  };

  const show = (form) => {
    within(form, "[data-depends-on]").forEach((field) => {
      const wanted = field.dataset.anyOf.split(" ");
      field.hidden = !chosen(form, field.dataset.dependsOn).some((key) => wanted.includes(key));
      within(field, "[data-depends-hint]").forEach((hint) => { hint.hidden = true; });
    });
  };

  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("[data-question=decision]");
    if (form) show(form);
  });

  /* Free text: how many words there are, told once the typing rests. */
  const count = (area) => {
    const line = document.getElementById(area.dataset.countWords);
    if (!line) return;
    const number = area.value.split(/\s+/u).filter(Boolean).length;
    const { least, most } = area.dataset;
    const words = most && number > Number(most) ? line.dataset.many
      : least && number < Number(least) ? line.dataset.few : line.dataset.words;
    line.textContent = words.replace("{number}", number);
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-count-words]")) count(event.target);
  });

  const start = (scope) => {
    within(scope, "[data-count-words]").forEach(count);
    within(scope, "[data-question=ordering]").forEach((question) => {
      within(question, "[data-move]").forEach((button) => { button.hidden = false; });
      within(question, "[data-item]").forEach((row) => { row.draggable = true; });
      remember(question.querySelector("[data-order]"));
    });
    within(scope, "[data-question=decision]").forEach(show);
  };

  start(document);
  document.addEventListener("htmx:load", (event) => start(event.detail.elt));
  document.addEventListener("reset", (event) => window.setTimeout(() => start(event.target)));
})();
