// A signature may be drawn besides the name typed; without this script, or by keyboard, the name alone signs.
"use strict";

for (const room of document.querySelectorAll("[data-drawing]")) {
  const canvas = room.querySelector("canvas");
  const sent = document.getElementById(room.dataset.drawing);
  const pad = new SignaturePad(canvas, { penColor: "#223654" });
  const fit = () => {
    const ratio = Math.max(window.devicePixelRatio || 1, 1);
    const drawn = pad.toData();
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext("2d").scale(ratio, ratio);
    pad.fromData(drawn);
  };
  const keep = () => {
    sent.value = pad.isEmpty() ? "" : pad.toDataURL("image/png");
  };
  room.hidden = false;
  fit();
  window.addEventListener("resize", fit);
  pad.addEventListener("endStroke", keep);
  room.querySelector("[data-clear]").addEventListener("click", () => {
    pad.clear();
    keep();
  });
}
