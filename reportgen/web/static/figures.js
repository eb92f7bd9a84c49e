"use strict";
/* Cells of Excel pasted into the fields of a chapter: by the names beside them, else one below the other. */
import { controlOf, type } from "./fields.js";

const NAMES = /^(?:项目|名称|指标名称|栏目|数据项|内容名称)$/, STAGES = /^学段$/, UNITS = /^(?:计量)?单位$/;
const VALUES = /^(?:本年数?|今年数?|数值?|数量|人数|内容|填报数|填写)$/;
const plain = (text) => text.replace(/[\s\u3000*＊：:]/g, "").replace(/[(（][^()（）]*[)）]$/, "");

/** What a field is called: its name, and the stage that it is of. */
function nameOf(field) {
  const label = field.querySelector("label"), stage = field.dataset.stage || "";
  return { name: plain(label.firstChild.textContent), stage: stage, shown: label.firstChild.textContent.trim() + (stage ? "（" + stage + "）" : "") };
}

function columnsOf(table, fields) {
  const width = Math.max(...table.map((row) => row.length)), names = new Set(fields.map((field) => nameOf(field).name));
  const head = table.findIndex((row) => row.some((cell) => NAMES.test(cell.trim())) && row.some((cell) => VALUES.test(cell.trim())));
  if (head >= 0) {
    const at = (pattern) => table[head].findIndex((cell) => pattern.test(cell.trim()));
    return { from: head + 1, name: at(NAMES), value: at(VALUES), stage: at(STAGES), unit: at(UNITS) };
  }
  const counts = [...Array(width).keys()].map((column) => table.filter((row) => names.has(plain(row[column] || ""))).length);
  const name = counts.indexOf(Math.max(...counts));
  if (!counts[name] || width < 2) return null;
  const filled = [...Array(width).keys()].filter((column) => column !== name && table.some((row) => /\d|^[是否有无]$/.test(row[column] || "")));
  return { from: 0, name: name, value: filled.length ? filled[0] : name + 1, stage: -1, unit: -1 };
}

/** The cells with the fields they go to; `left` are those that go nowhere. */
function byName(table, columns, fields) {
  const pairs = [], left = [];
  for (const row of table.slice(columns.from)) {
    const cell = (column) => column >= 0 ? (row[column] || "").trim() : "";
    const said = cell(columns.name), value = cell(columns.value), unit = cell(columns.unit);
    const inName = /[(（]([^()（）]*)[)）]\s*$/.exec(said), stage = cell(columns.stage) || (inName ? inName[1] : "");
    if (!said || !value) continue;
    const named = fields.filter((field) => nameOf(field).name === plain(said));
    const field = named.find((each) => nameOf(each).stage === stage) || (named.length === 1 ? named[0] : null);
    const isOther = field && unit && unit !== field.dataset.unit && /\d$/.test(value);
    if (field) pairs.push([field, isOther ? value + unit : value]);
    else left.push(said);
  }
  return { pairs: pairs, left: left };
}

function inOrder(table, fields, first) {
  const cells = table.length === 1 ? table[0] : table.map((row) => row[0]);
  const targets = fields.slice(fields.indexOf(first)), used = cells.slice(0, targets.length);
  return {
    pairs: used.map((text, at) => [targets[at], text.trim()]).filter(([, text]) => text),
    left: cells.slice(targets.length).filter((text) => text.trim()),
  };
}

function put(field, text) {
  const control = controlOf(field);
  if (control.tagName === "SELECT" && ![...control.options].some((option) => option.value === text)) return false;
  type(control, text);
  return true;
}

/** Fill fields from one on with a pasted table, and say what went where; false where there is none to fill. */
export function fillFields(first, table) {
  const chapter = first.closest(".chapter");
  const fields = [...chapter.querySelectorAll("fieldset > .field")].filter((field) => !field.closest(".list") && !controlOf(field).disabled && controlOf(field).tagName !== "TEXTAREA");
  const columns = columnsOf(table, fields);
  const { pairs, left } = columns ? byName(table, columns, fields) : inOrder(table, fields, first);
  if (!pairs.length) return false;
  const before = pairs.map(([field]) => [field, controlOf(field).value]);
  const done = pairs.filter(([field, text]) => put(field, text) || !left.push(text));
  tell(first, done.map(([field, text]) => nameOf(field).shown + " ← " + text), left, before);
  return true;
}

function tell(first, done, left, before) {
  for (const old of document.querySelectorAll(".told.pasted")) old.remove();
  const box = document.createElement("div"), head = document.createElement("p"), list = document.createElement("ul");
  const undo = document.createElement("button"), close = document.createElement("button");
  box.className = "told pasted";
  box.setAttribute("role", "status");
  head.textContent = "粘贴了 " + done.length + " 个，请核对：";
  for (const line of done) list.append(Object.assign(document.createElement("li"), { textContent: line }));
  undo.type = close.type = "button";
  undo.textContent = "撤销";
  close.textContent = "知道了";
  undo.addEventListener("click", () => { for (const [field, text] of before) type(controlOf(field), text); box.remove(); controlOf(first).focus(); });
  close.addEventListener("click", () => { box.remove(); controlOf(first).focus(); });
  box.append(head, list);
  if (left.length) box.append(Object.assign(document.createElement("p"), { className: "error", textContent: "没有对上、没有填的：" + left.join("、") }));
  box.append(undo, " ", close);
  first.after(box);
}
