/*
 * A report that saves itself: <form data-report="address of fields" data-store="key">. Each [data-field] is sent soon
 * after it was typed, with the token of what stood there (data-seen). Until the site has confirmed it, it lies on this
 * machine under the person's own key: over a lost line, a sign-out, a restart. Words are in the form's data-says-….
 */
const PAUSE = 700; // ms after the last key
const RETRY = [2000, 5000, 15000, 30000]; // ms between attempts while the line is down
const form = document.querySelector("form[data-report]");

function cookie(name) {
  const found = document.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

const clock = () => new Date().toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });

function start() {
  const key = `report:${document.body.dataset.person}:${form.dataset.store}`;
  const state = document.getElementById("report-state");
  const controls = new Map([...form.querySelectorAll("[data-field]")].map((each) => [each.name, each]));
  const settled = new Map([...controls].map(([name, control]) => [name, control.value]));
  const waiting = new Map(); // name → {value, seen}
  const stopped = new Set(); // errors and conflicts wait for the person
  let timer = 0;
  let busy = null;
  let failures = 0;

  const say = (name, tone, more = {}) => {
    const text = form.dataset[name] ?? "";
    state.lastElementChild.textContent = text.replace(/\{(\w+)\}/g, (whole, word) => more[word] ?? whole);
    if (more.link) {
      const link = document.createElement("a");
      Object.assign(link, { href: more.link, target: "_blank", rel: "noopener", textContent: form.dataset.saysSignIn });
      state.lastElementChild.append(" ", link);
    }
    state.dataset.tone = tone;
  };
  const keep = () => {
    try {
      if (waiting.size) localStorage.setItem(key, JSON.stringify([...waiting]));
      else localStorage.removeItem(key);
    } catch {
      // the machine's store is full or closed: the warning on leaving stays
    }
  };
  const note = (control, text) => {
    const place = document.getElementById(`${control.name}-told`);
    place.textContent = text;
    place.hidden = !text;
    control.classList.toggle("is-invalid", Boolean(text));
    if (text) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  };
  const typed = (control) => {
    const name = control.name;
    stopped.delete(name);
    if (control.value === settled.get(name) && !busy) waiting.delete(name);
    else waiting.set(name, { value: control.value, seen: control.dataset.seen });
    control.classList.toggle("report-pending", waiting.has(name));
    keep();
  };

  const conflict = (control, told) => {
    const piece = document.getElementById("report-conflict").content.cloneNode(true);
    const box = piece.firstElementChild;
    for (const each of box.querySelectorAll("[data-say]")) {
      const words = { now: told.now || "–", yours: control.value || "–", by: told.by, at: told.at };
      each.textContent = each.textContent.replace(/\{(\w+)\}/g, (whole, word) => words[word] ?? whole);
    }
    const end = () => {
      box.remove();
      stopped.delete(control.name);
      control.dataset.seen = told.seen;
      settled.set(control.name, told.now);
      typed(control);
      control.focus();
      if (waiting.size) soon(0);
      else if (!stopped.size) say("saysSaved", "good", { time: clock() });
    };
    box.querySelector("[data-theirs]").addEventListener("click", () => {
      control.value = told.now;
      end();
    });
    box.querySelector("[data-mine]").addEventListener("click", end);
    control.parentElement.querySelector(".report-conflict")?.remove();
    control.after(box);
  };

  const answered = (answer, sent) => {
    for (const [name, token] of Object.entries(answer.saved)) {
      const control = controls.get(name);
      control.dataset.seen = token;
      settled.set(name, sent.get(name));
      note(control, "");
      if (control.value === sent.get(name)) waiting.delete(name);
      else waiting.set(name, { value: control.value, seen: token });
      control.classList.toggle("report-pending", waiting.has(name));
    }
    for (const [name, texts] of Object.entries(answer.errors)) {
      stopped.add(name);
      if (controls.has(name)) note(controls.get(name), texts.join(" "));
    }
    for (const [name, told] of Object.entries(answer.conflicts)) {
      stopped.add(name);
      conflict(controls.get(name), told);
    }
    for (const [id, text] of Object.entries(answer.sums)) {
      const place = document.getElementById(id);
      if (place) place.textContent = text;
    }
    keep();
    if (stopped.size) say("saysStopped", "bad", { count: stopped.size });
    else if (waiting.size) say("saysSaving", "neutral");
    else say("saysSaved", "good", { time: answer.at });
  };

  const send = async (leaving = false) => {
    const due = [...waiting].filter(([name]) => !stopped.has(name));
    if (!due.length) return;
    const body = new FormData();
    const sent = new Map();
    for (const [name, { value, seen }] of due) {
      body.append(name, value);
      body.append(`seen-${name}`, seen);
      sent.set(name, value);
    }
    say("saysSaving", "neutral");
    let response;
    try {
      response = await fetch(form.dataset.report, {
        method: "POST",
        body,
        keepalive: leaving,
        headers: { "X-CSRFToken": cookie("csrftoken") },
      });
    } catch {
      failures += 1;
      say("saysOffline", "wait");
      soon(RETRY[Math.min(failures, RETRY.length) - 1]);
      return;
    }
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    if (response.status === 404) {
      for (const [name] of due) stopped.add(name);
      say("saysGone", "bad");
      return;
    }
    if (!isJson) {
      failures += 1;
      if (response.redirected || response.status === 403) say("saysSignedOut", "bad", { link: form.dataset.signIn });
      else say("saysOffline", "wait");
      soon(RETRY[Math.min(failures, RETRY.length) - 1]);
      return;
    }
    failures = 0;
    const answer = await response.json();
    if (answer.refused) {
      for (const [name] of due) stopped.add(name);
      say("saysRefused", "bad", { why: answer.refused.join(" ") });
      return;
    }
    answered(answer, sent);
  };
  /* One at a time, so that tokens never run against each other. */
  const flush = async (leaving = false) => {
    clearTimeout(timer);
    while (busy) await busy;
    busy = send(leaving).finally(() => {
      busy = null;
    });
    await busy;
  };
  const soon = (pause = PAUSE) => {
    clearTimeout(timer);
    timer = setTimeout(flush, pause);
  };

  let restored = 0;
  for (const [name, { value, seen }] of JSON.parse(localStorage.getItem(key) ?? "[]")) {
    const control = controls.get(name);
    if (!control || control.value === value) continue;
    waiting.set(name, { value, seen });
    control.dataset.seen = seen;
    control.value = value;
    control.classList.add("report-pending");
    restored += 1;
  }
  keep();
  if (restored) {
    say("saysRestored", "wait", { count: restored });
    soon();
  }

  form.addEventListener("input", (event) => {
    if (!controls.has(event.target.name)) return;
    typed(event.target);
    soon(failures ? RETRY[0] : PAUSE);
  });
  form.addEventListener("focusout", (event) => {
    if (waiting.has(event.target.name) && !failures) soon(0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    flush();
  });
  helps(controls, flush, () => waiting.size);
  window.addEventListener("online", () => soon(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && waiting.size) flush(true);
    else if (failures) soon(0);
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-after-save]");
    if (!link || !waiting.size) return;
    event.preventDefault();
    await flush();
    if (!waiting.size) window.location.assign(link.href);
  });
}

/*
 * Text that is put below what is typed: last year's, or paragraphs that the site writes from the figures just saved.
 * It can be taken out again until one types on. Where nothing changed since last year, that is said.
 */
function helps(controls, flush, unsaved) {
  const unchanged = (control) => {
    const told = document.querySelector(`[data-unchanged="${control.name}"]`);
    const last = document.getElementById(control.name.replace("section", "last"));
    if (told && last) told.hidden = control.value.trim() !== last.textContent.trim();
  };
  for (const row of document.querySelectorAll("[data-helps]")) {
    const control = controls.get(row.dataset.helps);
    const back = row.querySelector("[data-take-back]");
    const told = row.querySelector("[data-take-told]");
    let before = null;
    const put = (text) => {
      before = control.value;
      control.value = before.trim() ? `${before.trimEnd()}\n\n${text}` : text;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      back.hidden = false;
      told.textContent = told.dataset.done;
    };
    row.querySelector("[data-take-last]")?.addEventListener("click", (event) => {
      event.preventDefault();
      put(document.getElementById(event.currentTarget.dataset.takeLast).textContent);
    });
    row.querySelector("[data-take-figures]")?.addEventListener("click", async (event) => {
      event.preventDefault();
      const place = event.currentTarget.dataset.takeFigures;
      if (unsaved()) await flush();
      let answer;
      try {
        answer = await (await fetch(place, { headers: { Accept: "application/json" } })).json();
      } catch {
        document.getElementById("report-state").lastElementChild.textContent = form.dataset.saysOffline;
        return;
      }
      if (answer.text) put(answer.text);
      else told.textContent = told.dataset.none;
    });
    back.addEventListener("click", () => {
      control.value = before;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.focus();
    });
    control.addEventListener("input", (event) => {
      unchanged(control);
      if (event.isTrusted || control.value === before) {
        back.hidden = true;
        told.textContent = "";
      }
    });
  }
}

if (form) start();

/* "Add a file" beside a criterion chooses it in the form of evidence. */
for (const link of document.querySelectorAll("[data-evidence-for]")) {
  link.addEventListener("click", () => {
    document.getElementById("evidence-criterion").value = link.dataset.evidenceFor;
  });
}

/* Files dropped on a form of evidence go with it as if they had been chosen. */
for (const drop of document.querySelectorAll("[data-drop]")) {
  const input = drop.querySelector('input[type="file"]');
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.toggleAttribute("data-over", name === "dragover");
    });
  }
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    drop.requestSubmit();
  });
}
