// The SHA-256 of pictures and recordings, worked out on this device; nothing of a file is sent but that and its name.
"use strict";

const MOST_BYTES = 500_000_000;

const fingerprint = async (file) => {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

for (const room of document.querySelectorAll("[data-pictures]")) {
  if (!window.crypto || !crypto.subtle) continue;
  const chosen = room.querySelector("input[type=file]");
  const kept = room.querySelector("[data-kept]");
  const said = room.querySelector("[role=status]");
  const add = (hash, name) => {
    const choice = room.querySelector("template").content.cloneNode(true);
    const box = choice.querySelector("input");
    box.id = `media-${kept.querySelectorAll("input").length + 1}`;
    box.value = `${hash} ${name.slice(0, 120)}`;
    choice.querySelector("label").htmlFor = box.id;
    choice.querySelector("label").textContent = name;
    kept.append(choice);
    kept.parentElement.hidden = false;
  };
  room.hidden = false;
  chosen.parentElement.hidden = false;
  chosen.addEventListener("change", async () => {
    said.textContent = room.dataset.working;
    let told = room.dataset.done;
    for (const file of chosen.files) {
      if (file.size > MOST_BYTES) told = room.dataset.large;
      else add(await fingerprint(file), file.name);
    }
    chosen.value = "";
    said.textContent = told;
  });
}
