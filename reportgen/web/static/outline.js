"use strict";
/* The chapters of an outline: moved, renamed, joined and left out, and tried at once. */
import { ask, chosen, later, post, whenChosen } from "./keeper.js";

const PAUSE = 300;
const desk = document.querySelector(".desk"), told = JSON.parse(desk.dataset.told);
const state = document.getElementById("state"), faults = document.getElementById("faults");
const list = document.getElementById("chapters"), others = document.getElementById("others");
const report = document.getElementById("report"), own = document.getElementById("own");
const saveButton = document.getElementById("save"), undoButton = document.getElementById("undo");
const resetButton = document.getElementById("reset");
let seen = desk.dataset.seen, saved = told.chapters, chapters = copyOf(saved);
let asking = 0, errors = 0, empty = new Set(), parts = [], broken = false;

function copyOf(all) { return all.map((each) => ({ ...each, parts: [...each.parts] })); }
const isChanged = () => JSON.stringify(chapters) !== JSON.stringify(saved);
const asked = () => ({ of: desk.dataset.of, seen: seen, chapters: chapters, ...chosen() });

function make(name, told, inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(told)) {
    if (key in made && key !== "style") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...(inside || []));
  return made;
}

function button(label, name, act, off) {
  return make("button", { type: "button", className: "small " + name, textContent: label, disabled: off || false, onclick: act });
}

function draw() {
  list.replaceChildren(...chapters.map(chapterRow));
  drawOthers();
  settle();
}

function drawOthers() {
  const used = new Set(chapters.flatMap((each) => each.parts));
  others.replaceChildren(...parts.filter((name) => !used.has(name)).map(otherRow));
}

function chapterRow(chapter, at) {
  const name = chapter.title;
  const title = make("input", { value: chapter.title, autocomplete: "off", maxLength: 100, "aria-label": "第 " + (at + 1) + " 章的标题" });
  title.addEventListener("input", () => { chapter.title = title.value.trim() || chapter.key; changed(); });
  title.addEventListener("change", () => { title.value = chapter.title; });
  const parts = make("p", { className: "hint" }, [partsText(chapter)]);
  const tools = make("p", { className: "buttons" }, [
    button("上移", "up", () => move(at, -1), at === 0),
    button("下移", "down", () => move(at, 1), at === chapters.length - 1),
    button("并到上一章", "join", () => join(at), at === 0),
    ...(chapter.parts.length > 1 ? [button("拆开", "split", () => split(at))] : []),
    button("删去", "remove", () => remove(at), chapters.length === 1),
  ]);
  for (const each of tools.children) each.setAttribute("aria-label", name + "：" + each.textContent);
  const row = make("li", { className: "chapter" }, [title, parts, ...styleChoice(chapter), tools]);
  row.addEventListener("keydown", (event) => {
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.altKey && way) { event.preventDefault(); move(at, way, "input"); }
  });
  return row;
}

function partsText(chapter) {
  const about = (name) => told.parts[name] ? name + "（" + told.parts[name] + "）" : name;
  const text = chapter.parts.map(about).join("、");
  return "写：" + text + (empty.has(chapter.key) ? "。这份数据没有内容，报告里省去" : "");
}

function styleChoice(chapter) {
  const styles = chapter.parts.flatMap((name) => told.styles[name] || []);
  if (!styles.length) return [];
  const options = ["", ...styles].map((each) => make("option", { value: each, textContent: each || "通常的", selected: each === chapter.style }));
  const select = make("select", { onchange: () => { chapter.style = select.value; changed(); } }, options);
  return [make("label", { className: "hint" }, ["写法 ", select])];
}

function otherRow(name) {
  const add = button("放进提纲", "put", () => {
    chapters.push({ key: name, title: name, parts: [name], style: "" });
    redraw(chapters.length - 1, "input");
  });
  add.setAttribute("aria-label", name + "：放进提纲");
  return make("li", {}, [name, " ", add, make("span", { className: "hint", textContent: told.parts[name] || "" })]);
}

/** Show the chapters anew; what was used last is in focus again, in its new place. */
function redraw(at, wanted) {
  draw();
  changed();
  const row = list.children[Math.min(at, chapters.length - 1)];
  const found = row.querySelector(wanted);
  (found && !found.disabled ? found : row.querySelector("input")).focus();
  row.scrollIntoView({ block: "nearest" });
}

function move(at, way, wanted) {
  const to = at + way;
  if (to < 0 || to >= chapters.length) return;
  [chapters[at], chapters[to]] = [chapters[to], chapters[at]];
  redraw(to, wanted || (way < 0 ? ".up" : ".down"));
  say("“" + chapters[to].title + "”现在是第 " + (to + 1) + " 章");
}

function join(at) {
  const [gone] = chapters.splice(at, 1), into = chapters[at - 1];
  const title = into.parts.length > 1 ? into.title : into.title + "和" + gone.title;
  chapters[at - 1] = { key: title, title: title, parts: [...into.parts, ...gone.parts], style: into.style || gone.style };
  redraw(at - 1, "input");
}

function split(at) {
  const parts = chapters[at].parts.map((name) => ({ key: name, title: name, parts: [name], style: "" }));
  chapters.splice(at, 1, ...parts);
  redraw(at, "input");
}

function remove(at) {
  chapters.splice(at, 1);
  redraw(at, ".remove");
}

function say(text, style) {
  state.textContent = text;
  state.className = style || "";
}

function settle() {
  saveButton.disabled = !isChanged() || errors > 0;
  undoButton.disabled = !isChanged();
}

function changed() {
  settle();
  say("还没有保存");
  trySoon();
}

const trySoon = later(PAUSE, tryIt);

async function tryIt() {
  const turn = asking += 1;
  try {
    const made = await post("/outline/try", asked());
    if (turn !== asking) return;
    if (broken) say("");
    broken = false;
    take(made);
    if (made.there !== seen) await choose(made.there, made.chapters);
  } catch (fault) {
    refuse(fault);
  }
}

function take(made) {
  errors = made.errors;
  faults.innerHTML = made.faults;
  if (made.report === undefined) return;
  const top = report.scrollTop;
  report.innerHTML = made.report;
  for (const figure of report.querySelectorAll(".figure")) figure.replaceWith(figure.textContent);
  report.scrollTop = top;
  own.hidden = !made.has_own;
  empty = new Set(made.empty);
  if (made.parts.join() !== parts.join()) { parts = made.parts; drawOthers(); }
  for (const [at, row] of [...list.children].entries()) row.querySelector("p.hint").textContent = partsText(chapters[at]);
  settle();
  if (isChanged()) say(errors ? "有错误，改好才能保存" : "还没有保存", errors ? "error" : "");
}

function refuse(fault) {
  if (!fault.told) throw fault;
  broken = true;
  say(fault.told, "error");
}

/** Somebody else wrote another outline: it is taken where nothing was changed here. */
async function choose(text, there) {
  const keeps = isChanged() && await ask(there.map((each, at) => (at + 1) + ". " + each.title).join("\n"));
  seen = text;
  saved = there;
  if (!keeps) chapters = copyOf(saved);
  draw();
  tryIt();
}

async function write(address) {
  say("正在保存…");
  try {
    const made = await post(address, asked());
    if (made.conflict) { await choose(made.text, made.chapters); return; }
    if (made.errors) { take(made); return; }
    seen = made.text;
    saved = made.chapters;
    chapters = copyOf(saved);
    resetButton.disabled = !made.changed;
    draw();
    await tryIt();
    say("已保存");
  } catch (fault) {
    refuse(fault);
  }
}

const save = () => { if (!saveButton.disabled) write("/outline/save"); };

saveButton.addEventListener("click", save);
undoButton.addEventListener("click", () => { chapters = copyOf(saved); draw(); say(""); tryIt(); list.querySelector("input").focus(); });
resetButton.addEventListener("click", () => write("/outline/reset"));
document.getElementById("of").addEventListener("change", (event) => { location.href = "/outline?of=" + encodeURIComponent(event.target.value); });
for (const kind of ["click", "keydown"]) faults.addEventListener(kind, (event) => {
  const problem = event.target.closest(".problem[data-chapter]");
  if (!problem || (kind === "keydown" && event.key !== "Enter")) return;
  event.preventDefault();
  const row = list.children[Number(problem.dataset.chapter)];
  if (row) row.querySelector("input").focus();
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); save(); }
});
window.addEventListener("beforeunload", (event) => { if (isChanged()) { event.preventDefault(); event.returnValue = ""; } });
window.addEventListener("focus", tryIt);
whenChosen(() => {
  // Another kind of report may have an outline of its own.
  if (isChanged()) tryIt(); else location.reload();
});
draw();
tryIt();
