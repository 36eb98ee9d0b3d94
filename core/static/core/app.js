/* What every page shares: the CSRF token is read when something is sent, focus goes where the new
   content says, one line is announced, menus and dialogs close as expected. No page depends on it. */
(() => {
  "use strict";

  const root = document.documentElement;

  const csrfToken = () => {
    const name = `${root.dataset.csrfCookie || "csrftoken"}=`;
    const pair = document.cookie.split("; ").find((part) => part.startsWith(name));
    return pair ? decodeURIComponent(pair.slice(name.length)) : "";
  };

  /* Another tab may have signed in again since this page was made. */
  document.addEventListener("submit", (event) => {
    const field = event.target.querySelector?.("input[name=csrfmiddlewaretoken]");
    const token = csrfToken();
    if (field && token) field.value = token;
  }, true);

  document.addEventListener("htmx:configRequest", (event) => {
    const token = csrfToken();
    if (token) event.detail.headers["X-CSRFToken"] = token;
  });

  const announce = (words) => {
    const region = document.getElementById("announcer");
    if (!region || !words) return;
    region.textContent = "";
    window.setTimeout(() => { region.textContent = words; }, 60);
  };
  document.addEventListener("casebook:announce", (event) => announce(event.detail));

  const within = (element, selector) => (
    element.matches(selector) ? element : element.querySelector(selector)
  );

  document.addEventListener("htmx:afterSettle", (event) => {
    const fresh = event.target;
    if (!(fresh instanceof Element)) return;
    const spoken = within(fresh, "[data-announce]");
    if (spoken) announce(spoken.dataset.announce || spoken.textContent.trim());
    const place = within(fresh, "[data-focus-after]");
    const lost = !document.activeElement || document.activeElement === document.body;
    /* What renews itself while somebody reads takes no focus unless it says where. */
    const target = place || (lost && !("quiet" in fresh.dataset) ? fresh : null);
    if (!target) return;
    if (target.tabIndex < 0 && !target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus();
  });

  /* A request that failed is said in words, on the page and aloud. */
  const failed = (reason) => {
    const region = document.getElementById("page-messages");
    const words = document.getElementById("announcer")?.dataset[reason];
    if (!region || !words) return;
    const note = document.createElement("p");
    note.className = "alert alert-problem";
    note.dataset.failure = "";
    note.textContent = words;
    region.querySelectorAll("[data-failure]").forEach((old) => old.remove());
    region.append(note);
  };
  document.addEventListener("htmx:sendError", () => failed("notSent"));
  document.addEventListener("htmx:timeout", () => failed("notSent"));
  document.addEventListener("htmx:responseError", () => failed("refused"));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) {
      document.querySelectorAll("#page-messages [data-failure]").forEach((old) => old.remove());
    }
  });

  /* On a shared machine nothing stays after signing out, also where the server cannot clear it. */
  document.addEventListener("submit", (event) => {
    if (!event.target.matches?.("[data-signs-out]")) return;
    try {
      localStorage.clear();
      sessionStorage.clear();
    } catch { /* nothing was kept, then */ }
  });

  /* Menus: Escape and a click elsewhere close them. */
  const openMenus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    });
  });

  /* A link or button with data-opens="id" opens that dialog; without script it goes to its page. */
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    event.target.closest?.("[data-closes]")?.closest("dialog")?.close();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-prints]")) window.print();
  });
  const showPrinters = (scope) => {
    scope.querySelectorAll?.("[data-prints][hidden]").forEach((item) => { item.hidden = false; });
  };
  showPrinters(document);
  document.addEventListener("htmx:load", (event) => showPrinters(event.detail.elt));
})();
