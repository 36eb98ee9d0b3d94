/* Writing that loses nothing: saves by itself, and keeps what was not saved in this browser. Without it
   the form saves with its button.

   For any editor:
   form[data-writing]         is saved as it stands, by POST to its action with Accept: application/json;
                              a field "base" says what the writer saw, "person" is added here. Without
                              such a field it is something new: kept here until its button is pressed
     data-person              public id; nobody's text is ever kept for or sent as somebody else
     data-document            a name for what is written, unique in the installation
     data-leaves-out          controls whose names begin so are not part of what is written
     data-redraws             id of the part of the form that the server draws from what is posted with
                              do=redraw, where what was kept may have other rows than the page
     data-words-…             what the status line says, here or on an element [data-writing-words]
                              inside: saved-now, saved ("%s" seconds), saved-minutes, saving, unsaved,
                              signed-out, meanwhile, back, elsewhere, kept
     [data-saved]             the status line
     [data-afresh]            a button that drops what was brought back; shown only then
     [data-meanwhile]         where the answer 409 puts its HTML, with [data-keep-mine], [data-take-theirs]
   The server answers 200 {base} (with {href}, the page is left for it), 409 {meanwhile: html, base},
   422 {error}; anything else is tried again.
   Fires on the form "casebook:look" when its text was changed here (for a preview's hx-trigger),
   "casebook:saved" after each save and "casebook:refused" when a pressed button was answered 422. */
(() => {
  "use strict";

  const QUIET = 900;
  const LONGEST_PAUSE = 30000;
  const LONGEST_REQUEST = 30000;
  const MOST_KEPT_ALIVE = 60000;
  const announce = (text) => document.dispatchEvent(new CustomEvent("casebook:announce", { detail: text }));

  const csrfToken = () => {
    const name = `${document.documentElement.dataset.csrfCookie || "csrftoken"}=`;
    const pair = document.cookie.split("; ").find((part) => part.startsWith(name));
    return pair ? decodeURIComponent(pair.slice(name.length)) : "";
  };

  /* Put fields into a form. What has no control any more is sent all the same. */
  const fill = (form, fields, isOurs) => {
    const taken = {};
    for (const control of form.elements) {
      const { name } = control;
      if (!name || !isOurs(name)) continue;
      const values = fields[name] || [];
      if (control.type === "checkbox" || control.type === "radio") {
        control.checked = values.includes(control.value);
      } else if (control.type === "select-multiple") {
        for (const option of control.options) option.selected = values.includes(option.value);
      } else if (name in fields && control.type !== "submit") {
        const at = taken[name] || 0;
        if (at < values.length) control.value = values[at];
        taken[name] = at + 1;
      }
    }
    Object.entries(fields).filter(([name]) => !form.elements.namedItem(name)).forEach(([name, values]) => {
      values.forEach((value) => {
        const control = document.createElement("input");
        Object.assign(control, { type: "hidden", name, value });
        form.append(control);
      });
    });
  };

  const bodyOf = (fields, more) => {
    const body = new URLSearchParams(more);
    Object.entries(fields).forEach(([name, values]) => values.forEach((value) => body.append(name, value)));
    return body;
  };

  /* The server draws what rows there are. */
  const redraw = async (form, fields) => {
    const answer = await fetch(form.action, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      headers: { "X-CSRFToken": csrfToken() },
      body: bodyOf(fields, { do: "redraw" }),
    });
    if (!answer.ok) throw new Error("not drawn");
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = drawn.getElementById(form.dataset.redraws);
    document.getElementById(form.dataset.redraws).replaceWith(fresh);
    window.htmx?.process(fresh);
  };

  /* One editor. */
  const writes = (form) => {
    const words = { ...form.querySelector("[data-writing-words]")?.dataset, ...form.dataset };
    const key = `casebook:writing:${words.person}:${words.document}`;
    const page = String(Math.random()).slice(2);
    const status = form.querySelector("[data-saved]");
    const meanwhile = form.querySelector("[data-meanwhile]");
    const afresh = form.querySelector("[data-afresh]");
    const NOT_WORDS = new Set(["csrfmiddlewaretoken", "base", "do"]);
    const isOurs = (name) => !NOT_WORDS.has(name) && !(words.leavesOut && name.startsWith(words.leavesOut));
    /* A button of a conflict may have the same name. */
    const base = () => form.querySelector("input[name=base]");
    const isNew = !base();

    const collect = () => {
      const fields = {};
      for (const [name, value] of new FormData(form)) {
        if (isOurs(name) && typeof value === "string") (fields[name] ||= []).push(value);
      }
      return fields;
    };

    /* What is not saved yet. Storage may be refused or full: then it lives with the page. */
    const keep = (fields) => {
      try {
        localStorage.setItem(key, JSON.stringify({ base: base()?.value, fields, page, at: Date.now() }));
      } catch { /* the page has it */ }
    };
    const kept = () => {
      try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
    };
    const forget = (whose) => {
      try {
        if (!whose || kept()?.page === whose) localStorage.removeItem(key);
      } catch { /* nothing was kept */ }
    };

    /* The state, in words. */
    let savedAt = 0;
    let problem = "";
    const say = (line) => { if (status && status.textContent !== line) status.textContent = line; };
    const show = () => {
      if (problem) return say(problem);
      if (!savedAt) return undefined;
      const seconds = Math.round((Date.now() - savedAt) / 1000);
      if (seconds >= 90) return say((words.wordsSavedMinutes || "").replace("%s", String(Math.round(seconds / 60))));
      return say(seconds >= 2 ? (words.wordsSaved || "").replace("%s", String(seconds)) : words.wordsSavedNow || "");
    };
    const tell = (text) => {
      if (text && text !== problem) announce(text);
      problem = text || "";
      show();
    };
    window.setInterval(show, 5000);

    const windows = window.BroadcastChannel ? new BroadcastChannel("casebook:written") : null;

    /* Sending: the whole form, one request at a time. Who stands in a conflict sends nothing. */
    let last = JSON.stringify(collect());
    let sending = null;
    let pressed = null;
    let waiting = Boolean(meanwhile?.firstElementChild);
    let leaving = false;
    let pause = 1000;
    let timer = 0;
    let quiet = 0;
    const later = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => send(), pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
    const post = (fields, by) => {
      const seen = isNew ? {} : { base: base().value };
      const body = bodyOf(fields, { person: words.person, ...seen, ...by });
      return fetch(form.action, {
        method: "POST",
        credentials: "same-origin",
        redirect: "manual",
        keepalive: String(body).length < MOST_KEPT_ALIVE,
        signal: AbortSignal.timeout?.(LONGEST_REQUEST),
        headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
        body,
      });
    };
    const saved = async (response, sent) => {
      const report = await response.json();
      if (typeof report.base !== "string") throw new Error("not from Casebook");
      last = sent;
      pause = 1000;
      const isAll = JSON.stringify(collect()) === sent;
      if (isAll || isNew) forget(isNew ? "" : page);
      if (report.href) {
        leaving = true;
        forget(page);
        window.location.assign(report.href);
        return;
      }
      base().value = report.base;
      const wasSaved = savedAt > 0;
      savedAt = Date.now();
      if (!isAll) keep(collect());
      windows?.postMessage({ document: words.document, person: words.person, page, base: report.base });
      tell("");
      form.dispatchEvent(new CustomEvent("casebook:saved"));
      if (!wasSaved) announce(words.wordsSavedNow || "");
    };
    const edited = async (response) => {
      const report = await response.json();
      if (typeof report.meanwhile !== "string" || !meanwhile) throw new Error("not from Casebook");
      waiting = true;
      meanwhile.innerHTML = report.meanwhile;
      meanwhile.dataset.base = report.base;
      tell(words.wordsMeanwhile);
      meanwhile.scrollIntoView?.({ block: "nearest" });
    };
    const refused = async (response, sent, by) => {
      const report = await response.json();
      if (!report.error) throw new Error("not from Casebook");
      last = sent;
      keep(JSON.parse(sent));
      tell(report.error);
      if (by) form.dispatchEvent(new CustomEvent("casebook:refused"));
    };
    const send = (by) => {
      window.clearTimeout(timer);
      pressed = by || pressed;
      if (sending) return sending;
      const fields = collect();
      const now = JSON.stringify(fields);
      if (leaving || waiting || (!pressed && (isNew || now === last))) return Promise.resolve(!waiting);
      if (!problem) say(words.wordsSaving || "");
      const button = pressed;
      pressed = null;
      let signedOut = false;
      sending = post(fields, button).then((response) => {
        if (response.ok) return saved(response, now);
        if (response.status === 409) return edited(response);
        if (response.status === 422) return refused(response, now, button);
        /* The sign-in page, 403, 404 and 503 come and go: the text stays. */
        signedOut = response.type === "opaqueredirect" || [401, 403, 404].includes(response.status);
        throw new Error("not now");
      }).then(() => {
        sending = null;
        const isDone = !pressed && JSON.stringify(collect()) === last;
        return isDone || waiting || problem ? !waiting : send();
      }).catch(() => {
        sending = null;
        pressed ||= button;
        tell((signedOut && words.wordsSignedOut) || words.wordsUnsaved);
        later();
        return false;
      });
      return sending;
    };

    let dropped = false;
    const changed = () => {
      window.clearTimeout(quiet);
      if (dropped || leaving) return;
      const fields = collect();
      if (JSON.stringify(fields) === last) return;
      keep(fields);
      if (isNew) say(problem || words.wordsKept || "");
      else quiet = window.setTimeout(() => send(), QUIET);
    };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("htmx:afterSettle", changed);
    const again = () => { pause = 1000; if (!isNew || pressed) send(); };
    window.addEventListener("online", again);
    window.addEventListener("focus", again);
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });
    window.addEventListener("pagehide", () => { changed(); send(); });

    /* The button saves too, and stays on the page. Any other button of the form goes its own way. */
    form.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (button?.hasAttribute("formaction") || (button?.name === "do" && button.value !== "save")) return;
      event.preventDefault();
      const isMine = button?.hasAttribute("data-keep-mine");
      if (isMine) {
        base().value = meanwhile.dataset.base || button.value || base().value;
        meanwhile.replaceChildren();
        waiting = false;
        last = "";
        status?.focus?.();
      }
      window.clearTimeout(quiet);
      problem = "";
      const by = button?.name && !isMine ? { [button.name]: button.value } : null;
      if (!by && !isNew && JSON.stringify(collect()) === last && !waiting) {
        savedAt ||= Date.now();
        show();
        announce(words.wordsSavedNow || "");
        return;
      }
      send(by || (isNew ? {} : null));
    });
    form.addEventListener("click", (event) => {
      if (event.target.closest?.("[data-afresh]")) {
        dropped = true;
        forget("");
        window.location.reload();
      }
      if (!event.target.closest?.("[data-take-theirs]")) return;
      waiting = true;
      dropped = true;
      forget("");
    });

    /* Another window of this browser saved the same text. */
    windows?.addEventListener("message", ({ data }) => {
      if (data.document !== words.document || data.person !== words.person || data.page === page) return;
      if (data.base !== base()?.value) tell(words.wordsElsewhere);
    });

    /* What an earlier page left unsaved is put back, with what its writer saw, and sent. */
    const left = kept();
    const bringBack = async () => {
      if (words.redraws) await redraw(form, left.fields).catch(() => {});
      fill(form, left.fields, isOurs);
      if (!isNew) base().value = left.base;
      keep(left.fields);
      announce(words.wordsBack || "");
      say(words.wordsBack || "");
      if (afresh) afresh.hidden = false;
      form.dispatchEvent(new CustomEvent("casebook:look"));
      quiet = window.setTimeout(() => send(), QUIET);
    };
    if (left && JSON.stringify(left.fields) === last) {
      forget("");
      if (!isNew) {
        savedAt = Date.now();
        show();
      }
    } else if (left && !waiting) {
      bringBack();
    }
    window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
  };
  document.querySelectorAll("form[data-writing]").forEach(writes);
})();
