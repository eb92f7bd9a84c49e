"use strict";
/* Looks whether the template was saved, and shows its pages and faults anew: what it makes of the
   data, or the template itself with its faults marked at their places. */
const PAUSE = 1000;
const file = document.querySelector(".desk").dataset.file;
const state = document.getElementById("state"), report = document.getElementById("report");
const data = document.getElementById("data"), standard = document.getElementById("standard");
const faults = document.getElementById("faults"), views = document.getElementById("views");
let known = "", view = "made", errors = 0, turn = 0;

const asked = () => new URLSearchParams({ file: file, data: data.value, standard: standard.value });

async function look() {
  try {
    if (!document.hidden) await ask();
  } catch (fault) {
    state.textContent = "程序没有应答";
  }
  setTimeout(look, PAUSE);
}

async function ask() {
  const answer = await fetch("/template/state?" + asked() + "&known=" + known);
  if (!answer.ok) { state.textContent = "模板打不开"; return; }
  const told = await answer.json();
  if (told.mark === known) return;
  known = told.mark;
  faults.innerHTML = told.faults;
  if (Boolean(told.errors) !== Boolean(errors)) view = told.errors ? "marked" : "made";
  errors = told.errors;
  await show();
}

/** The pages of the view that was chosen. */
async function show() {
  const mine = turn += 1;
  for (const each of views.querySelectorAll("input")) each.checked = each.value === view;
  state.textContent = "正在排版…";
  const address = (view === "marked" ? "/template/marked?" : "/template/pages?") + asked();
  const told = await window.reportPages.show(address, report);
  if (mine !== turn) return;
  if (told && !told.pages) {
    report.classList.remove("printed");
    report.innerHTML = told.told || "<p>这台电脑上排不了版：要装 LibreOffice 和 reportgen[pdf]。</p>";
  } else markAll();
  state.textContent = "是最新的";
}

const faultOf = (code) => faults.querySelector('.fault[data-mark="' + code + '"]');
const markOf = (code) => report.querySelector('.figure.over[data-figure="' + code + '"]');

function markAll() {
  for (const mark of report.querySelectorAll(".figure.over")) {
    const fault = faultOf(mark.dataset.figure);
    if (!fault) { mark.remove(); continue; }
    mark.classList.add("wrong", fault.classList.contains("error") ? "error" : "warning");
    mark.setAttribute("aria-label", "问题：" + fault.textContent.trim());
    mark.title = fault.textContent.trim();
  }
}

function light(element) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  element.classList.add("lit");
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
}

faults.addEventListener("click", async (event) => {
  const fault = event.target.closest(".fault");
  if (!fault) return;
  if (view !== "marked") { view = "marked"; await show(); }
  const mark = markOf(fault.dataset.mark);
  if (mark) light(mark);
  else state.textContent = "这一处页面上没有标：在页眉页脚、脚注或样式里，照写的位置找";
});
report.addEventListener("click", (event) => {
  const mark = event.target.closest(".figure.wrong");
  if (mark) light(faultOf(mark.dataset.figure));
});
views.addEventListener("change", (event) => { view = event.target.value; show(); });
for (const each of [data, standard]) each.addEventListener("change", () => { known = ""; state.textContent = "正在检查…"; });
look();
