// Verifies the code in the address, after the #, which the browser keeps to itself; shows what it found, in words
// that stand in the page. Keys are those the page came with.
"use strict";

const found = document.getElementById("found");
const keys = JSON.parse(found.dataset.keys);
const labels = JSON.parse(found.dataset.labels);
const LIST_TIME = 10_000;

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

function show(told, said) {
  for (const one of found.querySelectorAll("[data-told]")) one.hidden = one.dataset.told !== told;
  const summary = document.getElementById("said");
  summary.hidden = !said?.authentic;
  if (said?.authentic) {
    const named = (bits, names) => names.filter((_, place) => (bits >> place) & 1).join(", ");
    const day = new Date(`${said.until}T12:00:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    const values = { id: said.id, media: named(said.media, labels.media), channels: named(said.channels, labels.channels), until: day };
    for (const part of summary.querySelectorAll("[data-said]")) part.textContent = values[part.dataset.said];
  }
  found.hidden = false;
  found.focus();
}

async function verify() {
  if (location.hash.length < 2) return;
  if (!(await canVerify())) {
    show("unread");
    return;
  }
  const said = await verifyToken(location.origin + location.pathname + location.hash, keys, statusList, Date.now() / 1000);
  show(outcome(said), said);
}

addEventListener("hashchange", verify);
verify();
