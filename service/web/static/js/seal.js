// Tells, on this device, whether a PDF bears a seal of ours over every byte of it (PAdES, RFC 5652). Only the seal
// that our documents bear is understood; whatever else may be a valid signature cannot be told. `verifySeal` is all
// that others use.
"use strict";

const verifySeal = (() => {
  const OID = {
    signed: "06092a864886f70d010702",
    data: "06092a864886f70d010701",
    sha256: "0609608648016503040201",
    ecdsa: "06082a8648ce3d040302",
    key: "06072a8648ce3d020106082a8648ce3d030107",
    digest: "06092a864886f70d010904",
    kind: "06092a864886f70d010903",
    bound: "060b2a864886f70d010910022f",
  };
  const RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g;
  const REASON = /\/Reason\s*\(([^()]{16,32})\)/g;
  const NUMBER = /^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/;
  const P256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

  class Refused extends Error {}

  function need(condition) {
    if (!condition) throw new Refused();
  }

  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
  const bare = (oid, held) => held.tag === 0x30 && [oid, `${oid}0500`].includes(hex(held.body));

  // DER: one spelling of each length.
  function part(bytes, at = 0) {
    need(at + 2 <= bytes.length);
    const short = bytes[at + 1];
    const size = short < 128 ? 0 : short - 128;
    need(size < 4 && short !== 128 && at + 2 + size <= bytes.length);
    let length = size ? 0 : short;
    for (let step = 0; step < size; step += 1) length = length * 256 + bytes[at + 2 + step];
    need(!size || (length >= 128 && length >= 256 ** (size - 1)));
    const start = at + 2 + size;
    need(start + length <= bytes.length);
    return { tag: bytes[at], body: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) };
  }

  function kids(held, tag) {
    need(tag === undefined || held.tag === tag);
    const found = [];
    for (let at = 0; at < held.body.length; at += found.at(-1).whole.length) found.push(part(held.body, at));
    return found;
  }

  function only(held, count, tag = 0x30) {
    const found = kids(held, tag);
    need(found.length === count);
    return found;
  }

  function whole(bytes) {
    const found = part(bytes);
    need(found.whole.length === bytes.length);
    return found;
  }

  function fixed(number) {
    need(number.tag === 2 && number.body.length > 0 && number.body[0] < 128);
    const digits = number.body[0] === 0 ? number.body.subarray(1) : number.body;
    need(digits.length <= 32 && (number.body[0] !== 0 || digits[0] >= 128));
    return Uint8Array.from([...new Uint8Array(32 - digits.length), ...digits]);
  }

  async function signedBy(certificate, signature, message) {
    const numbers = only(whole(signature), 2).map(fixed);
    const key = await crypto.subtle.importKey("spki", certificate.key, P256, false, ["verify"]);
    return crypto.subtle.verify(P256, key, Uint8Array.from(numbers.flatMap((one) => [...one])), message);
  }

  function readCertificate(given) {
    const [body, algorithm, signature] = only(given, 3);
    const ours = signature.tag === 3 && signature.body[0] === 0 && hex(algorithm.body) === OID.ecdsa;
    const fields = kids(body, 0x30);
    const [serial, , issuer, times, , key] = fields[0].tag === 0xa0 ? fields.slice(1) : fields;
    const [since, until] = only(times, 2).map(moment);
    const bits = signature.body.subarray(1);
    return { given: given.whole, body: body.whole, serial: serial.whole, issuer: issuer.whole, since, until, key: key.whole, bits, ours };
  }

  function moment(time) {
    const text = new TextDecoder().decode(time.body);
    const [, year, ...rest] = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
    need(year && (time.tag === 0x17) === (year.length === 2));
    const [month, day, hour, minute, second] = rest.map(Number);
    const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900);
    return Date.UTC(full, month - 1, day, hour, minute, second) / 1000;
  }

  function fromPem(text) {
    return Uint8Array.from(atob(text.replace(/-----[^-]+-----|\s/g, "")), (one) => one.charCodeAt(0));
  }

  function revokedIn(text) {
    const [body] = only(whole(fromPem(text)), 3);
    const lists = kids(body, 0x30).filter((one) => one.tag === 0x30 && one.body[0] === 0x30 && part(one.body).body[0] === 2);
    return lists.flatMap((list) => kids(list)).map((one) => hex(kids(one)[0].whole));
  }

  async function isOurs(certificate, trusted) {
    for (const root of trusted.roots.map((text) => readCertificate(whole(fromPem(text))))) {
      if (same(root.given, certificate.given)) return true;
      try {
        if (certificate.ours && (await signedBy(root, certificate.bits, certificate.body))) return true;
      } catch {
        // A root of another kind of key has signed no certificate of ours.
      }
    }
    return false;
  }

  function container(gap) {
    need(gap[0] === 0x3c && gap.at(-1) === 0x3e);
    const text = new TextDecoder("latin1").decode(gap.subarray(1, -1));
    need(/^(?:[0-9A-F]{2})+$/.test(text));
    const bytes = Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
    const held = part(bytes);
    need(bytes.subarray(held.whole.length).every((byte) => byte === 0));
    return held;
  }

  function opened(held) {
    const [type, wrapped] = only(held, 2);
    need(hex(type.whole) === OID.signed);
    const [version, digests, content, certificates, signers] = only(only(wrapped, 1, 0xa0)[0], 5);
    need(hex(version.whole) === "020101" && content.tag === 0x30 && hex(content.body) === OID.data);
    need(bare(OID.sha256, only(digests, 1, 0x31)[0]));
    return { certificates: kids(certificates, 0xa0).map(readCertificate), signer: only(only(signers, 1, 0x31)[0], 6) };
  }

  function attributes(said) {
    const found = new Map(kids(said, 0xa0).map((one) => only(one, 2)).map(([name, value]) => [hex(name.whole), only(value, 1, 0x31)[0]]));
    need([OID.digest, OID.kind, OID.bound].every((name) => found.has(name)));
    need(hex(found.get(OID.kind).whole) === OID.data);
    return found;
  }

  async function sealOf(held, trusted) {
    const { certificates, signer } = opened(held);
    const [version, who, digest, said, algorithm, signature] = signer;
    need(hex(version.whole) === "020101" && bare(OID.sha256, digest) && bare(OID.ecdsa, algorithm) && signature.tag === 4);
    const [issuer, serial] = only(who, 2);
    const own = certificates.find((one) => same(one.serial, serial.whole) && same(one.issuer, issuer.whole));
    need(own && (await isOurs(own, trusted)));
    // Above an establishment's own certificate, which is pinned itself, stand others that nobody here knows.
    const pinned = trusted.roots.some((text) => same(fromPem(text), own.given));
    for (const one of certificates) need(pinned || (await isOurs(one, trusted)));
    return { own, said, signature };
  }

  async function holds({ own, said, signature }, digest) {
    const told = attributes(said);
    const named = await crypto.subtle.digest("SHA-256", own.given);
    need(hex(told.get(OID.bound).whole).includes(hex(new Uint8Array(named))));
    const message = said.whole.slice();
    message[0] = 0x31;
    need(await signedBy(own, signature.body, message));
    need(told.get(OID.digest).tag === 4 && same(told.get(OID.digest).body, digest));
  }

  async function judged(bytes, [start, before, after, rest], trusted, now) {
    need(start === 0 && before < after && after + rest <= bytes.length);
    const seal = await sealOf(container(bytes.subarray(before, after)), trusted);
    const revoked = trusted.revoked.flatMap(revokedIn);
    if (revoked.includes(hex(seal.own.serial)) || now < seal.own.since || now >= seal.own.until) return "document_cannot";
    try {
      const covered = new Uint8Array(before + rest);
      covered.set(bytes.subarray(0, before));
      covered.set(bytes.subarray(after, after + rest), before);
      await holds(seal, new Uint8Array(await crypto.subtle.digest("SHA-256", covered)));
      return after + rest === bytes.length ? "document" : "document_modified";
    } catch {
      return "document_modified";
    }
  }

  function numberIn(text) {
    const written = [...text.matchAll(REASON)].at(-1)?.[1] ?? "";
    const number = written.replace(/\\([0-7]{3})/g, (_, digits) => String.fromCharCode(parseInt(digits, 8)));
    return NUMBER.test(number) ? number : undefined;
  }

  /** Say what stands of a PDF's seal: null without one, else what is told and the number sealed. Never throws. */
  return async function verify(bytes, trusted, now) {
    const text = new TextDecoder("latin1").decode(bytes);
    const ranges = [...text.matchAll(RANGE)].map((found) => found.slice(1).map(Number));
    if (!ranges.length) return null;
    const dated = ranges.length > 1 && text.includes("/ETSI.RFC3161");
    const told = await judged(bytes, ranges[0], trusted, now).catch(() => "document_cannot");
    if (told !== "document") return { told: dated && told === "document_modified" ? "document_cannot" : told };
    return { told, id: numberIn(text) };
  };
})();
