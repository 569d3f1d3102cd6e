// Keeps « Vérifier l'authenticité » for when there is no network: the page with its keys, what it is made of, and the
// last status lists. With a network, the service answers. Nothing else of the service passes through here.
"use strict";

const KEPT = "aval-authenticity";
const PAGE = "/v";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function fresh(request, path) {
  const answer = await fetch(request);
  if (answer.ok && !answer.redirected && answer.type === "basic") (await caches.open(KEPT)).put(path, answer.clone());
  return answer;
}

async function fromKept(path) {
  return (await (await caches.open(KEPT)).match(path)) ?? Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, search, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const ofPage = request.mode === "navigate" && (pathname === PAGE || pathname.startsWith(`${PAGE}/`));
  if (ofPage) {
    const asked = pathname === PAGE && !search ? fresh(request, PAGE) : fetch(request);
    event.respondWith(asked.catch(() => fromKept(PAGE)));
  } else if (pathname.startsWith("/status/")) {
    event.respondWith(fresh(request, pathname).catch(() => fromKept(pathname)));
  } else if (pathname.startsWith("/static/")) {
    event.respondWith(fetch(request).catch(() => fromKept(pathname)));
  }
});
