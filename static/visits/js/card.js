// Opens the card of a fact's words over the page. Without it the links lead to pages of their own.
(() => {
  const sheet = document.getElementById("card");
  if (!sheet) return;
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === sheet && !sheet.open) sheet.showModal();
  });
  // A click beside the card closes it; Escape and the way back of the focus are the browser's.
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) sheet.close();
  });
})();
