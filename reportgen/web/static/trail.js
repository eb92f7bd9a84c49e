"use strict";
/* Where a figure of the report comes from, under the report, once it is clicked. */
const report = document.getElementById("report"), trail = document.getElementById("trail");
const told = trail.querySelector(".trail-told"), file = document.querySelector(".desk").dataset.file;
let asked = 0;

async function tell(code) {
  const turn = ++asked, address = "/school/figure?file=" + encodeURIComponent(file) + "&figure=" + encodeURIComponent(code);
  const answer = await fetch(address).catch(() => null);
  if (turn !== asked) return;
  if (!answer || !answer.ok) { close(); return; }
  told.innerHTML = await answer.text();
  trail.hidden = false;
}

function close() {
  asked += 1;
  trail.hidden = true;
  told.textContent = "";
}

report.addEventListener("click", (event) => {
  const figure = event.target.closest(".figure");
  if (figure) tell(figure.dataset.figure);
});
trail.querySelector(".close").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !trail.hidden && !document.querySelector("dialog[open]")) close();
});
