"use strict";
/* What is typed goes to the file at once; what is said of it stands beside its field again. */
import { controlOf, fieldAt, fieldOf, givenOf, listAt, listOf, same, type, valueOf } from "./fields.js";
import { addUp, asked, fieldsOf, forget, key, press, rowsOf, setUp, settle, sortBy } from "./lists.js";
import { ask, choices } from "./choice.js";
import { take as takeOver } from "./last_year.js";
import { follow, mark, select } from "./marks.js";
import { watch } from "./meanwhile.js";
import { pasted } from "./pasting.js";
import { freshPage, merge, notesIn, replaceList, stateOf, untag } from "./refresh.js";
import { words } from "./refusals.js";

const desk = document.querySelector(".desk");
const file = desk.dataset.file;
const form = document.getElementById("form");
const state = document.getElementById("state");
const report = document.getElementById("report");
const KEY_PAUSE = 200, REPORT_PAUSE = 700, RETRY_PAUSE = 2000;
const waiting = new Set(), held = new Set();
let figures = {}, timer = 0, reportTimer = 0, drawn = 0, sending = false, sent = 0, isComposing = false;

const isList = (item) => item.classList.contains("list");

for (const list of document.querySelectorAll(".list")) setUp(list, changed);
for (const field of document.querySelectorAll(".field")) {
  field.seen = givenOf(field);
  mark(field);
  if (!same(field.seen, valueOf(field))) changed(listOf(field) || field);
}

const watcher = watch(file, desk.dataset.mark, {
  isBusy: () => sending || waiting.size > 0 || isComposing,
  refresh: refresh,
  retry: () => { if (held.size) saveSoon(); },
});

/** Write a field or a list soon, and with it whatever was refused before; but what is yet to be
    chosen. */
function changed(item) {
  untag(item);
  if (item.choice) return;
  waiting.add(item);
  saveSoon();
}

function saveSoon() {
  for (const each of held) waiting.add(each);
  held.clear();
  say("正在保存…", "");
  clearTimeout(timer);
  timer = setTimeout(save, KEY_PAUSE);
}

function say(text, style) {
  state.textContent = text;
  state.className = style;
}

async function save() {
  timer = 0;
  // What an input method has half of is no text yet; its end is told.
  if (sending || !waiting.size || (isComposing && !document.hidden)) return;
  sending = true;
  sent += 1;
  const items = [...waiting].filter((item) => item.isConnected && !item.choice);
  waiting.clear();
  try {
    await send(items.filter((item) => !isList(item)), items.filter(isList));
  } catch (fault) {
    for (const item of items) waiting.add(item);
    say("没有保存：" + (fault.told || "程序没有应答，正在重试"), "error");
    timer = setTimeout(save, RETRY_PAUSE);
  } finally {
    sending = false;
    if (waiting.size && !timer) timer = setTimeout(save, KEY_PAUSE);
  }
}

async function send(fields, lists) {
  const values = new Map(fields.map((field) => [field, valueOf(field)]));
  const edits = [...values].filter(([field, value]) => !same(value, field.seen)).map(([field, value]) => ({
    address: JSON.parse(field.dataset.address), value: value, seen: field.seen,
  }));
  const rows = lists.map(rowsOf);
  const answer = await fetch("/school/edit", {
    method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ file: file, edits: edits, lists: lists.map(asked) }),
  });
  if (answer.status === 403) throw { told: "程序重新启动过，请打开它新显示的网址，然后这里会接着保存" };
  const told = await answer.json();
  // The disk may be full, or another program have the file open: that passes.
  if (answer.status === 503) throw { told: told.problems.map((each) => each.message).join(" ") + "；处理好了就接着保存，先不要关掉这一页" };
  if (answer.ok) await take(told, values, lists, rows);
  else await refuse(told, fields, lists);
}

/** Of several one may be what the file does not take: the others are not to wait for it. */
async function refuse(told, fields, lists) {
  if (fields.length + lists.length > 1) {
    for (const field of fields) await send([field], []);
    for (const list of lists) await send([], [list]);
    return;
  }
  for (const item of [...fields, ...lists]) held.add(item);
  say("没有保存：" + words(told.problems), "error");
}

async function take(told, values, lists, rows) {
  watcher.written(told.was, told.mark);
  const open = new Set(told.conflicts.map((each) => each.path));
  for (const [field, value] of values) if (!open.has(field.dataset.path)) field.seen = value;
  for (const [at, list] of lists.entries()) {
    const mine = told.conflicts.filter((each) => isWithin(each.path, told.lists[at].path));
    if (told.lists[at].fault) held.add(list);
    else if (mine.length) chooseList(list, told.lists[at], mine, rows[at]);
    else if (told.lists[at].other && !waiting.has(list)) await fetchList(list);
    else settle(list, told.lists[at], rows[at]);
  }
  show(told);
  for (const conflict of told.conflicts) if (fieldAt(conflict.path) && !listOf(fieldAt(conflict.path))) chooseField(conflict);
  const faults = told.lists.map((each) => each.fault).filter((fault) => fault);
  if (faults.length) say("没有全部保存：" + faults.join(" "), "error");
  else sayHowItStands();
}

function sayHowItStands() {
  if (held.size) return;
  const open = choices().length;
  if (open) say("有 " + open + " 处别处也改过，还没有保存：请在标出的地方选用哪个", "error");
  else say(waiting.size ? "正在保存…" : "已保存", "");
}

const isWithin = (path, above) => path === above || path.startsWith(above + ".") || path.startsWith(above + "[");

export function show(told) {
  for (const place of document.querySelectorAll(".field, .list")) {
    const notes = place.querySelector(".notes"), html = told.fields[place.dataset.path] || "";
    if (notes.told !== html) {
      notes.innerHTML = html;
      notes.told = html;
      if (!isList(place)) mark(place);
    }
  }
  showSummary(told.summary);
  const word = document.getElementById("word");
  if (told.can_be_built) word.removeAttribute("aria-disabled");
  else word.setAttribute("aria-disabled", "true");
  clearTimeout(reportTimer);
  reportTimer = setTimeout(draw, REPORT_PAUSE);
}

/** What was unfolded stays so. */
function showSummary(html) {
  const box = document.getElementById("summary");
  const open = [...box.querySelectorAll("details[open]")].map((each) => each.dataset.kind);
  box.innerHTML = html;
  for (const each of box.querySelectorAll("details")) each.open = open.includes(each.dataset.kind);
}

function chooseField(conflict) {
  const field = fieldAt(conflict.path), there = conflict.there;
  ask(field, [{ there: there }], (keeps) => {
    field.seen = there;
    if (keeps) changed(field); else put(field, there);
    controlOf(field).focus();
    sayHowItStands();
  });
}

/** What is not chosen of a list is only what both wrote: the rest of it stays as it is written. */
function chooseList(list, told, conflicts, rows) {
  const isWhole = conflicts.some((conflict) => conflict.path === told.path || !fieldAt(conflict.path));
  const pairs = conflicts.map((conflict) => {
    const field = fieldAt(conflict.path);
    const mine = field ? valueOf(field) : rowsOf(list).map((row) => fieldsOf(row).map((each) => controlOf(each).value).filter((text) => text).join("，"));
    return { place: field ? placeOf(field) : conflict.path, there: conflict.there, mine: mine, field: field };
  });
  ask(list, pairs, async (keeps) => {
    if (!keeps && isWhole) await fetchList(list);
    else {
      if (!keeps) for (const pair of pairs) put(pair.field, pair.there);
      if (conflicts.some((conflict) => conflict.path === told.path)) forget(list, told.value); else settle(list, told, rows);
      changed(list);
    }
    sayHowItStands();
  });
}

function placeOf(field) {
  const number = rowsOf(listOf(field)).indexOf(field.closest(".row")) + 1;
  return "第 " + number + " 项的“" + field.querySelector("label").firstChild.textContent.trim() + "”";
}

function put(field, value) {
  controlOf(field).value = Array.isArray(value) ? value.join("\n") : value || "";
  mark(field);
}

/** Show the list as it is in the file. */
async function fetchList(list) {
  const answer = await fetch("/school/list?file=" + encodeURIComponent(file) + "&list=" + encodeURIComponent(list.dataset.path));
  if (!answer.ok) return;
  const box = document.createElement("template");
  box.innerHTML = await answer.text();
  replaceList(list, box.content.querySelector(".list"), changed);
}

/** The fields of a fact that was not asked for, to be filled in as the others. */
async function addFact(box) {
  const input = box.querySelector("#other-fact"), name = input.value.trim(), known = [...document.querySelectorAll("#other-facts option")];
  const there = document.querySelector('.field[data-fact="' + CSS.escape(name) + '"], .list[data-fact="' + CSS.escape(name) + '"]');
  const said = box.querySelector("[role=status]");
  said.textContent = there || known.some((each) => each.value === name) ? "" : "没有这一项，请从列出的里面选";
  if (there) goTo(there.dataset.path);
  if (there || said.textContent) return;
  const answer = await fetch("/school/fact?file=" + encodeURIComponent(file) + "&fact=" + encodeURIComponent(name));
  if (!answer.ok) return;
  const made = document.createElement("template");
  made.innerHTML = await answer.text();
  const fields = [...made.content.querySelectorAll(".field")].filter((field) => !listOf(field) && !fieldAt(field.dataset.path));
  const lists = [...made.content.querySelectorAll(".extra-list")];
  for (const field of fields) { field.seen = givenOf(field); box.querySelector(".other-fields").append(field); }
  for (const each of lists) { box.querySelector(".other-fields").append(each); setUp(each.querySelector(".list"), changed); }
  input.value = "";
  const first = fields[0] ? controlOf(fields[0]) : lists[0] && lists[0].querySelector(".add");
  if (first) first.focus();
}

/** Show what others wrote; null where it has to be tried again. */
async function refresh() {
  const before = sent, fresh = await freshPage();
  // What was saved meanwhile is newer than that page.
  if (!fresh || sending || isComposing || sent !== before) return null;
  const told = stateOf(fresh);
  if (told.told) return told;
  const isOpen = (place) => waiting.has(place) || held.has(place);
  const taken = merge(fresh, { changed: changed, isOpen: isOpen, hasOpen: () => waiting.size + held.size + choices().length > 0 });
  if (taken === null) return null;
  show(notesIn(fresh));
  if (taken && !waiting.size && !held.size && !choices().length) say("别处改了 " + taken + " 处，已经换成新的", "");
  return told;
}

async function draw() {
  const turn = ++drawn, answer = await fetch("/school/report?file=" + encodeURIComponent(file)).catch(() => null);
  if (!answer || !answer.ok) return;
  const told = await answer.json(), top = report.scrollTop;
  if (turn !== drawn) return;
  figures = told.fields;
  if (!told.prints || !report.querySelector(".sheet")) {
    report.classList.remove("printed");
    report.innerHTML = told.html || "<p>数据还不够，报告做不出来；先填学校名称、类型和年度。</p>";
    report.scrollTop = top;
  }
  if (told.prints) await window.reportPages.show("/school/pages?file=" + encodeURIComponent(file), report);
}

function light(path) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  const found = [...report.querySelectorAll(".figure")].filter((figure) => figures[figure.dataset.figure.slice(0, -1)] === path);
  for (const figure of path ? found : []) figure.classList.add("lit");
  return path && found[0];
}

function toField(figure) {
  goTo(figures[figure.dataset.figure.slice(0, -1)]);
}

function goTo(path) {
  const field = path && (fieldAt(path) || listAt(path));
  if (!field) return;
  // What stays in view above the fields is not to cover them.
  for (const each of document.querySelectorAll(".found")) each.open = false;
  light(path);
  field.classList.add("lit");
  field.scrollIntoView({ block: "center" });
  (controlOf(field) || field.querySelector(".add")).focus({ preventScroll: isList(field) });
}

const edited = (event) => {
  // What an input method has not finished is no text yet.
  if (event.isComposing) return;
  const field = fieldOf(event.target), item = listOf(event.target) || field;
  if (event.target.matches(".pick, .sort-by, [type=file]")) return;
  if (field) follow(field);
  for (const old of field ? field.querySelectorAll(".stale") : []) old.remove();
  if (listOf(event.target)) addUp(item);
  if (item) changed(item);
};
form.addEventListener("input", edited);
form.addEventListener("compositionend", edited);
form.addEventListener("change", (event) => {
  const chosen = event.target;
  if (chosen.matches(".pick") && chosen.value) {
    const control = controlOf(fieldOf(chosen)), lines = control.value.split("\n").map((line) => line.trim()).filter((line) => line);
    if (!lines.includes(chosen.value)) type(control, [...lines, chosen.value].join("\n"));
    chosen.value = "";
  } else if (chosen.matches(".sort-by") && chosen.value !== "") {
    sortBy(listOf(chosen), Number(chosen.value));
    chosen.value = "";
  }
});
form.addEventListener("compositionstart", () => { isComposing = true; });
form.addEventListener("compositionend", () => {
  isComposing = false;
  if (waiting.size) saveSoon();
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("paste", pasted);
form.addEventListener("keydown", (event) => {
  const problem = event.key === "Enter" && event.target.closest(".problem[data-quote]");
  if (problem) { event.preventDefault(); select(problem); } else if (!nextField(event)) key(event);
});
/** Enter goes to the field below, as in Excel; with Shift to the one above. */
function nextField(event) {
  if (event.key === "Enter" && event.target.id === "other-fact") { event.preventDefault(); addFact(event.target.closest(".others")); return true; }
  const field = fieldOf(event.target);
  if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT" || !field || listOf(field)) return false;
  event.preventDefault();
  const fields = [...form.querySelectorAll("fieldset > .field")].filter((each) => !listOf(each) && !controlOf(each).disabled);
  const next = fields[fields.indexOf(field) + (event.shiftKey ? -1 : 1)];
  if (next) controlOf(next).focus();
  if (next && controlOf(next).select) controlOf(next).select();
  return true;
}

form.addEventListener("focusin", (event) => {
  const field = fieldOf(event.target), figure = field && light(field.dataset.path);
  if (figure) figure.scrollIntoView({ block: "center" });
});
form.addEventListener("click", (event) => {
  const problem = event.target.closest(".problem[data-quote]"), button = event.target.closest("button");
  if (button && button.matches(".add-fact")) addFact(button.closest(".others"));
  else if (button && button.matches(".goto")) goTo(button.dataset.path);
  else if (problem) select(problem);
  else if (button && !button.closest(".choice") && !takeOver(button)) press(button);
});
report.addEventListener("click", (event) => {
  const figure = event.target.closest(".figure");
  if (figure) toField(figure);
});
const menu = document.querySelector(".more");
document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
menu.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.getElementById("word").addEventListener("click", (event) => {
  if (event.currentTarget.getAttribute("aria-disabled") !== "true") return;
  event.preventDefault();
  const list = document.querySelector(".found"), first = list && list.querySelector(".goto.error");
  if (list) list.open = true;
  say("有错误，改好才能下载", "error");
  (first || document.getElementById("summary")).scrollIntoView({ block: "center" });
  if (first) first.focus();
});
document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
window.addEventListener("beforeunload", (event) => { if (waiting.size || held.size || sending || choices().length) event.preventDefault(); });
draw();
