/* A table that is wider than the window can be scrolled by keys as well. */
const watched = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target.closest(".table-responsive");
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});

for (const piece of document.querySelectorAll(".table-responsive, .table-responsive > table")) watched.observe(piece);
