// Finds the code in a picture, on this device: by the browser's own reader where it has one, else by jsQR, which is
// fetched from our own address when it is first needed. `readCode` is all that others use.
"use strict";

const readCode = (() => {
  const SIDES = [1000, 1800, 600];
  let own;
  let decoder;

  async function ownReader() {
    try {
      const kinds = await window.BarcodeDetector.getSupportedFormats();
      return kinds.includes("qr_code") ? new window.BarcodeDetector({ formats: ["qr_code"] }) : null;
    } catch {
      return null;
    }
  }

  function loaded(source) {
    decoder ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = source;
      script.addEventListener("load", () => done(window.jsQR));
      script.addEventListener("error", failed);
      document.head.append(script);
    });
    return decoder;
  }

  function pixels(picture, width, height, side) {
    const scale = Math.min(1, side / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return pen.getImageData(0, 0, canvas.width, canvas.height);
  }

  /** Return the text of the code in a picture, or null; a film's frame is looked at once, a picture in three sizes. */
  return async function read(picture, source, sides = SIDES) {
    const width = picture.videoWidth || picture.width;
    const height = picture.videoHeight || picture.height;
    own ??= ownReader();
    const seen = await (await own)?.detect(picture).catch(() => []);
    if (seen?.length) return seen[0].rawValue;
    const decode = await loaded(source);
    for (const side of sides) {
      const { data, width: across, height: down } = pixels(picture, width, height, side);
      const found = decode(data, across, down, { inversionAttempts: "dontInvert" });
      if (found?.data) return found.data;
      if (side >= Math.max(width, height) && sides.length > 1 && side > 600) continue;
    }
    return null;
  };
})();
