/* Aval: keeps a publish button locked until the registry says yes (docs/gate-protocol.md, version 1).
 *
 * Asks the site's own server, which holds the token and forwards to POST /api/v1/gate. Whatever is not a
 * clear yes keeps the button locked: an error, a delay, an answer it does not know, an edit made since.
 * A server that publishes must ask for itself too: what runs in a browser can be taken out of it.
 */
(function (root) {
  "use strict";

  const WORDS = {}; /* filled in when the file is downloaded from « Intégrations » */
  const CLEAR = ["yes", "yes_with_conditions"];
  const ANSWERS = [...CLEAR, "no", "cannot_tell"];
  const MOST_SECONDS = 15;
  const FIELDS = ["text", "medium", "channel", "channels", "purpose", "on", "visible_count", "consents", "people"];

  /* One gate: `read` gives the content, `lock` holds or frees the button, `panel` is where answers are shown. */
  class Gate {
    constructor(options) {
      this.endpoint = options.endpoint;
      this.headers = options.headers || {};
      this.read = options.read;
      this.lock = options.lock;
      this.panel = options.panel;
      this.clear = options.clear || (() => {});
      this.seconds = options.seconds || MOST_SECONDS;
      this.language = String(options.language || "fr").toLowerCase().startsWith("en") ? "en" : "fr";
      this.words = WORDS[this.language] || {};
      this.content = "";
      this.answer = null;
      this.asking = 0;
      this.panel.lang = this.language === "en" ? "en-CA" : "fr-CA";
      this.close("start");
    }

    say(key) {
      return this.words[key] || key;
    }

    /* Tell whether this very content may go out now. */
    isOpen() {
      return this.answer !== null && this.unticked() === 0 && this.isFresh() && this.content === this.now();
    }

    now() {
      return JSON.stringify(this.read());
    }

    isFresh() {
      const until = this.answer.valid_until;
      return typeof until !== "string" || today() <= until;
    }

    unticked() {
      return this.panel.querySelectorAll("input[data-aval-condition]:not(:checked)").length;
    }

    /* Lock; say why. */
    close(why) {
      this.asking += 1;
      this.answer = null;
      this.content = "";
      this.lock(true);
      this.clear(null);
      this.show("wait", why === "changed" ? "changed.title" : "locked.title", [text("p", this.say(why))]);
    }

    /* Whatever is written after a yes asks for another one. */
    changed() {
      if (this.answer !== null && this.content !== this.now()) this.close("changed");
    }

    async check() {
      this.close("checking");
      const asking = this.asking;
      const content = this.now();
      let answer = null;
      try {
        answer = await this.ask(content);
      } catch {
        answer = null;
      }
      if (asking !== this.asking) return;
      if (answer === null) this.fail();
      else if (content !== this.now()) this.close("changed");
      else this.tell(answer, content);
      this.head.focus();
    }

    async ask(content) {
      const ending = new AbortController();
      const timer = setTimeout(() => ending.abort(), this.seconds * 1000);
      try {
        const reply = await fetch(this.endpoint, {
          method: "POST",
          headers: { "Content-Type": "application/json", Accept: "application/json", ...this.headers },
          body: content,
          credentials: "same-origin",
          redirect: "error",
          cache: "no-store",
          signal: ending.signal,
        });
        if (reply.status !== 200) return null;
        return readAnswer(await reply.json());
      } finally {
        clearTimeout(timer);
      }
    }

    fail() {
      this.lock(true);
      this.show("bad", "retry", [text("p", this.say("retry.text"))]);
    }

    tell(answer, content) {
      const parts = this.found(answer, JSON.parse(content));
      if (!CLEAR.includes(answer.answer)) {
        const rule = answer.answer === "no" ? "no.text" : "cannot_tell.text";
        this.show("bad", answer.answer, [text("p", this.say(rule)), ...parts, ...this.way(answer.mend)]);
        return;
      }
      this.answer = answer;
      this.content = content;
      this.show("good", answer.answer, [...parts, ...this.conditions(answer), ...this.cited(answer)]);
      this.settle();
    }

    /* Free the button once every condition is ticked, and hold it again when one is not. */
    settle() {
      const open = this.isOpen();
      const line = this.panel.querySelector("[data-aval-line]");
      if (line) line.hidden = this.unticked() > 0;
      this.lock(!open);
      this.clear(open ? this.answer : null);
    }

    found(answer, content) {
      if (answer.findings.length === 0) return [];
      const list = document.createElement("ul");
      for (const one of answer.findings) {
        const line = document.createElement("li");
        line.className = one.severity === "block" ? "aval-gate-block" : "aval-gate-warn";
        line.append(text("strong", this.say(one.severity === "block" ? "block" : "warn")), " ");
        line.append(this.words[`finding.${one.code}`] || String(one.code));
        const piece = pieceOf(one, content, answer.asked_text);
        if (piece) line.append(" ", text("q", piece));
        list.append(line);
      }
      return [text("p", this.say("findings"), "aval-gate-part"), list];
    }

    conditions(answer) {
      if (answer.conditions.length === 0) return [];
      const group = document.createElement("fieldset");
      group.append(text("legend", this.say("conditions")));
      answer.conditions.forEach((code) => {
        const label = document.createElement("label");
        const box = document.createElement("input");
        box.type = "checkbox";
        box.dataset.avalCondition = code;
        box.addEventListener("change", () => this.settle());
        label.append(box, " ", text("span", this.words[`condition.${code}`] || String(code)));
        group.append(label);
      });
      return [group];
    }

    cited(answer) {
      const line = answer.citation && answer.citation.line;
      if (!line) return [];
      const part = document.createElement("div");
      part.dataset.avalLine = "";
      const shown = text("code", line);
      const said = text("span", "", "aval-gate-said");
      said.setAttribute("role", "status");
      const copy = button(this.say("copy"), async () => {
        try {
          await navigator.clipboard.writeText(line);
          said.textContent = this.say("copied");
        } catch {
          root.getSelection().selectAllChildren(shown);
          said.textContent = this.say("copy.failed");
        }
      });
      part.append(text("p", this.say("line"), "aval-gate-part"), shown, " ", copy, " ", said);
      return [part];
    }

    way(mend) {
      if (!isWebAddress(mend)) return [];
      const link = text("a", this.say("mend"));
      link.href = mend;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      const line = document.createElement("p");
      line.append(link);
      return [line];
    }

    show(look, title, parts) {
      this.panel.className = `aval-gate aval-gate-${look}`;
      this.head = text("p", this.say(title), "aval-gate-title");
      this.head.tabIndex = -1;
      const again = look === "good" ? [] : [button(this.say("check"), () => this.check())];
      const live = document.createElement("div");
      live.append(this.head, ...parts);
      this.panel.replaceChildren(live, ...again);
    }
  }

  /* Read an answer of version 1. Returns null for anything else. */
  function readAnswer(given) {
    if (given === null || typeof given !== "object" || !ANSWERS.includes(given.answer)) return null;
    const lists = [given.findings, given.conditions].every(Array.isArray);
    const found = lists && given.findings.every((one) => one !== null && typeof one === "object");
    if (!found) return null;
    if (CLEAR.includes(given.answer) && (given.answer === "yes") !== (given.conditions.length === 0)) return null;
    if (CLEAR.includes(given.answer) && given.findings.some((one) => one.severity !== "warn")) return null;
    return given;
  }

  /* Offsets count code points, not the UTF-16 units that strings are made of. A server that makes the text
   * out of markup adds it to the answer as `asked_text`. */
  function pieceOf(one, content, asked) {
    if (Number.isInteger(one.consent)) return String((content.consents || [])[one.consent] || "");
    if (!Number.isInteger(one.start) || !Number.isInteger(one.end)) return "";
    return Array.from(String(asked || content.text || "")).slice(one.start, one.end).join("");
  }

  function isWebAddress(given) {
    try {
      return ["https:", "http:"].includes(new URL(given).protocol);
    } catch {
      return false;
    }
  }

  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  function text(name, words, look) {
    const made = document.createElement(name);
    made.textContent = words;
    if (look) made.className = look;
    return made;
  }

  function button(words, act) {
    const made = text("button", words, "aval-gate-button");
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  /* What a form says: its fields marked `data-aval-field`, and what its own `data-aval-…` say for all. */
  function contentOf(form) {
    const content = { on: today() };
    for (const name of FIELDS) {
      const said = form.dataset[`aval${name[0].toUpperCase()}${name.slice(1).replace(/_(.)/g, (_, one) => one.toUpperCase())}`];
      if (said) put(content, name, said);
    }
    for (const field of form.querySelectorAll("[data-aval-field]")) {
      const off = (field.type === "checkbox" || field.type === "radio") && !field.checked;
      const said = off ? "" : field.isContentEditable ? field.innerText : field.value;
      if (said) put(content, field.dataset.avalField, said);
    }
    return content;
  }

  function put(content, name, said) {
    if (name === "visible_count") content[name] = Number(said);
    else if (name === "consents" || name === "channels") {
      const several = said.split(/[\s,;]+/).filter(Boolean);
      content[name] = [...(content[name] || []), ...several];
    } else content[name] = name === "text" && content.text ? `${content.text}\n${said}` : said;
  }

  /* Put a gate on a form: `data-aval-gate` is where its server forwards, `data-aval-publish` its button. */
  function attach(form) {
    if (form.avalGate) return form.avalGate;
    const publish = form.querySelector("[data-aval-publish]");
    const panel = document.createElement("section");
    panel.setAttribute("aria-label", "Aval");
    publish.before(panel);
    const kept = document.createElement("input");
    kept.type = "hidden";
    kept.name = "aval_clearance";
    form.append(kept);
    const header = form.dataset.avalHeader || "";
    const gate = new Gate({
      endpoint: form.dataset.avalGate,
      headers: header ? { [header.split(":")[0].trim()]: header.slice(header.indexOf(":") + 1).trim() } : {},
      language: form.dataset.avalLang || document.documentElement.lang,
      seconds: Number(form.dataset.avalSeconds) || MOST_SECONDS,
      read: () => contentOf(form),
      lock: (locked) => { publish.disabled = locked; },
      clear: (answer) => { kept.value = (answer && answer.clearance) || ""; },
      panel,
    });
    const watch = (event) => { if (!panel.contains(event.target)) gate.changed(); };
    form.addEventListener("input", watch);
    form.addEventListener("change", watch);
    form.addEventListener("submit", (event) => {
      const saves = event.submitter && event.submitter !== publish;
      if (saves || gate.isOpen()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (gate.answer !== null && gate.unticked() === 0) gate.close("changed");
      else gate.head.focus();
    }, true);
    form.avalGate = gate;
    return gate;
  }

  root.AvalGate = { Gate, attach, readAnswer };
  const begin = () => document.querySelectorAll("form[data-aval-gate]").forEach(attach);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})(globalThis);
