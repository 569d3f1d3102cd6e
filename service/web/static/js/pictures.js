// The SHA-256 of pictures and recordings, worked out on this device. Where faces are counted, photos go along
// with the form; of every other file, nothing is sent but its fingerprint and its name.
"use strict";

const MOST_BYTES = 500_000_000;
const MOST_SENT = 3;
const MOST_BYTES_SENT = 24_000_000;
const PHOTOS = new Set(["image/jpeg", "image/png", "image/webp"]);

const fingerprint = async (file) => {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

for (const room of document.querySelectorAll("[data-pictures]")) {
  if (!window.crypto || !crypto.subtle) continue;
  const chosen = room.querySelector("input[type=file]");
  const kept = room.querySelector("[data-kept]");
  const said = room.querySelector("[role=status]");
  const photos = new Map();
  const add = (hash, name) => {
    const choice = room.querySelector("template").content.cloneNode(true);
    const box = choice.querySelector("input");
    box.id = `media-${kept.querySelectorAll("input").length + 1}`;
    box.value = `${hash} ${name.slice(0, 120)}`;
    choice.querySelector("label").htmlFor = box.id;
    choice.querySelector("label").textContent = name;
    kept.append(choice);
    kept.parentElement.hidden = false;
    return box;
  };
  const sendPhotos = () => {
    const sent = new DataTransfer();
    let bytes = 0;
    for (const [box, file] of photos) {
      bytes += file.size;
      if (box.checked && sent.files.length < MOST_SENT && bytes <= MOST_BYTES_SENT) sent.items.add(file);
    }
    chosen.files = sent.files;
  };
  room.hidden = false;
  chosen.parentElement.hidden = false;
  chosen.multiple = true;
  chosen.accept = "image/*,video/*,audio/*";
  kept.addEventListener("change", sendPhotos);
  chosen.addEventListener("change", async () => {
    said.textContent = room.dataset.working;
    let told = room.dataset.done;
    for (const file of [...chosen.files]) {
      if (file.size > MOST_BYTES) {
        told = room.dataset.large;
        continue;
      }
      const box = add(await fingerprint(file), file.name);
      if (chosen.name && PHOTOS.has(file.type)) photos.set(box, file);
    }
    sendPhotos();
    said.textContent = told;
  });
}
