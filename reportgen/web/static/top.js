"use strict";
/* The bar at the top: what else can be taken closes by itself, and why Word cannot be taken is said. */
const word = document.getElementById("word"), why = document.getElementById("why");
const more = document.querySelector(".more"), summary = document.getElementById("summary");

function tellWhy() {
  const isStopped = word.getAttribute("aria-disabled") === "true";
  const counted = summary.querySelector(".counts .error"), count = counted ? counted.textContent.replace(/\D/g, "") : "";
  why.hidden = !isStopped;
  why.textContent = isStopped ? (count && count !== "0" ? "还有 " + count + " 处错误" : "数据还不够") : "";
}

/** To the list of what is wrong, or to what is said of the whole. */
function toErrors() {
  const list = summary.querySelector('.found[data-kind="problems"]');
  if (list) list.open = true;
  summary.scrollIntoView({ block: "start" });
  const first = summary.querySelector(".goto.error") || summary.querySelector("summary");
  if (first) first.focus({ preventScroll: true });
}

why.addEventListener("click", toErrors);
word.addEventListener("click", (event) => {
  if (word.getAttribute("aria-disabled") !== "true") return;
  event.preventDefault();
  toErrors();
});
document.addEventListener("click", (event) => {
  if (!more.contains(event.target) || event.target.closest("a")) more.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !more.open) return;
  const isInside = more.contains(document.activeElement);
  more.open = false;
  if (isInside) more.querySelector("summary").focus();
});
more.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !more.contains(event.relatedTarget)) more.open = false;
});
new MutationObserver(tellWhy).observe(word, { attributes: true, attributeFilter: ["aria-disabled"] });
new MutationObserver(tellWhy).observe(summary, { childList: true, subtree: true });
tellWhy();
