// Finds our address in a PDF, on this device: in what it says in plain, in what it holds compressed, and in the
// pictures of a scan. A document is data to be looked through, never shown and never run. `readDocument` is all that
// others use.
"use strict";

const readDocument = (() => {
  const MOST_STREAMS = 4000;
  const MOST_OF_ONE = 8 << 20;
  const MOST_IN_ALL = 64 << 20;
  const ADDRESS = /https?:\/\/[^/?#\s<>()]+(?:\/[^?#\s<>()]*)?\/v(?:#[1-9][0-9]{0,339}(?![0-9])|\/[0-9A-Za-z-]{16,19}(?![0-9A-Za-z-]))/;

  const plain = (bytes) => new TextDecoder("latin1").decode(bytes);

  function* streams(bytes, text) {
    const begins = /stream\r?\n/g;
    for (let found = begins.exec(text), count = 0; found && count < MOST_STREAMS; found = begins.exec(text), count += 1) {
      if (text.slice(found.index - 3, found.index) === "end") continue;
      const start = found.index + found[0].length;
      const end = text.indexOf("endstream", start);
      if (end < 0) return;
      const told = text.slice(Math.max(0, found.index - 1500), found.index);
      yield { dictionary: told.slice(told.lastIndexOf("obj") + 1), content: bytes.subarray(start, end) };
      begins.lastIndex = end;
    }
  }

  // ASCII85 (ISO 32000-1, 7.4.3): five letters for four bytes, « z » for four that are nothing.
  function unlettered(content) {
    const text = plain(content).replace(/\s+/g, "").replace(/z/g, "!!!!!").split("~>")[0];
    const bytes = [];
    for (let at = 0; at < text.length; at += 5) {
      const group = text.slice(at, at + 5).padEnd(5, "u");
      const number = [...group].reduce((sum, letter) => sum * 85 + letter.charCodeAt(0) - 33, 0);
      const missing = Math.max(0, at + 5 - text.length);
      bytes.push(...[24, 16, 8, 0].slice(0, 4 - missing).map((shift) => Math.floor(number / 2 ** shift) & 255));
    }
    return Uint8Array.from(bytes);
  }

  async function inflated(content) {
    const reader = new Blob([content]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
    const chunks = [];
    let size = 0;
    try {
      for (let part = await reader.read(); !part.done && size < MOST_OF_ONE; part = await reader.read()) {
        chunks.push(part.value);
        size += part.value.length;
      }
    } catch {
      // What follows the end of a stream is no part of it.
    }
    reader.cancel().catch(() => {});
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  }

  /** Return the address found in a PDF's bytes, or null; `ofPicture` reads the code in the bytes of a picture. */
  return async function read(bytes, ofPicture) {
    const text = plain(bytes);
    const said = ADDRESS.exec(text);
    if (said) return said[0];
    const pictures = [];
    let size = 0;
    for (const { dictionary, content: held } of streams(bytes, text)) {
      const content = dictionary.includes("/ASCII85Decode") && held.length < MOST_OF_ONE ? unlettered(held) : held;
      if (dictionary.includes("/DCTDecode")) pictures.push(content);
      else if (dictionary.includes("/FlateDecode") && !dictionary.includes("/Image") && size < MOST_IN_ALL) {
        const part = await inflated(content);
        size += part.length;
        const found = ADDRESS.exec(plain(part));
        if (found) return found[0];
      }
    }
    for (const content of pictures) {
      const found = await ofPicture(new Blob([content], { type: "image/jpeg" }));
      if (found) return found;
    }
    return null;
  };
})();
