"use strict";
/* Lists: their rows are added, taken away, moved and filled, and go to the file as a whole. */
import { controlOf, listOf } from "./fields.js";
import { follow } from "./marks.js";

let made = 0;

export const rowsOf = (list) => [...list.querySelectorAll(".row")];
export const fieldsOf = (row) => [...row.querySelectorAll(".field")];
const isEmpty = (row) => fieldsOf(row).every((field) => controlOf(field).value.trim() === "");

/** Know what the list is made of; `changed` is called with it whenever it is another. */
export function setUp(list, changed) {
  list.seen = JSON.parse(list.dataset.seen);
  list.changed = () => { number(list); changed(list); };
  rowsOf(list).forEach((row, at) => { row.origin = at; });
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
}

/** What is to be written of the list: every row, and the entry that it was. */
export function asked(list) {
  const rows = rowsOf(list).map((row) => ({
    origin: row.origin, cells: fieldsOf(row).map((field) => controlOf(field).value),
  }));
  return { address: JSON.parse(list.dataset.address), seen: list.seen, rows: rows };
}

/** Take what the program says of the list as it is now; `rows` are those that were asked for. */
export function settle(list, told, rows) {
  list.seen = told.value;
  rows.forEach((row, at) => {
    row.origin = told.places[at];
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

const focusOn = (row) => controlOf(fieldsOf(row)[0]).focus();

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
  const told = document.createElement("p"), button = document.createElement("button");
  told.className = "gone";
  told.setAttribute("role", "status");
  told.textContent = "已删去第 " + row.querySelector(".number").textContent + " 项 ";
  button.type = "button";
  button.className = "undo";
  button.textContent = "撤销";
  button.addEventListener("click", () => {
    const list = listOf(told);
    row.origin = null;
    told.replaceWith(row);
    focusOn(row);
    list.changed();
  });
  told.append(button);
  return told;
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
  else return false;
  return true;
}

/** Alt with an arrow moves the row that is being written. */
export function key(event) {
  const row = event.altKey && event.target.closest(".row");
  if (!row || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  move(row, event.key === "ArrowDown");
}

/** Fill cells from a field on with a table, adding rows as needed; then the list is one change. */
export function fill(field, table) {
  const list = listOf(field), first = field.closest(".row");
  const columns = columnsOf(first, table[0]), from = fieldsOf(first).indexOf(field);
  const lines = columns ? table.slice(1) : table, rows = rowsOf(list), at = rows.indexOf(first);
  lines.forEach((line, below) => {
    const row = rowsOf(list)[at + below] || addRow(list), fields = fieldsOf(row);
    line.forEach((text, column) => {
      const to = columns ? columns[column] : from + column, target = fields[to];
      if (target && !controlOf(target).disabled) controlOf(target).value = text;
      if (target) follow(target);
    });
  });
  list.changed();
}

/** The fields that the heads of a pasted table name; null where its first line is none of heads. */
function columnsOf(row, heads) {
  const labels = fieldsOf(row).map((field) => field.querySelector("label").textContent.trim());
  const named = heads.map((head) => labels.indexOf(head.trim()));
  return named.filter((at) => at >= 0).length > heads.length / 2 ? named : null;
}
