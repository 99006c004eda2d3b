/*
 * Rows in an order of one's own: <tbody data-sortable="id of the form"> with a data-position input in each row.
 * Drag a [data-handle], or press Alt + ↑ ↓ within a row. Without this script the form's numbers and button do it.
 * The order is sent at once where the list says what to tell then (data-saved); elsewhere it goes with its form.
 * Needs vendor/sortablejs/Sortable.min.js before it.
 */
const PAUSE = 500; // ms, so that several steps are sent as one

/* What the site says against the new order; null when it has been taken. */
async function refused(form) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.body.dataset.person) return "";
    return page.querySelector("#messages .callout--bad")?.textContent.trim() ?? null;
  } catch {
    return "";
  }
}

function start(list) {
  const form = document.getElementById(list.dataset.sortable);
  const voice = document.createElement("p");
  voice.className = "visually-hidden";
  voice.setAttribute("role", "status");
  form.after(voice);
  let timer = 0;

  const rows = () => [...list.children];
  const number = () => {
    rows().forEach((row, place) => {
      row.querySelector("[data-position]").value = place + 1;
      const shown = row.querySelector("[data-place]");
      if (shown) shown.textContent = place + 1;
    });
  };
  const send = async () => {
    const refusal = await refused(form);
    const taken = refusal === null;
    voice.classList.toggle("visually-hidden", taken);
    voice.textContent = taken ? list.dataset.saved : `${list.dataset.failed} ${refusal}`;
    for (const save of document.querySelectorAll(`[data-sortable-save="${form.id}"]`)) save.hidden = taken;
  };
  const changed = () => {
    number();
    if (!list.dataset.saved) return;
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  };

  for (const shown of list.querySelectorAll("[data-handle]")) shown.hidden = false;
  for (const spare of list.querySelectorAll("[data-position]")) spare.hidden = true;
  for (const save of document.querySelectorAll(`[data-sortable-save="${form.id}"]`)) save.hidden = true;

  window.Sortable.create(list, {
    handle: "[data-handle]",
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
    ghostClass: "sortable__row--landing",
    chosenClass: "sortable__row--moving",
    onEnd: changed,
  });
  list.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const row = rows().find((each) => each.contains(event.target));
    const neighbour = event.key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
    event.preventDefault();
    if (!neighbour) return;
    const focused = event.target;
    if (event.key === "ArrowUp") neighbour.before(row);
    else neighbour.after(row);
    focused.focus();
    changed();
  });
}

for (const list of document.querySelectorAll("[data-sortable]")) start(list);
