// A copy button appears only where copying works; without this script the number is selected by one tap.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const said = document.getElementById(button.dataset.said);
  if (!navigator.clipboard || !source || !said) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      said.textContent = button.dataset.done;
    } catch {
      window.getSelection().selectAllChildren(source);
      said.textContent = button.dataset.failed;
    }
  });
}
