/* Keeps every answer: what is typed goes into a queue in this browser and from there to the server,
   again and again until it says that it has it. A page without this script saves with its buttons.
   The queue is keyed by person and attempt: nobody's answers are ever sent as somebody else's. */
(() => {
  "use strict";

  const host = document.querySelector("[data-attempt][data-steps]");
  if (!host) return;
  const words = host.dataset;
  const status = host.querySelector("[data-saved]");
  const storeKey = `casebook:unsent:${words.person}:${words.attempt}`;
  const QUIET = 700;
  const LONGEST_PAUSE = 30000;

  const announce = (text) => document.dispatchEvent(new CustomEvent("casebook:announce", { detail: text }));

  /* The queue. Storage may be refused (private mode): then it lives as long as the page. */
  let memory = [];
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(storeKey) || "[]");
    } catch {
      return memory;
    }
  };
  const write = (queue) => {
    memory = queue;
    try {
      if (queue.length) localStorage.setItem(storeKey, JSON.stringify(queue));
      else localStorage.removeItem(storeKey);
    } catch { /* kept in memory */ }
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
      let ago = words.wordsSavedNow;
      if (seconds >= 90) ago = words.wordsSavedMinutes.replace("%s", String(Math.round(seconds / 60)));
      else if (seconds >= 2) ago = words.wordsSaved.replace("%s", String(seconds));
      line = progress ? `${ago} · ${progress}` : ago;
    }
    if (status.textContent !== line) status.textContent = line;
  };
  const tell = (text) => {
    if (text && text !== problem) announce(text);
    problem = text;
    show();
  };
  window.setInterval(show, 5000);

  /* Sending: one batch of one tab at a time, oldest first. */
  let sending = null;
  let pause = 1000;
  let timer = 0;
  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(send, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  };
  const batchOf = (queue) => {
    const first = queue[0].tab;
    const end = queue.findIndex((save) => save.tab !== first);
    return queue.slice(0, end === -1 ? 50 : Math.min(end, 50));
  };
  const done = (batch) => {
    const key = (save) => `${save.tab} ${save.sequence}`;
    const gone = new Set(batch.map(key));
    write(read().filter((save) => !gone.has(key(save))));
  };
  const post = (batch) => fetch(words.steps, {
    method: "POST",
    credentials: "same-origin",
    redirect: "manual",
    keepalive: true,
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(), "Accept": "application/json" },
    body: JSON.stringify({
      tab: batch[0].tab,
      saves: batch.map(({ sequence, question, form }) => ({ sequence, question, form })),
    }),
  });

  const accepted = async (response, batch) => {
    const report = await response.json();
    done(batch);
    const first = !savedAt;
    savedAt = Date.now();
    pause = 1000;
    progress = report.status || progress;
    if (first && !problem) announce(words.wordsSavedNow || "");
    if (report.message) tell(report.message);
    else if (report.elsewhere?.includes(words.question)) tell(words.wordsElsewhere);
    else tell("");
  };
  const refused = async (response, batch) => {
    const report = await response.json().catch(() => ({}));
    if (batch.length > 1) {
      single = true;
      return;
    }
    done(batch);
    tell(report.error || words.wordsRefused);
  };
  let single = false;
  const send = () => {
    window.clearTimeout(timer);
    if (sending) return sending;
    const queue = read();
    if (!queue.length) return Promise.resolve(true);
    const batch = single ? queue.slice(0, 1) : batchOf(queue);
    sending = post(batch)
      .then(async (response) => {
        if (response.ok) {
          await accepted(response, batch);
          single = false;
        } else if ([400, 409, 413, 422].includes(response.status)) {
          await refused(response, batch);
        } else {
          /* 302 to the sign-in page, 403 and 503 come and go: the answer stays in the queue. */
          tell(response.type === "opaqueredirect" || response.status === 403
            ? words.wordsSignedOut || words.wordsUnsent
            : words.wordsUnsaved || words.wordsUnsent);
          throw new Error("not now");
        }
      })
      .then(() => { sending = null; return send(); })
      .catch(() => {
        sending = null;
        if (!problem) tell(words.wordsUnsaved || words.wordsUnsent);
        later();
        return false;
      });
    return sending;
  };
  window.addEventListener("online", () => { pause = 1000; send(); });
  window.addEventListener("pagehide", () => {
    const queue = read();
    if (queue.length && !sending) post(batchOf(queue)).catch(() => {});
  });

  /* Handing in waits until nothing is unsent. */
  if (host.matches("[data-hand-in]")) {
    host.addEventListener("submit", (event) => {
      if (!read().length) return;
      event.preventDefault();
      send().then((all) => {
        if (all && !read().length) host.submit();
        else tell(words.wordsUnsent);
      });
    });
    send();
    return;
  }

  /* Collecting: the form's own controls, without what belongs to the page. */
  const OWN = new Set(["csrfmiddlewaretoken", "tab", "sequence", "go", "flag"]);
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
    const question = words.question;
    const queue = read().filter((save) => save.tab !== words.tab || save.question !== question || save.held);
    queue.push({ tab: words.tab, sequence, question, form });
    write(queue);
    if (status && !problem) status.textContent = words.wordsSaving;
    send();
  };
  const soon = () => {
    window.clearTimeout(quiet);
    quiet = window.setTimeout(keep, QUIET);
  };
  host.addEventListener("input", soon);
  host.addEventListener("change", soon);
  host.addEventListener("casebook:changed", keep);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
  window.addEventListener("pagehide", keep);
  /* A button of the form sends the answer itself, as the newest of this tab. */
  host.addEventListener("submit", keep);

  /* A page that the back button brings out of memory is made anew, so that it shows what counts. */
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });

  document.querySelector("[data-focus-on-load]")?.focus();
  send();
})();
