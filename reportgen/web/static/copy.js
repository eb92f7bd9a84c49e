"use strict";
/* A button that copies the text of a field beside it; there is none where the browser cannot. */
(function () {
  const told = document.getElementById("copied");
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const field = document.getElementById(button.dataset.copy), words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (!await copied(field)) return;
      button.textContent = "已复制";
      if (told) told.textContent = "已复制，可以粘贴到微信、QQ 里";
      setTimeout(() => { button.textContent = words; }, 3000);
    });
  }

  async function copied(field) {
    if (navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(field.value);
        return true;
      } catch (refused) { /* It is selected, as where there is no clipboard to write to. */ }
    }
    field.hidden = false;
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
})();
