// On a tablet that others use next: touched, the page keeps the visit awake; left alone, it leads to a page that
// shows nothing of anyone. The service forgets by itself after the same time.
"use strict";

const idle = document.querySelector("[data-idle]");
if (idle) {
  const limit = Number(idle.dataset.idle) * 1000;
  const warned = limit - 60_000;
  let touched = Date.now();
  let told = Date.now();
  const leave = () => window.location.replace(idle.dataset.leave);
  const tell = async () => {
    told = Date.now();
    const form = new URLSearchParams({ form_token: idle.dataset.token });
    const answer = await fetch(idle.dataset.awake, { method: "POST", body: form }).catch(() => null);
    if (answer && answer.status === 404) leave();
  };
  const touch = () => {
    touched = Date.now();
    idle.hidden = true;
    if (touched - told > 30_000) tell();
  };
  for (const kind of ["pointerdown", "keydown", "scroll", "input"]) {
    document.addEventListener(kind, touch, { passive: true });
  }
  window.setInterval(() => {
    const quiet = Date.now() - touched;
    if (quiet > limit) leave();
    else idle.hidden = quiet < warned;
  }, 1_000);
  // A page brought back from the browser's memory asks the service again.
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
}
