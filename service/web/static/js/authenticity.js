// Verifies a code or a document in this browser and says in words what it found; the words stand in the page. What is
// verified reaches nobody: the code stays after the #, the file on this device. Keys are those the page came with.
"use strict";

const found = document.getElementById("found");
const keys = JSON.parse(found.dataset.keys);
const seals = JSON.parse(found.dataset.seals);
const labels = JSON.parse(found.dataset.labels);
const decoder = found.dataset.decoder;
const tools = document.getElementById("tools");
const doing = document.getElementById("doing");
const view = document.getElementById("view");
const LIST_TIME = 10_000;
const MOST_LISTS = 64;
const MOST_BYTES = 64 << 20;
const FRAME = [800];
const NUMBER = /\/v\/([0-9A-Za-z-]{16,19})$/;
const CODE = /CAC1:|\/v[#/]/;
let filming = null;

async function statusList(number) {
  const asked = { signal: AbortSignal.timeout(LIST_TIME), credentials: "omit", cache: "no-cache" };
  const answer = await fetch(`/status/${number}`, asked);
  if (!answer.ok) throw new Error();
  return new Uint8Array(await answer.arrayBuffer());
}

async function canVerify() {
  try {
    const key = keys.find((one) => one.alg === -19);
    const jwk = { kty: "OKP", crv: "Ed25519", x: key.x };
    await crypto.subtle.importKey("jwk", jwk, { name: "Ed25519" }, false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}

function outcome(said) {
  if (!said.authentic) return "modified";
  if (said.usable === null) return "cannot";
  return said.usable ? "usable" : "not_usable";
}

function show(told, said = {}, around = false) {
  for (const one of found.querySelectorAll("[data-told]")) one.hidden = one.dataset.told !== told;
  const named = (bits, names) => bits && names.filter((_, place) => (bits >> place) & 1).join(", ");
  const day = said.until && new Date(`${said.until}T12:00:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  const values = { id: said.id, media: named(said.media, labels.media), channels: named(said.channels, labels.channels), until: day };
  document.getElementById("said").hidden = !said.id;
  for (const part of found.querySelectorAll("[data-said]")) {
    part.textContent = values[part.dataset.said] ?? "";
    part.closest("div").hidden = !values[part.dataset.said];
  }
  document.getElementById("around").hidden = !around;
  found.hidden = false;
  found.querySelector(`[data-told="${told}"]`).focus();
}

async function judge(text, around) {
  const number = NUMBER.exec(text);
  if (number) {
    location.assign(`/v/${encodeURIComponent(number[1])}`);
    return;
  }
  if (!/^CAC1:|\/v#[0-9]+$/.test(text)) {
    show("nothing");
    return;
  }
  if (!(await canVerify())) {
    show("unread");
    return;
  }
  const said = await verifyToken(text, keys, statusList, Date.now() / 1000);
  show(outcome(said), said, around && said.authentic);
}

async function verify() {
  if (location.hash.length > 1) await judge(location.origin + location.pathname + location.hash, false);
  // A typed number whose page could not be had: the page kept on this device stands in its place.
  else if (location.pathname !== "/v" || (location.search && !document.querySelector(".errors"))) show("offline");
}

async function ofPicture(blob) {
  try {
    const picture = await createImageBitmap(blob);
    return await readCode(picture, decoder);
  } catch {
    return null;
  }
}

async function ofFile(file) {
  stop();
  doing.textContent = doing.dataset.reading;
  const bytes = file.size <= MOST_BYTES ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  if (String.fromCharCode(...bytes.subarray(0, 5)) !== "%PDF-") {
    const text = bytes.length && (await ofPicture(file));
    await (text ? judge(text, true) : show("nothing"));
  } else {
    const sealed = await verifySeal(bytes, seals, Date.now() / 1000);
    const text = sealed ? null : await readDocument(bytes, ofPicture);
    if (sealed) show(sealed.told, { id: sealed.id });
    else await (text ? judge(text, true) : show("nothing"));
  }
  doing.textContent = "";
}

function stop() {
  for (const track of filming?.getTracks() ?? []) track.stop();
  filming = null;
  view.hidden = true;
  document.getElementById("stop").hidden = true;
  document.getElementById("camera").hidden = false;
}

async function look() {
  if (!filming) return;
  const text = view.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? await readCode(view, decoder, FRAME).catch(() => null) : null;
  if (!filming) return;
  if (text) {
    stop();
    doing.textContent = "";
    await judge(text, false);
  } else {
    setTimeout(look, 120);
  }
}

async function film() {
  try {
    filming = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false });
  } catch {
    doing.textContent = doing.dataset.noCamera;
    return;
  }
  doing.textContent = doing.dataset.looking;
  view.srcObject = filming;
  view.hidden = false;
  document.getElementById("camera").hidden = true;
  document.getElementById("stop").hidden = false;
  await view.play().catch(() => {});
  document.getElementById("stop").focus();
  look();
}

// A code or an address pasted into the field for numbers is verified here: its text is sent nowhere.
function readPasted(event) {
  const text = document.getElementById("number").value.trim();
  if (!CODE.test(text)) return;
  event.preventDefault();
  judge(text, false);
}

function receive() {
  document.querySelector("form[action='/v']").addEventListener("submit", readPasted);
  const field = document.getElementById("file");
  tools.hidden = false;
  document.getElementById("camera").hidden = !navigator.mediaDevices?.getUserMedia;
  document.getElementById("camera").addEventListener("click", film);
  document.getElementById("stop").addEventListener("click", () => {
    stop();
    doing.textContent = "";
    document.getElementById("camera").focus();
  });
  field.addEventListener("change", async () => {
    if (field.files.length) await ofFile(field.files[0]);
    field.value = "";
  });
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    tools.addEventListener(kind, (event) => {
      event.preventDefault();
      tools.classList.toggle("drop-over", ["dragenter", "dragover"].includes(kind));
      if (kind === "drop" && event.dataTransfer.files.length) ofFile(event.dataTransfer.files[0]);
    });
  }
}

async function keep() {
  const said = document.getElementById("kept");
  await navigator.serviceWorker.register("/v-hors-ligne.js", { scope: "/v" });
  const cache = await caches.open("aval-authenticity");
  const beside = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
  const wanted = ["/v", decoder, ...beside.map((one) => new URL(one.href || one.src).pathname)];
  for (const old of await cache.keys()) {
    const { pathname } = new URL(old.url);
    if (pathname.startsWith("/static/") && !wanted.includes(pathname)) await cache.delete(old);
  }
  await cache.addAll(wanted);
  for (let number = 0; number < MOST_LISTS; number += 1) {
    const list = await fetch(`/status/${number}`, { credentials: "omit", cache: "no-cache" });
    if (!list.ok) break;
    await cache.put(`/status/${number}`, list);
  }
  said.hidden = false;
}

addEventListener("hashchange", verify);
receive();
verify();
// What is kept is a gain for later: without it, or without a network, the page does all the rest.
keep().catch(() => {});
