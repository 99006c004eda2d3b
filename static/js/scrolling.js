/* A table that is larger than its frame can be scrolled by keys as well. */
const watched = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target.closest(".table-responsive");
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});

for (const piece of document.querySelectorAll(".table-responsive, .table-responsive > table")) watched.observe(piece);
