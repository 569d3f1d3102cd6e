// Verifies a token with no server: pinned keys, the status list when there is one, a moment. Written from the format
// (design, Token and QR); what cannot be told is null, never yes. `verifyToken` is all that others use.
"use strict";

const verifyToken = (() => {
  const DAY = 86_400;
  const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  const NUMBERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const LIST_TYPE = "application/statuslist+cwt";
  const ED25519 = -19;
  const LIST_BYTES = 1 << 17;
  const ADDRESS = /^https?:\/\/[^/?#\s]+(?:\/[^?#\s]*)?\/v#([1-9][0-9]{0,339})$/;
  const LIST_ADDRESS = /^https?:\/\/[^/?#\s]+(?:\/[^?#\s]*)?\/status\/(0|[1-9][0-9]{0,4})$/;

  class Refused extends Error {}

  function need(condition) {
    if (!condition) throw new Refused();
  }

  const isNumber = (value, least, most) => Number.isSafeInteger(value) && value >= least && value <= most;
  const isBytes = (value) => value instanceof Uint8Array;
  const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

  // CBOR: what is read is written again and must come out the same, so there is one spelling.
  function readValue(bytes, at, depth) {
    need(at < bytes.length && depth < 8);
    const kind = bytes[at] >> 5;
    const short = bytes[at] & 31;
    const size = short < 24 ? 0 : { 24: 1, 25: 2, 26: 4, 27: 8 }[short];
    need(size !== undefined && at + size < bytes.length);
    let number = short < 24 ? short : 0;
    for (let step = 1; step <= size; step += 1) number = number * 256 + bytes[at + step];
    need(Number.isSafeInteger(number));
    return readBody(bytes, at + 1 + size, depth, kind, number);
  }

  function readBody(bytes, start, depth, kind, number) {
    if (kind === 0) return [number, start];
    if (kind === 1) return [-1 - number, start];
    if (kind === 2 || kind === 3) {
      need(start + number <= bytes.length);
      const part = bytes.slice(start, start + number);
      return [kind === 2 ? part : new TextDecoder("utf-8", { fatal: true }).decode(part), start + number];
    }
    need(kind === 4 || kind === 5);
    const items = [];
    let at = start;
    for (let count = number * (kind - 3); count > 0; count -= 1) {
      const [item, after] = readValue(bytes, at, depth + 1);
      items.push(item);
      at = after;
    }
    return [kind === 4 ? items : pairs(items), at];
  }

  function pairs(items) {
    const map = new Map();
    for (let at = 0; at < items.length; at += 2) map.set(items[at], items[at + 1]);
    need(map.size * 2 === items.length);
    return map;
  }

  function head(kind, number) {
    if (number < 24) return [(kind << 5) | number];
    const size = number < 1 << 8 ? 1 : number < 1 << 16 ? 2 : number < 2 ** 32 ? 4 : 8;
    const bytes = [];
    for (let rest = number, step = 0; step < size; step += 1, rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
    return [(kind << 5) | { 1: 24, 2: 25, 4: 26, 8: 27 }[size], ...bytes];
  }

  function parts(value) {
    if (typeof value === "number") return [head(value < 0 ? 1 : 0, value < 0 ? -1 - value : value)];
    if (isBytes(value)) return [head(2, value.length), value];
    if (typeof value === "string") {
      const text = new TextEncoder().encode(value);
      return [head(3, text.length), text];
    }
    const items = Array.isArray(value) ? value : [...value].flat(1);
    return [head(Array.isArray(value) ? 4 : 5, Array.isArray(value) ? value.length : value.size), ...items.flatMap(parts)];
  }

  function write(value) {
    const found = parts(value);
    const whole = new Uint8Array(found.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of found) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  function read(bytes) {
    const [value, end] = readValue(bytes, 0, 0);
    need(end === bytes.length && same(write(value), bytes));
    return value;
  }

  function readMap(bytes, keys) {
    const map = read(bytes);
    need(map instanceof Map && [...map.keys()].join() === keys.join());
    return map;
  }

  function fromText(given) {
    const text = given.trim();
    need(text.length <= 2048);
    if (text.startsWith("CAC1:")) return bounded(fromBase45(text.slice(5)));
    const found = ADDRESS.exec(text);
    need(found);
    const digits = BigInt(found[1]).toString(16);
    const whole = Uint8Array.from((digits.length % 2 ? `0${digits}` : digits).match(/../g), (pair) => parseInt(pair, 16));
    need(whole[0] === 1);
    return bounded(whole.slice(1));
  }

  function bounded(bytes) {
    need(bytes.length > 0 && bytes.length <= 135);
    return bytes;
  }

  function fromBase45(text) {
    const bytes = [];
    for (let at = 0; at < text.length; at += 3) {
      const group = text.slice(at, at + 3);
      const number = [...group].reverse().reduce((sum, letter) => sum * 45 + BASE45.indexOf(letter), 0);
      need(group.length > 1 && [...group].every((letter) => BASE45.includes(letter)));
      need(number < 256 ** (group.length - 1));
      if (group.length === 3) bytes.push(number >> 8);
      bytes.push(number & 255);
    }
    return Uint8Array.from(bytes);
  }

  async function opened(bytes, type, keys, use, now) {
    const message = read(bytes);
    need(Array.isArray(message) && message.length === 4);
    const [header, others, payload, signature] = message;
    need(isBytes(header) && others instanceof Map && others.size === 0 && isBytes(payload));
    need(isBytes(signature) && signature.length === 64);
    const said = readMap(header, type ? [1, 4, 16] : [1, 4]);
    need(isBytes(said.get(4)) && said.get(4).length === 4 && (!type || said.get(16) === type));
    const key = keys.find((one) => one.kid === hex(said.get(4)) && (one.use ?? use) === use);
    need(key && key.alg === said.get(1));
    await checkSignature(key, signature, write(["Signature1", header, new Uint8Array(), payload]));
    const since = moment(key.not_before, 0);
    need(since <= now && now < moment(key.not_after, DAY));
    return [payload, since];
  }

  function moment(text, more) {
    return text.includes("T") ? Date.parse(text) / 1000 : Date.parse(`${text}T00:00:00Z`) / 1000 + more;
  }

  async function checkSignature(key, signature, message) {
    const jwk = key.alg === ED25519 ? { kty: "OKP", crv: "Ed25519", x: key.x } : { kty: "EC", crv: "P-256", x: key.x, y: key.y };
    const kind = key.alg === ED25519 ? { name: "Ed25519" } : { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const own = await crypto.subtle.importKey("jwk", jwk, kind, false, ["verify"]);
    need(await crypto.subtle.verify(kind, own, signature, message));
  }

  async function readClaims(bytes, keys, now) {
    need(bytes.length <= 135);
    const [payload, since] = await opened(bytes, "", keys, "tokens", now);
    const [exp, iat, cti, media, channels, place] = readMap(payload, [4, 6, 7, -70001, -70002, -70003]).values();
    need(isNumber(exp, 0, 2 ** 32 - 1) && isNumber(iat, 0, exp - 1) && exp % DAY === 0 && iat % DAY === 0);
    need(iat >= Math.floor(since / DAY) * DAY);
    need(isBytes(cti) && cti.length === 10 && cti[0] >> 3 === 1);
    need(isNumber(media, 1, 31) && isNumber(channels, 1, (1 << 14) - 1));
    need(Array.isArray(place) && place.length === 2 && isNumber(place[0], 0, 65_535) && isNumber(place[1], 0, (1 << 20) - 1));
    return { exp, iat, cti, media, channels, place };
  }

  async function isSet(bytes, place, keys, now) {
    const [payload] = await opened(bytes, LIST_TYPE, keys, "status", now);
    const [sub, iat, exp, keep, held] = readMap(payload, [2, 6, 4, 65_534, 65_533]).values();
    const found = typeof sub === "string" && LIST_ADDRESS.exec(sub);
    need(found && Number(found[1]) === place[0]);
    need([iat, exp, keep].every((one) => isNumber(one, 0, Number.MAX_SAFE_INTEGER)) && keep > 0);
    need(iat < exp && exp <= iat + 48 * 3600 && iat <= now + 300 && now < exp);
    need(held instanceof Map && [...held.keys()].join() === "bits,lst" && held.get("bits") === 1 && isBytes(held.get("lst")));
    const bits = await inflated(held.get("lst"));
    need(bits.length === LIST_BYTES);
    return ((bits[place[1] >> 3] >> (place[1] & 7)) & 1) === 1;
  }

  async function inflated(compressed) {
    const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream("deflate"));
    const chunks = [];
    let size = 0;
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      need(size <= LIST_BYTES);
      chunks.push(value);
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  }

  function printed(cti) {
    const number = BigInt(`0x${hex(cti)}`);
    let text = "";
    for (let shift = 75n; shift >= 0n; shift -= 5n) text += NUMBERS[Number((number >> shift) & 31n)];
    return text.match(/.{4}/g).join("-");
  }

  /** Say what stands of a token, as text or bytes; `status` gives the bytes of list n, or null. Never throws. */
  return async function verify(given, keys, status, atSeconds) {
    let claims;
    try {
      claims = await readClaims(isBytes(given) ? given : fromText(given), keys, atSeconds);
    } catch {
      return { authentic: false, usable: false };
    }
    const said = {
      authentic: true,
      id: printed(claims.cti),
      media: claims.media,
      channels: claims.channels,
      until: new Date((claims.exp - DAY) * 1000).toISOString().slice(0, 10),
    };
    if (!(claims.iat <= atSeconds && atSeconds < claims.exp)) return { ...said, usable: false };
    try {
      const list = await status(claims.place[0]);
      return { ...said, usable: !(await isSet(list, claims.place, keys, atSeconds)) };
    } catch {
      return { ...said, usable: null };
    }
  };
})();
