"use strict";
/* The form that the data came of: told of at once, and again whenever it has changed. */
const desk = document.querySelector(".desk"), file = desk.dataset.file;
const box = document.getElementById("form-origin"), PAUSE = 15000;

async function ask() {
  const known = box.firstElementChild ? box.firstElementChild.dataset.mark : "";
  const address = "/school/form?file=" + encodeURIComponent(file) + "&mark=" + encodeURIComponent(known);
  const answer = await fetch(address).catch(() => null);
  if (answer && answer.status === 200) box.innerHTML = await answer.text();
}

async function take(paths) {
  const mark = box.firstElementChild.dataset.mark;
  const answer = await fetch("/school/form", { method: "POST", body: JSON.stringify({ file: file, mark: mark, paths: paths }) }).catch(() => null);
  if (answer && answer.ok && paths.length) window.location.reload();
  else { box.replaceChildren(); ask(); }
}

box.addEventListener("click", (event) => {
  if (event.target.matches(".take-form")) take([...box.querySelectorAll(".news input:checked")].map((each) => each.value));
  if (event.target.matches(".leave-form")) take([]);
});
ask();
window.addEventListener("focus", ask);
setInterval(() => { if (!document.hidden) ask(); }, PAUSE);
