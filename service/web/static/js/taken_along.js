// Answers for a list taken along when there is no network, and for nothing else: with a network, the service does.
"use strict";

const KEPT = "aval-list";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  const ours = path.endsWith("/hors-ligne") || path.startsWith("/static/");
  if (event.request.method !== "GET" || !ours) return;
  event.respondWith(
    fetch(event.request).catch(async () => (await caches.match(path)) ?? Response.error()),
  );
});
