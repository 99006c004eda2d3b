/* Lets people read the password that they type: easier than typing it three times. */
for (const box of document.querySelectorAll("[data-show-passwords]")) {
  const fields = box.closest("form").querySelectorAll("input[type=password]");
  box.hidden = false;
  box.querySelector("input").addEventListener("change", (event) => {
    for (const field of fields) field.type = event.target.checked ? "text" : "password";
  });
}
