/* The panel beside the publish button of the classic editor. */
(function (site, AvalGate) {
  "use strict";

  const value = (id) => (document.getElementById(id) || {}).value || "";

  function body() {
    const rich = globalThis.tinymce && globalThis.tinymce.get("content");
    return rich && !rich.isHidden() ? rich.getContent() : value("content");
  }

  function content() {
    const nobody = document.getElementById("aval-gate-nobody");
    return {
      title: value("title"),
      excerpt: value("excerpt"),
      content: body(),
      ...(nobody && nobody.checked ? { people: "none" } : {}),
    };
  }

  function begin() {
    const form = document.getElementById("post");
    const publish = document.getElementById("publish");
    if (!form || !publish) return;
    const panel = document.createElement("section");
    panel.setAttribute("aria-label", "Aval");
    document.getElementById("major-publishing-actions").before(panel);
    const gate = new AvalGate.Gate({
      endpoint: site.endpoint,
      headers: { "X-WP-Nonce": site.nonce },
      language: site.language,
      panel,
      read: content,
      lock: (locked) => { publish.disabled = locked; },
    });
    const watch = (event) => { if (!panel.contains(event.target)) gate.changed(); };
    form.addEventListener("input", watch);
    form.addEventListener("change", watch);
    form.addEventListener("submit", (event) => {
      if (event.submitter !== publish || gate.isOpen()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      gate.close("changed");
    }, true);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})(globalThis.avalGateSite, globalThis.AvalGate);
