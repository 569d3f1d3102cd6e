/* The panel shown before publishing in the block editor: the button waits for the registry's yes. */
(function (wp, site, AvalGate) {
  "use strict";

  const { createElement, useEffect, useRef } = wp.element;
  const { useSelect, select, dispatch, subscribe } = wp.data;
  const Panel = (wp.editor && wp.editor.PluginPrePublishPanel) || wp.editPost.PluginPrePublishPanel;
  const EDITOR = "core/editor";
  const LOCK = "aval-gate";

  function content() {
    const post = select(EDITOR);
    const meta = post.getEditedPostAttribute("meta") || {};
    return {
      title: post.getEditedPostAttribute("title") || "",
      excerpt: post.getEditedPostAttribute("excerpt") || "",
      content: post.getEditedPostContent(),
      ...(meta[site.meta] ? { people: "none" } : {}),
    };
  }

  function lock(locked) {
    if (locked) dispatch(EDITOR).lockPostSaving(LOCK);
    else dispatch(EDITOR).unlockPostSaving(LOCK);
  }

  /* Inside the panel, so that it is there only while the panel is. */
  function Gate() {
    const place = useRef(null);
    const nobody = useSelect((read) => Boolean((read(EDITOR).getEditedPostAttribute("meta") || {})[site.meta]), []);
    useEffect(() => {
      const gate = new AvalGate.Gate({
        endpoint: site.endpoint,
        headers: { "X-WP-Nonce": site.nonce },
        language: site.language,
        panel: place.current,
        read: content,
        lock,
      });
      const stop = subscribe(() => gate.changed());
      return () => {
        stop();
        lock(false); /* drafts are saved as before; the guard of the server holds what would go out */
      };
    }, []);
    const box = createElement(wp.components.CheckboxControl, {
      label: site.nobody,
      checked: nobody,
      onChange: (checked) => dispatch(EDITOR).editPost({ meta: { [site.meta]: checked } }),
    });
    return createElement("div", null, box, createElement("div", { ref: place }));
  }

  const render = () => createElement(Panel, { title: "Aval", initialOpen: true }, createElement(Gate));
  wp.plugins.registerPlugin("aval-gate", { render, icon: null });
})(globalThis.wp, globalThis.avalGateSite, globalThis.AvalGate);
