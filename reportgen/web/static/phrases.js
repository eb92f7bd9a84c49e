"use strict";
/* One phrase: what is typed is tried at once, and saved when it is asked for. */
import { ask, chosen, later, post, whenChosen } from "./keeper.js";
import { follow, mark, select } from "./marks.js";

const PAUSE = 300;
const name = document.querySelector(".desk").dataset.name;
const text = document.getElementById("text"), field = text.closest(".field");
const state = document.getElementById("state"), faults = document.getElementById("faults");
const said = document.getElementById("said"), names = document.getElementById("names");
const saveButton = document.getElementById("save"), undoButton = document.getElementById("undo");
const resetButton = document.getElementById("reset"), find = document.getElementById("find");
let saved = text.dataset.saved, asking = 0, errors = 0, broken = false;

const isChanged = () => text.value !== saved;
const asked = () => ({ name: name, text: text.value, seen: saved, ...chosen() });

function fit() {
  text.style.height = "auto";
  text.style.height = text.scrollHeight + 2 + "px";
}

function say(told, style) {
  state.textContent = told;
  state.className = style || "";
}

function settle() {
  saveButton.disabled = !isChanged() || errors > 0;
  undoButton.disabled = !isChanged();
  if (broken) return;
  if (errors && isChanged()) say("有错误，改好才能保存", "error");
  else say(isChanged() ? "还没有保存" : errors ? "有错误" : "");
}

async function tryIt() {
  const turn = asking += 1;
  try {
    const told = await post("/phrases/try", asked());
    if (turn !== asking) return;
    broken = false;
    show(told);
    said.innerHTML = told.said;
    names.innerHTML = told.names;
    filter();
    if (told.there !== saved) await choose(told.there);
  } catch (fault) {
    refuse(fault);
  }
}

function show(told) {
  errors = told.errors;
  faults.innerHTML = told.faults;
  mark(field);
  settle();
}

function refuse(fault) {
  if (!fault.told) throw fault;
  broken = true;
  say(fault.told, "error");
}

/** Somebody else wrote another text: it is taken where nothing was written here. */
async function choose(there) {
  const keeps = isChanged() && text.value !== there && await ask(there);
  saved = there;
  if (!keeps) put(there);
  tryIt();
}

function put(value) {
  text.value = value;
  fit();
  mark(field);
  settle();
}

const trySoon = later(PAUSE, tryIt);

async function save() {
  if (saveButton.disabled) return;
  const sent = text.value;
  await write("/phrases/save", () => { saved = sent; });
}

async function write(address, done) {
  say("正在保存…");
  try {
    const told = await post(address, asked());
    if (told.conflict !== undefined) { await choose(told.conflict); return; }
    if (told.errors) { show(told); return; }
    done(told);
    resetButton.disabled = !told.changed;
    settle();
    await tryIt();
    if (!isChanged()) say("已保存");
  } catch (fault) {
    refuse(fault);
  }
}

function filter() {
  const wanted = find.value.trim();
  for (const each of names.children) each.hidden = wanted !== "" && !each.textContent.includes(wanted);
}

/** Write the name where the cursor is. */
function insert(word) {
  text.focus();
  const at = text.selectionStart;
  const isInside = /\{[{%][^}]*$/.test(text.value.slice(0, at));
  text.setRangeText(isInside ? word : "{{ " + word + " }}", at, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

text.addEventListener("input", () => { fit(); follow(field); settle(); trySoon(); });
find.addEventListener("input", filter);
saveButton.addEventListener("click", save);
undoButton.addEventListener("click", () => { put(saved); tryIt(); text.focus(); });
resetButton.addEventListener("click", () => write("/phrases/reset", (told) => { saved = told.text; put(saved); text.focus(); }));
names.addEventListener("click", (event) => {
  const button = event.target.closest(".name");
  if (button) insert(button.textContent);
});
for (const kind of ["click", "keydown"]) faults.addEventListener(kind, (event) => {
  const problem = event.target.closest(".problem[data-quote]");
  if (!problem || (kind === "keydown" && event.key !== "Enter")) return;
  event.preventDefault();
  select(problem);
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); save(); }
});
window.addEventListener("beforeunload", (event) => { if (isChanged()) { event.preventDefault(); event.returnValue = ""; } });
window.addEventListener("focus", tryIt);
window.addEventListener("resize", fit);
whenChosen(tryIt);
fit();
tryIt();
