/* The box "all of these" over a list ticks each row; a row that is unticked unticks it. */
document.addEventListener("change", ({ target: box }) => {
  const form = box.form;
  if (form?.id !== "together") return;
  const { all } = form.elements;
  if (box !== all) {
    all.checked &&= box.checked;
    return;
  }
  for (const each of form.elements) {
    if (each.name === "chosen") each.checked = all.checked;
  }
});
