/*
 * Keeps what is typed into <form data-draft="key"> on this machine until it has been sent: over a closed window, an
 * expired session, a failed line. Drafts belong to a person (body data-person), since offices share machines.
 */
const PREFIX = "draft:";
const DAYS_KEPT = 30;
const PAUSE = 400; // ms after the last key
const person = document.body.dataset.person;

const ours = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
const read = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
const write = (key, draft) => localStorage.setItem(key, JSON.stringify(draft));
const nameOf = (form) => `${PREFIX}${person}:${form.dataset.draft}`;

function controls(form) {
  const kept = (control) => control.name && !["hidden", "password", "file", "submit", "button"].includes(control.type);
  return [...form.elements].filter(kept);
}

function contents(form) {
  return controls(form).map((control) => {
    if (["checkbox", "radio"].includes(control.type)) return [control.name, control.checked];
    if (control.multiple) return [control.name, [...control.selectedOptions].map((option) => option.value)];
    return [control.name, control.value];
  });
}

function restore(form, values) {
  controls(form).forEach((control, place) => {
    const [name, value] = values[place] ?? [];
    if (name !== control.name) return;
    if (typeof value === "boolean") control.checked = value;
    else if (Array.isArray(value)) for (const option of control.options) option.selected = value.includes(option.value);
    else control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function spoken(template, at) {
  const piece = document.getElementById(template).content.cloneNode(true);
  const time = new Date(at).toLocaleString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
  });
  for (const line of piece.querySelectorAll("p")) line.textContent = line.textContent.replace("{time}", time);
  return piece.firstElementChild;
}

function offer(form, name, draft) {
  const note = spoken("draft-note", draft.at);
  note.querySelector("[data-draft-restore]").addEventListener("click", () => {
    restore(form, draft.values);
    note.remove();
    controls(form)[0]?.focus();
  });
  note.querySelector("[data-draft-drop]").addEventListener("click", () => {
    localStorage.removeItem(name);
    note.remove();
  });
  form.before(note);
  return note;
}

function keep(form) {
  const name = nameOf(form);
  const printed = JSON.stringify(contents(form));
  let note = null;
  let saved = null;
  let timer = 0;
  let unsent = false;

  const draft = read(name);
  if (draft && JSON.stringify(draft.values) !== printed) note = offer(form, name, draft);

  const save = () => {
    const values = contents(form);
    unsent = JSON.stringify(values) !== printed;
    if (!unsent) {
      localStorage.removeItem(name);
      saved?.remove();
      return;
    }
    const at = Date.now();
    try {
      write(name, { values, at, sent: false });
    } catch {
      return; // the machine's store is full or closed: the warning on leaving stays
    }
    const line = spoken("draft-saved", at);
    saved?.remove();
    form.append(line);
    saved = line;
  };
  form.addEventListener("input", () => {
    note?.remove();
    unsent = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    if (unsent) save();
    const last = read(name);
    if (last) write(name, { ...last, sent: true });
    unsent = false;
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt === form && event.detail.successful) localStorage.removeItem(name);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!unsent) return;
    clearTimeout(timer);
    save();
    if (unsent) event.preventDefault();
  });
}

/* What became of the drafts that were sent from the page before? Only a page that shows no failure ends them. */
function settle() {
  const failed = !person || document.querySelector("#messages .callout--bad, .form-errors, .is-invalid") !== null;
  const oldest = Date.now() - DAYS_KEPT * 24 * 60 * 60 * 1000;
  for (const key of ours()) {
    const draft = read(key);
    if (draft.at < oldest || (draft.sent && !failed)) localStorage.removeItem(key);
    else if (draft.sent) write(key, { ...draft, sent: false });
  }
}

settle();
if (person) for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
