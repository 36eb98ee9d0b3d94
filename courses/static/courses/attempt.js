/* Keeps every answer: what is typed goes into a queue in this browser and from there to the server,
   again and again until it says that it has it. A page without this script saves with its buttons.
   The queue is keyed by person and attempt: nobody's answers are ever sent as somebody else's.
   One entry per page and question, so that two windows never write over each other's. */
(() => {
  "use strict";

  const host = document.querySelector("[data-attempt][data-steps]");
  if (!host) return;
  const words = host.dataset;
  const status = host.querySelector("[data-saved]");
  const prefix = `casebook:unsent:${words.person}:${words.attempt}:`;
  const QUIET = 700;
  const LONGEST_PAUSE = 30000;
  const LONGEST_REQUEST = 30000;
  const MOST_AT_ONCE = 50;
  const MOST_KEPT_ALIVE = 60000;

  const announce = (text) => document.dispatchEvent(new CustomEvent("casebook:announce", { detail: text }));

  /* The queue, oldest first. Storage may be refused or full: what did not fit lives with the page. */
  const memory = new Map();
  const keyOf = (save) => `${prefix}${save.tab}:${save.question}`;
  const read = () => {
    const found = new Map();
    try {
      Object.keys(localStorage).filter((key) => key.startsWith(prefix))
        .forEach((key) => found.set(key, JSON.parse(localStorage.getItem(key))));
    } catch { /* what is in memory, then */ }
    memory.forEach((save, key) => found.set(key, save));
    return [...found.values()].filter(Boolean).sort((one, other) => one.at - other.at);
  };
  const add = (save) => {
    save.at = Math.max(Date.now(), ...read().map(({ at }) => at + 1));
    try {
      localStorage.setItem(keyOf(save), JSON.stringify(save));
      memory.delete(keyOf(save));
    } catch {
      memory.set(keyOf(save), save);
    }
  };
  const done = (batch) => {
    const now = new Map(read().map((save) => [keyOf(save), save.sequence]));
    batch.filter((save) => now.get(keyOf(save)) === save.sequence).forEach((save) => {
      memory.delete(keyOf(save));
      try { localStorage.removeItem(keyOf(save)); } catch { /* it was in memory */ }
    });
  };

  const csrfToken = () => {
    const name = `${document.documentElement.dataset.csrfCookie || "csrftoken"}=`;
    const pair = document.cookie.split("; ").find((part) => part.startsWith(name));
    return pair ? decodeURIComponent(pair.slice(name.length)) : "";
  };

  /* The state, in words. */
  let savedAt = 0;
  let progress = words.status || "";
  let problem = "";
  const show = () => {
    if (!status) return;
    let line = progress;
    if (problem) {
      line = problem;
    } else if (savedAt) {
      const seconds = Math.round((Date.now() - savedAt) / 1000);
      let ago = words.wordsSavedNow || "";
      if (seconds >= 90) ago = (words.wordsSavedMinutes || "").replace("%s", String(Math.round(seconds / 60)));
      else if (seconds >= 2) ago = (words.wordsSaved || "").replace("%s", String(seconds));
      line = [ago, progress].filter(Boolean).join(" · ");
    }
    if (status.textContent !== line) status.textContent = line;
  };
  const tell = (text) => {
    if (text && text !== problem) announce(text);
    problem = text || "";
    show();
  };
  window.setInterval(show, 5000);

  /* Other windows of this browser that show the same question. */
  const windows = window.BroadcastChannel ? new BroadcastChannel("casebook:saved") : null;
  windows?.addEventListener("message", ({ data }) => {
    const here = data.attempt === words.attempt && data.tab !== words.tab;
    if (here && data.questions.includes(words.question)) tell(words.wordsElsewhere);
  });

  /* Sending: one batch of one tab at a time, oldest first. */
  let sending = null;
  let pause = 1000;
  let timer = 0;
  let single = false;
  let signedOut = false;
  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(send, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  };
  const batchOf = (queue) => {
    const end = queue.findIndex((save) => save.tab !== queue[0].tab);
    return queue.slice(0, Math.min(single ? 1 : MOST_AT_ONCE, end === -1 ? queue.length : end));
  };
  const post = (batch) => {
    const saves = batch.map(({ sequence, question, form }) => ({ sequence, question, form }));
    const body = JSON.stringify({ tab: batch[0].tab, saves });
    return fetch(words.steps, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      keepalive: body.length < MOST_KEPT_ALIVE,
      signal: AbortSignal.timeout?.(LONGEST_REQUEST),
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(), "Accept": "application/json" },
      body,
    });
  };

  const accepted = async (response, batch) => {
    const report = await response.json();
    if (!Array.isArray(report.saved)) throw new Error("not from Casebook");
    done(batch);
    const own = batch[0].tab === words.tab;
    const wasSaved = savedAt > 0;
    savedAt = Date.now();
    pause = 1000;
    single = false;
    signedOut = false;
    progress = report.status || progress;
    const current = report.saved.filter((row) => row.status === "current").map((row) => row.question);
    if (current.length) windows?.postMessage({ attempt: words.attempt, tab: batch[0].tab, questions: current });
    if (!wasSaved && !problem) announce(words.wordsSavedNow || "");
    if (report.message) tell(report.message);
    else if (own && wasSaved && report.saved.some((row) => row.replaced)) tell(words.wordsReplaced);
    else if (own && report.elsewhere?.includes(words.question)) tell(words.wordsElsewhere);
    else tell("");
  };
  const refused = async (response, batch) => {
    const report = await response.json();
    if (!report.error) throw new Error("not from Casebook");
    if (batch.length > 1) {
      single = true;
      return;
    }
    done(batch);
    single = false;
    tell(report.error);
  };
  const answered = async (response, batch) => {
    if (response.ok) return accepted(response, batch);
    if ([400, 409, 413, 422].includes(response.status)) return refused(response, batch);
    /* The sign-in page, 403, 404 (somebody else is signed in) and 503 come and go: the answer stays. */
    signedOut = response.type === "opaqueredirect" || [403, 404].includes(response.status);
    throw new Error("not now");
  };
  const send = () => {
    window.clearTimeout(timer);
    if (sending) return sending;
    const queue = read();
    if (!queue.length) return Promise.resolve(true);
    const batch = batchOf(queue);
    sending = post(batch)
      .then((response) => answered(response, batch))
      .then(() => { sending = null; return send(); })
      .catch((error) => {
        sending = null;
        if (error.message !== "not now") signedOut = false;
        tell((signedOut && words.wordsSignedOut) || words.wordsUnsaved || words.wordsUnsent);
        later();
        return false;
      });
    return sending;
  };
  const again = () => { pause = 1000; if (read().length) send(); };
  window.addEventListener("online", again);
  window.addEventListener("focus", again);

  /* What an earlier page left unsent goes first; the page is then made anew and shows what counts. */
  const sendLeft = (isLeft, mayReload) => {
    const left = read().some(isLeft);
    send().then((all) => { if (left && all && mayReload()) window.location.reload(); });
  };

  /* Who signed in again in another window has a new token; the form sends that one. */
  const renewToken = () => {
    const field = host.querySelector("[name=csrfmiddlewaretoken]");
    if (field) field.value = csrfToken() || field.value;
  };

  /* After the end: late answers are kept, the page has no more to do. */
  if (host.matches("[data-closed]")) {
    send();
    return;
  }

  /* Handing in waits until nothing is unsent. */
  if (host.matches("[data-hand-in]")) {
    let pressed = false;
    host.addEventListener("submit", (event) => {
      pressed = true;
      renewToken();
      if (!read().length) return;
      event.preventDefault();
      send().then((all) => {
        if (all && !read().length) host.submit();
        else tell(words.wordsUnsent);
      });
    });
    sendLeft(() => true, () => !pressed);
    return;
  }

  /* Collecting: the form's own controls, without what belongs to the page. */
  const OWN = new Set(["csrfmiddlewaretoken", "tab", "sequence", "go", "flag", "shown"]);
  const byHand = ({ target }) => target.name !== "flag";
  const collect = () => {
    const form = {};
    for (const [name, value] of new FormData(host)) {
      if (OWN.has(name) || typeof value !== "string") continue;
      (form[name] ||= []).push(value);
    }
    return form;
  };
  let sequence = 0;
  let last = JSON.stringify(collect());
  let quiet = 0;
  const sequenceField = host.querySelector("[name=sequence]");
  const keep = () => {
    window.clearTimeout(quiet);
    const form = collect();
    const now = JSON.stringify(form);
    if (now === last) return;
    last = now;
    sequence += 1;
    sequenceField.value = String(sequence + 1);
    add({ tab: words.tab, sequence, question: words.question, form });
    if (status && !problem) status.textContent = words.wordsSaving;
    send();
  };
  const soon = () => {
    window.clearTimeout(quiet);
    quiet = window.setTimeout(keep, QUIET);
  };
  host.addEventListener("input", (event) => { if (byHand(event)) soon(); });
  host.addEventListener("change", (event) => { if (byHand(event)) soon(); });

  /* Beside the answer: a mark for review, and which context was opened, each piece once. What does
     not arrive is not kept after: the mark goes with the form's buttons as well. */
  const aside = (name, value) => {
    const sent = new URLSearchParams({ [name]: value });
    fetch(words.aside, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      keepalive: true,
      headers: { "X-CSRFToken": csrfToken() },
      body: sent,
    }).catch(() => {});
  };
  host.addEventListener("change", (event) => {
    if (!byHand(event)) aside("flag", event.target.checked ? "1" : "0");
  });
  const opened = new Set([...host.querySelectorAll("details[data-context][open]")].map((part) => part.dataset.context));
  host.addEventListener("toggle", ({ target }) => {
    const key = target.dataset?.context;
    if (!key || !target.open || opened.has(key)) return;
    opened.add(key);
    aside("opened", key);
  }, true);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
  window.addEventListener("pagehide", () => {
    const wasSending = sending;
    keep();
    const queue = read();
    if (queue.length && wasSending) post(batchOf(queue)).catch(() => {});
  });

  /* A button of the form sends the answer itself, as the newest of this page. What an earlier page
     left unsent has to arrive before it, or the older answer would come last and count. */
  host.addEventListener("submit", (event) => {
    renewToken();
    keep();
    if (read().every((save) => save.tab === words.tab)) return;
    event.preventDefault();
    const button = event.submitter;
    send().then((all) => {
      if (!all && !signedOut) return;
      const pressed = document.createElement("input");
      Object.assign(pressed, { type: "hidden", name: "go", value: button?.value || "" });
      host.append(pressed);
      renewToken();
      host.submit();
    });
  });

  /* A page that the back button brings out of memory is made anew, so that it shows what counts. */
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });

  document.querySelector("[data-focus-on-load]")?.focus();
  const asLoaded = last;
  sendLeft((save) => save.question === words.question, () => JSON.stringify(collect()) === asLoaded);
})();
