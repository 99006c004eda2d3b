/* Slides on the whole screen, one at a time: arrow keys, space, a click or the wheel lead on. Esc is the browser's. */
const slides = document.getElementById("slides");
const start = document.querySelector("[data-slides-start]");
const FORWARD = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]);

const all = () => [...slides.children];
const shown = () => document.fullscreenElement === slides;

function current() {
  const middle = window.innerHeight / 2;
  const found = all().findIndex((slide) => slide.getBoundingClientRect().bottom > middle);
  return Math.max(found, 0);
}

function show(place) {
  const found = all();
  found[Math.min(Math.max(place, 0), found.length - 1)].scrollIntoView({ block: "start" });
}

function pressed(event) {
  if (!shown()) return;
  const here = current();
  const place = FORWARD.has(event.key)
    ? here + 1
    : BACK.has(event.key)
      ? here - 1
      : { Home: 0, End: slides.children.length - 1 }[event.key];
  if (place === undefined) return;
  event.preventDefault();
  show(place);
}

if (slides && start && slides.requestFullscreen) {
  start.hidden = false;
  document.querySelector(".slides-hint").hidden = false;
  start.addEventListener("click", async () => {
    const place = current();
    await slides.requestFullscreen();
    show(place);
  });
  document.addEventListener("keydown", pressed);
  slides.addEventListener("click", () => {
    if (shown()) show(current() + 1);
  });
  document.addEventListener("fullscreenchange", () => {
    if (!shown()) start.focus();
  });
}
