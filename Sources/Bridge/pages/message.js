// The way back is the browser's own, which keeps what was typed; without a page behind this one it is the link.
document.addEventListener("click", function (event) {
  if (event.target.closest("a[data-back]") && history.length > 1) {
    event.preventDefault();
    history.back();
  }
});
