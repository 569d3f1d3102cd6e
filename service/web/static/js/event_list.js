// Typing part of a name leaves the names that hold it; without this script the whole list is there to read.
"use strict";

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const search of document.querySelectorAll("[data-search]")) {
  const field = search.querySelector("input");
  search.hidden = false;
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/[\s'’-]+/u).filter(Boolean);
    let found = 0;
    for (const row of document.querySelectorAll("[data-name]")) {
      const name = plain(row.dataset.name);
      row.hidden = !words.every((word) => name.includes(word));
      found += row.hidden ? 0 : 1;
    }
    document.querySelector("[data-none]").hidden = found > 0;
  });
  // « Entrée » in the search is no answer to anybody's question.
  field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
}
