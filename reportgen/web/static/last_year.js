"use strict";
/* What was written last year is taken over, a value or an entry at a time. */
import { controlOf, fieldOf, listAt, type } from "./fields.js";
import { addRow, fieldsOf, rowsOf } from "./lists.js";
import { follow } from "./marks.js";

/** Do what a button beside last year's words says; false where it is none. */
export function take(button) {
  if (!button.classList.contains("take")) return false;
  if (button.dataset.cells) takeRow(button);
  else takeText(controlOf(fieldOf(button)), button.dataset.text);
  return true;
}

function takeText(control, text) {
  type(control, text);
  control.focus();
}

/** A row at the end, or the last one where nothing stands in that yet. */
function takeRow(button) {
  const list = listAt(button.closest(".past").dataset.list), last = rowsOf(list).pop();
  const isFree = last && fieldsOf(last).every((field) => controlOf(field).value === "");
  const row = isFree ? last : addRow(list);
  JSON.parse(button.dataset.cells).forEach((text, column) => {
    const field = fieldsOf(row)[column];
    controlOf(field).value = text;
    follow(field);
  });
  button.disabled = true;
  controlOf(fieldsOf(row)[0]).focus();
  list.changed();
}
