"use strict";
/* Lists: their rows are added, taken away, moved and filled, and go to the file as a whole. */
import { controlOf, isOneLine, listOf } from "./fields.js";
import { follow } from "./marks.js";

let made = 0;

export const rowsOf = (list) => [...list.querySelectorAll(".row")];
export const fieldsOf = (row) => [...row.querySelectorAll(".field")];
export const shownFields = (row) => fieldsOf(row).filter((field) => !field.hidden);
const labelsOf = (row) => Number(listOf(row).dataset.labels);

/** Whether nothing stands in the row but what it is about. */
export const isEmpty = (row) => fieldsOf(row).slice(labelsOf(row)).every((field) => controlOf(field).value.trim() === "");

/** Know what the list is made of; `changed` is called with it whenever it is another. */
export function setUp(list, changed) {
  list.seen = list.dataset.seen;
  list.changed = () => { number(list); changed(list); };
  rowsOf(list).filter((row) => !("offered" in row.dataset)).forEach((row, at) => { row.origin = at; });
  for (const row of rowsOf(list)) if (row.origin === undefined) row.origin = null;
  number(list);
}

function number(list) {
  const rows = rowsOf(list);
  rows.forEach((row, at) => {
    row.querySelector(".number").textContent = at + 1;
    for (const [kind, word] of [["up", "上移"], ["down", "下移"], ["remove", "删去"]]) {
      row.querySelector("." + kind).setAttribute("aria-label", word + "第 " + (at + 1) + " 项");
    }
    row.querySelector(".up").disabled = at === 0;
    row.querySelector(".down").disabled = at === rows.length - 1;
  });
  const heads = list.querySelector(".heads");
  if (heads) heads.hidden = !rows.length;
  addUp(list);
}

/** Say how many a list of numbers has, and their sum. */
export function addUp(list) {
  const isStaff = list.dataset.labels > 0, sum = list.querySelector(".sum");
  if (!isStaff && !list.dataset.fact) return;
  const rows = rowsOf(list).filter((row) => !isEmpty(row)).map(isStaff ? countOf : lastOf);
  const total = rows.reduce((one, other) => one + other, 0);
  const unit = list.dataset.unit || "";
  sum.textContent = !rows.length || isNaN(total) ? "" : (isStaff ? "共填了 " + total + " 人"
    : "共 " + rows.length + " 项，合计 " + Math.round(total * 1000) / 1000 + " " + unit);
}

const numberIn = (field) => Number(controlOf(field).value.replace(/[\s,，人间㎡]/g, "") || "0");
const lastOf = (row) => numberIn(fieldsOf(row).pop());

/** The teachers of a row: those of its ranks, or all together where no rank is said. */
function countOf(row) {
  const cells = fieldsOf(row).slice(labelsOf(row)), total = numberIn(cells.pop());
  const parts = cells.map(numberIn).reduce((one, other) => one + other, 0);
  return cells.some((field) => controlOf(field).value.trim() !== "") ? parts : total;
}

/** What is to be written of the list: every row, and the entry that it was. */
export function asked(list) {
  const rows = rowsOf(list).map((row) => ({
    origin: row.origin, cells: fieldsOf(row).map((field) => controlOf(field).value),
    was: row.origin === null ? row.was || null : null,
  }));
  return { address: JSON.parse(list.dataset.address), seen: list.seen, rows: rows };
}

/** Take what the program says of the list as it is now; `rows` are those that were asked for. */
export function settle(list, told, rows) {
  list.seen = told.value;
  rows.forEach((row, at) => {
    row.origin = told.places[at];
    if (row.origin !== null) row.was = null;
    const paths = row.origin === null ? [] : told.paths[row.origin] || [];
    fieldsOf(row).forEach((field, column) => { field.dataset.path = paths[column] || ""; });
  });
}

/** Let no row be any that was there: another has written the list, and this one is to stand. */
export function forget(list, value) {
  list.seen = value;
  for (const row of rowsOf(list)) row.origin = null;
}

export function addRow(list, before) {
  const row = list.querySelector("template").content.querySelector(".row").cloneNode(true);
  row.origin = null;
  for (const field of fieldsOf(row)) {
    const control = controlOf(field);
    control.id = "new-" + (made += 1);
    field.querySelector("label").htmlFor = control.id;
    field.dataset.path = "";
  }
  list.querySelector(".rows").insertBefore(row, before || null);
  number(list);
  return row;
}

const focusOn = (row) => controlOf(shownFields(row)[0]).focus();

function remove(row) {
  const list = listOf(row), rows = rowsOf(list), at = rows.indexOf(row);
  const told = isEmpty(row) ? null : undoOf(row);
  if (told) row.before(told);
  row.remove();
  const next = rows[at + 1] || rows[at - 1];
  if (told) told.querySelector("button").focus();
  else if (next) focusOn(next);
  else list.querySelector(".add").focus();
  list.changed();
}

function undoOf(row) {
  if (row.origin !== null) row.was = { seen: listOf(row).seen, origin: row.origin };
  const words = "已删去第 " + row.querySelector(".number").textContent + " 项 ";
  return withUndo(words, (told) => {
    const list = listOf(told);
    row.origin = null;
    told.replaceWith(row);
    focusOn(row);
    list.changed();
  });
}

/** Words about what was done, with a button that takes it back. */
function withUndo(words, undo) {
  const told = document.createElement("p"), button = document.createElement("button");
  told.className = "gone";
  told.setAttribute("role", "status");
  told.textContent = words;
  button.type = "button";
  button.className = "undo";
  button.textContent = "撤销";
  button.addEventListener("click", () => undo(told));
  told.append(button);
  return told;
}

/** Say under the list what was done with its rows, which stood as `before` has them. */
export function tellUndo(list, words, before) {
  for (const old of list.querySelectorAll(".foot + .gone")) old.remove();
  list.querySelector(".foot").after(withUndo(words + " ", (told) => {
    restore(list, before);
    told.remove();
  }));
}

/** The rows as they stand, with what stands in them. */
export function rowsNow(list) {
  return rowsOf(list).map((row) => ({ row: row, texts: fieldsOf(row).map((field) => controlOf(field).value) }));
}

function restore(list, before) {
  const box = list.querySelector(".rows"), kept = new Set(before.map((each) => each.row));
  for (const row of rowsOf(list)) if (!kept.has(row)) row.remove();
  for (const { row, texts } of before) {
    box.append(row);
    fieldsOf(row).forEach((field, at) => { controlOf(field).value = texts[at]; follow(field); });
  }
  if (before.length) focusOn(before[0].row);
  list.changed();
}

function move(row, down) {
  const list = listOf(row), rows = rowsOf(list), other = rows[rows.indexOf(row) + (down ? 1 : -1)];
  if (!other) return;
  const focused = document.activeElement;
  if (down) other.after(row); else other.before(row);
  list.changed();
  if (focused.disabled) row.querySelector(down ? ".up" : ".down").focus();
  else focused.focus();
  row.scrollIntoView({ block: "nearest" });
}

/** Do what a button of a list says; false where it is none of a list's. */
export function press(button) {
  const row = button.closest(".row");
  if (button.classList.contains("add")) focusOn(addRow(listOf(button)));
  else if (button.classList.contains("remove")) remove(row);
  else if (button.classList.contains("up")) move(row, false);
  else if (button.classList.contains("down")) move(row, true);
  else if (button.classList.contains("sort")) sortBy(listOf(button), Number(button.dataset.column));
  else return false;
  return true;
}

/** Alt with an arrow moves the row that is being written; Enter goes on to the next as in Excel. */
export function key(event) {
  const row = event.target.closest(".row");
  if (!row) return;
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    move(row, event.key === "ArrowDown");
  } else if (event.key === "Tab" && !event.shiftKey && row.begun === undefined) row.begun = columnOf(row, event.target);
  else if (event.key === "Enter" && isOneLine(event.target) && !event.isComposing) {
    event.preventDefault();
    goOn(row, columnOf(row, event.target), event.shiftKey);
  }
}

const columnOf = (row, element) => shownFields(row).findIndex((field) => field.contains(element));

/** To the row below, where one began to type in this one; a row is added behind the last. In rows
    of several lines, to the next field first. */
function goOn(row, column, back) {
  const list = listOf(row), rows = rowsOf(list), fields = shownFields(row);
  const isGrid = list.classList.contains("grid");
  if (!isGrid && !back && column < fields.length - 1) { controlOf(fields[column + 1]).focus(); return; }
  let next = rows[rows.indexOf(row) + (back ? -1 : 1)];
  if (!next && !back && !isEmpty(row)) next = addRow(list);
  if (!next) return;
  const to = isGrid ? row.begun === undefined ? column : row.begun : 0;
  row.begun = undefined;
  const control = controlOf(shownFields(next)[to]);
  control.focus();
  if (control.select) control.select();
}

/** Put the rows in the order of a column, the other way round where they are already. */
export function sortBy(list, column) {
  const before = rowsNow(list), name = fieldsOf(list.querySelector("template").content)[column].querySelector("label").textContent;
  const known = [...(list.querySelector("datalist[id$='-" + name + "']") || { options: [] }).options].map((option) => option.value);
  const text = (row) => controlOf(fieldsOf(row)[column]).value.trim();
  const rows = rowsOf(list), sorted = sortedRows(rows, text, known);
  const isSame = sorted.every((row, at) => row === rows[at]);
  const order = isSame ? sorted.reverse() : sorted;
  list.querySelector(".rows").append(...order);
  list.changed();
  tellUndo(list, "已按“" + name + "”排序" + (isSame ? "（从后往前）" : ""), before);
}

function sortedRows(rows, text, known) {
  const place = (row) => known.indexOf(text(row)), count = known.length;
  return [...rows].sort((one, other) => {
    if (!text(one) || !text(other)) return Number(!text(one)) - Number(!text(other));
    const [first, second] = [place(one), place(other)].map((at) => at < 0 ? count : at);
    return first - second || plain(text(one)).localeCompare(plain(text(other)), "zh", { numeric: true });
  });
}

/** Numbers written in characters as figures, by which they are put in order. */
const plain = (text) => text.replace(/[零一二三四五六七八九十]+/g, (digits) => {
  const [tens, ones] = digits.includes("十") ? digits.split("十") : ["", digits];
  const number = (sign) => sign === "" ? 0 : "零一二三四五六七八九".indexOf(sign[0]);
  return String((digits.includes("十") ? (tens ? number(tens) : 1) * 10 : 0) + number(ones));
});

/** Fill cells from a field on with a table, adding rows as needed; then the list is one change. */
export function fill(field, table) {
  const list = listOf(field), first = field.closest(".row"), before = rowsNow(list);
  const sums = list.dataset.fact ? table.map(sumIn).filter((sum) => sum) : [];
  table = list.dataset.fact ? countedRows(table) : table;
  if (!table.length) return;
  const columns = columnsOf(first, table[0]), from = fieldsOf(first).indexOf(field);
  const lines = columns ? table.slice(1) : table, at = rowsOf(list).indexOf(first);
  const filled = lines.filter((line) => line.some((text) => text.trim() !== "")).map((line, below) => {
    const cells = cellsOf(first, line, columns, from);
    const row = labelled(list, cells) || rowsOf(list)[at + below] || addRow(list);
    for (const [to, text] of cells) {
      const target = fieldsOf(row)[to];
      if (!target || controlOf(target).disabled) continue;
      controlOf(target).value = text;
      follow(target);
    }
    return rowsOf(list).indexOf(row) + 1;
  });
  list.changed();
  const names = fieldsOf(first).map((each) => each.querySelector("label").textContent.trim());
  const used = lines.length ? cellsOf(first, lines[0], columns, from).map(([to]) => names[to]).filter((name) => name) : [];
  tellUndo(list, "粘贴了 " + filled.length + " 行，填在第 " + spans(filled) + " 项的“" + used.join("、") + "”" + lost(table[0], columns, used) + (sums.length ? "；去掉了“" + sums.join("、") + "”那一行" : ""), before);
}

const SUM = /^(?:合\s*计|总\s*计|小\s*计|总数)$/;
const sumIn = (line) => line.map((cell) => cell.trim()).find((cell) => SUM.test(cell));

/** The lines of a table of classes or rooms without their heads, numbers, stages and sums. */
function countedRows(table) {
  const all = table.filter((line) => !sumIn(line)), width = Math.max(...all.map((line) => line.length), 0);
  const cell = (line, column) => (line[column] || "").trim(), last = (line) => cell(line, width - 1);
  const isHeaded = all.length > 1 && !/\d/.test(last(all[0])) && /\d/.test(last(all[1]));
  const lines = isHeaded ? all.slice(1) : all;
  const isNumbered = lines.length > 1 && lines.every((line, at) => cell(line, 0) === String(at + 1));
  const columns = [...Array(width).keys()].filter((column) => {
    if (width < 3 || column === width - 1) return true;
    return !(column === 0 && isNumbered) && !(isHeaded && /^(?:序号|学段)$/.test(cell(all[0], column)));
  });
  return lines.map((line) => columns.map((column) => cell(line, column)));
}

/** What of a pasted line goes to which field: by the heads, or from one field on. */
function cellsOf(row, line, columns, from) {
  const list = listOf(row), fields = fieldsOf(row);
  if (!columns && list.dataset.fact && from === 0 && line.length > 2) {
    // Grade and class in two columns make one name.
    return [[0, line.slice(0, -1).join("")], [1, line[line.length - 1]]];
  }
  const pairs = line.map((text, column) => [columns ? columns[column] : from + column, text.trim()]);
  return pairs.filter(([to]) => to >= 0 && to < fields.length);
}

/** The row that is about the same as those cells. */
function labelled(list, cells) {
  const labels = Number(list.dataset.labels), said = cells.filter(([to, text]) => to < labels && text);
  if (!labels || !said.some(([to]) => to === labels - 1)) return null;
  return rowsOf(list).find((row) => said.every(([to, text]) => controlOf(fieldsOf(row)[to]).value.trim() === text));
}

function spans(numbers) {
  const first = numbers[0], last = numbers[numbers.length - 1];
  const isRun = numbers.every((number, at) => number === first + at);
  return isRun && numbers.length > 2 ? first + "—" + last : numbers.join("、");
}

function lost(heads, columns, used) {
  const left = columns ? heads.filter((head, at) => columns[at] < 0 && head.trim()) : [];
  return left.length ? "；没有这几栏，没有填：" + left.join("、") : "";
}

/** The fields that the heads of a pasted table name; null where its first line is none of heads. */
function columnsOf(row, heads) {
  const labels = fieldsOf(row).map((field) => field.querySelector("label").textContent.trim());
  const named = heads.map((head) => labels.indexOf(head.replace(/（.*）$/, "").trim()));
  return named.filter((at) => at >= 0).length > heads.length / 2 ? named : null;
}
