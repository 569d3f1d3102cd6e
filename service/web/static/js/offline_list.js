// The list is shown only once its signature is verified, and only until its last minute: else the page says that
// it cannot tell. It is kept on this device by the worker beside it, and forgotten when it is over.
"use strict";

const KEPT = "aval-list";
const FIRST_LINE = "aval-list-v1\n";
const EVERY = 15_000;
const taken = document.getElementById("taken");
const cannot = document.getElementById("cannot");
const rows = taken.querySelector(".roster");
const labels = JSON.parse(taken.dataset.labels);

const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

async function verified(note, key) {
  const [name, , ...rest] = key.split("+");
  const encoded = rest.join("+");
  const end = note.lastIndexOf("\n\n");
  const text = note.slice(0, end + 1);
  const signed = note.slice(end + 2).trimEnd().split(" ");
  if (signed[0] !== "—" || signed[1] !== name || !text.startsWith(FIRST_LINE)) return null;
  const algorithm = { name: "Ed25519" };
  const own = await crypto.subtle.importKey("raw", bytes(encoded).slice(1), algorithm, false, ["verify"]);
  const good = await crypto.subtle.verify(algorithm, own, bytes(signed[2]).slice(4), new TextEncoder().encode(text));
  return good ? JSON.parse(text.slice(FIRST_LINE.length)) : null;
}

function row(one) {
  const line = document.createElement("li");
  line.dataset.name = one.name;
  const parts = [
    ["roster-name", one.name],
    ["roster-number", one.cite.map((number) => number.match(/.{4}/g).join("-")).join(", ")],
    ["roster-conditions", one.conditions.map((code) => labels[code] ?? code).join(" · ")],
  ];
  const shown = document.createElement("div");
  shown.className = "roster-person";
  for (const [look, text] of parts) {
    if (!text) continue;
    const part = document.createElement("span");
    part.className = look;
    part.textContent = text;
    shown.append(part, " ");
  }
  line.append(shown);
  return line;
}

function forget() {
  taken.hidden = true;
  cannot.hidden = false;
  rows.replaceChildren();
  taken.removeAttribute("data-note");
  window.caches?.delete(KEPT).catch(() => {});
}

function show(list) {
  const now = Date.now();
  if (!list || now < Date.parse(list.as_of) - 1000 || now >= Date.parse(list.expires)) {
    forget();
    return;
  }
  const standing = list.people.filter((one) => now < Date.parse(one.until));
  if (rows.childElementCount !== standing.length) rows.replaceChildren(...standing.map(row));
  taken.hidden = false;
  cannot.hidden = true;
  window.setTimeout(() => show(list), EVERY);
}

async function keep() {
  const said = document.getElementById("kept");
  try {
    await navigator.serviceWorker.register("/evenements/hors-ligne.js", { scope: "/evenements/" });
    const cache = await caches.open(KEPT);
    const beside = [...document.querySelectorAll("link[rel=stylesheet], script[src]")];
    const wanted = [window.location.pathname, ...beside.map((one) => new URL(one.href || one.src).pathname)];
    // Without a network the page was read from the device itself: it is kept already.
    await cache.addAll(wanted).catch(async (error) => {
      if (!(await cache.match(wanted[0]))) throw error;
    });
    said.textContent = said.dataset.kept;
  } catch {
    said.textContent = said.dataset.notKept;
  }
}

verified(taken.dataset.note, taken.dataset.key)
  .catch(() => null)
  .then(async (list) => {
    show(list);
    if (list && !taken.hidden) await keep();
  });
