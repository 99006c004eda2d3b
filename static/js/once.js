/*
 * A form is sent once, however often its button is pressed. data-repeatable: as often as one likes, for downloads.
 * Forms that htmx sends are its own affair (hx-disabled-elt).
 */
const PATIENCE = 15000; // ms after which the button opens again: the line may be down

function shut(form, buttons) {
  form.dataset.sent = "yes";
  for (const button of buttons) {
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
  }
}

function reopen(form, buttons) {
  delete form.dataset.sent;
  for (const button of buttons) {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "repeatable" in form.dataset || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  const buttons = [...form.elements].filter((element) => element.type === "submit" && !element.disabled);
  form.dataset.sent = "yes";
  setTimeout(() => shut(form, buttons)); // later, for the pressed button's own value must still be sent
  setTimeout(() => reopen(form, buttons), PATIENCE);
  window.addEventListener("pageshow", (shown) => shown.persisted && reopen(form, buttons), { once: true });
});
