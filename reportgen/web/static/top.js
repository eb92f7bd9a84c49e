"use strict";
/* Beside the grey download: why Word cannot be taken, which leads where the download does. */
const word = document.getElementById("word"), why = document.getElementById("why");
const summary = document.getElementById("summary");

function tellWhy() {
  const isStopped = word.getAttribute("aria-disabled") === "true";
  const counted = summary.querySelector("summary .error"), count = counted ? counted.textContent.replace(/\D/g, "") : "";
  why.hidden = !isStopped;
  why.textContent = isStopped ? (count && count !== "0" ? "还有 " + count + " 处错误" : "数据还不够") : "";
}

why.addEventListener("click", () => word.click());
new MutationObserver(tellWhy).observe(word, { attributes: true, attributeFilter: ["aria-disabled"] });
new MutationObserver(tellWhy).observe(summary, { childList: true, subtree: true });
tellWhy();
