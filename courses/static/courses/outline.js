/* Moving lessons in the outline by drag or by Alt and the arrow keys. Everything that it does, the
   buttons beside each lesson do as well. */
(() => {
  "use strict";

  let carried = null;

  const slotOf = (node) => node?.closest?.("[data-slot]");
  const send = (slot, list, to) => {
    const form = document.getElementById("outline-move");
    if (!form) return;
    form.elements.uid.value = slot.dataset.slot;
    form.elements.module.value = list.dataset.slots;
    form.elements.to.value = to;
    form.requestSubmit();
  };

  const clear = () => {
    document.querySelectorAll(".drop-before, .drop-inside").forEach((item) => {
      item.classList.remove("drop-before", "drop-inside");
    });
  };

  /* Where it would be dropped: before a slot of a list, or at its end. */
  const target = (list, y) => {
    const others = [...list.querySelectorAll(":scope > [data-slot]")].filter((one) => one !== carried);
    const next = others.findIndex((one) => {
      const box = one.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });
    return { others, to: next < 0 ? others.length : next };
  };

  const show = (scope) => {
    scope.querySelectorAll?.("[data-grip]").forEach((grip) => {
      grip.hidden = false;
      const slot = slotOf(grip);
      grip.addEventListener("mousedown", () => { slot.draggable = true; });
      grip.addEventListener("mouseup", () => { slot.draggable = false; });
    });
  };
  show(document);
  document.addEventListener("htmx:load", (event) => show(event.detail.elt));

  document.addEventListener("dragstart", (event) => {
    const slot = slotOf(event.target);
    if (!slot || !slot.draggable) return;
    carried = slot;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", slot.dataset.slot);
    slot.classList.add("carried");
  });

  document.addEventListener("dragover", (event) => {
    const list = carried && event.target.closest?.("[data-module]")?.querySelector("[data-slots]");
    if (!list) return;
    event.preventDefault();
    clear();
    const { others, to } = target(list, event.clientY);
    (others[to] ?? list).classList.add(others[to] ? "drop-before" : "drop-inside");
  });

  document.addEventListener("drop", (event) => {
    const list = carried && event.target.closest?.("[data-module]")?.querySelector("[data-slots]");
    if (!list) return;
    event.preventDefault();
    send(carried, list, target(list, event.clientY).to);
  });

  document.addEventListener("dragend", () => {
    carried?.classList.remove("carried");
    if (carried) carried.draggable = false;
    carried = null;
    clear();
  });

  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const slot = slotOf(event.target);
    const step = slot?.querySelector(`[value=${event.key === "ArrowUp" ? "slot_up" : "slot_down"}]`);
    if (!step) return;
    event.preventDefault();
    step.focus();
    step.click();
  });
})();
