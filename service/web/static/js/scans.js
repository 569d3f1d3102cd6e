// Files dropped on the form are sent; what waits is brought up to date while files are read. Without this script the
// field and the link do the same.
"use strict";

const EVERY = 1000;
const form = document.querySelector("[data-drop]");
const field = document.getElementById("scan");
const photo = document.getElementById("photo");

form.querySelector("[data-drop-words]").hidden = false;

for (const kind of ["dragenter", "dragover"]) {
  form.addEventListener(kind, (event) => {
    event.preventDefault();
    form.classList.add("drop-over");
  });
}
form.addEventListener("dragleave", () => form.classList.remove("drop-over"));
form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("drop-over");
  if (!event.dataTransfer.files.length) return;
  field.files = event.dataTransfer.files;
  form.requestSubmit();
});
photo.addEventListener("change", () => {
  if (photo.files.length) form.requestSubmit();
});

async function refresh() {
  const shown = document.getElementById("waiting");
  if (shown.dataset.reading === "0") return;
  try {
    const answer = await fetch("/numeriser", { headers: { Accept: "text/html" } });
    if (answer.redirected || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("waiting");
    if (fresh && !shown.contains(document.activeElement)) {
      shown.replaceWith(fresh);
      // Once all is read, Entrée opens the first form, unless somebody is elsewhere on the page.
      if (fresh.dataset.reading === "0" && document.activeElement === document.body) {
        fresh.querySelector("h3 a")?.focus();
      }
    }
  } catch {
    // The next look may succeed; the link beside is always there.
  }
  setTimeout(refresh, EVERY);
}

setTimeout(refresh, EVERY);
