"use strict";
/* What is pasted into the fields: cells into lists and figures, what Word has into texts. */
import { fieldOf, isOneLine, listOf, same } from "./fields.js";
import { fillFields } from "./figures.js";
import { fieldsOf, fill } from "./lists.js";
import { pastedTable } from "./paste.js";
import { pastedText } from "./word_text.js";

/** A table into a list, or what Word has into a text; all else as the browser does it. */
export function pasted(event) {
  const field = fieldOf(event.target), isLine = isOneLine(event.target);
  if (!field) return;
  if (isLine) pasteTable(event, field);
  else if (field.dataset.kind === "text") pasteText(event);
}

function pasteTable(event, field) {
  const table = pastedTable(event.clipboardData, true) || (listOf(field) && quotedNames(field, event.clipboardData));
  const lines = listOf(field) && rosterOf(field, event.clipboardData);
  if (lines) { event.preventDefault(); fill(controlIn(field, 0), lines); return; }
  if (!table || (!listOf(field) && !fillFields(field, table))) return;
  event.preventDefault();
  if (listOf(field)) fill(field, table);
}

const controlIn = (field, column) => fieldsOf(field.closest(".row"))[column];
const ROSTER = ["职责", "姓名", "职务"], MEMBER = /^\s*([^：:\s][^：:]{0,9}?)\s*[：:]\s*(.+)$/;

/** 组　长：甲（校长）, a line each, as rows of duty, name and post. */
function rosterOf(field, clipboard) {
  const labels = fieldsOf(field.closest(".row")).map((each) => each.querySelector("label").textContent.trim());
  const text = clipboard.getData("text/plain"), lines = text.split(/[\r\n\v]+/).filter((line) => line.trim() !== "");
  if (!same(labels, ROSTER) || text.includes("\t") || !lines.length || !MEMBER.test(lines[0])) return null;
  let duty = "";
  return lines.flatMap((line) => {
    const found = MEMBER.exec(line);
    if (found) duty = found[1].replace(/\s+/g, "");
    return (found ? found[2] : line).split(/[、，,；;]|\s{2,}/).map((each) => {
      const person = /^\s*([^（(]*?)\s*(?:[（(]([^）)]*)[）)])?\s*。?\s*$/.exec(each);
      return [duty, person ? person[1].replace(/\s+/g, "") : each.trim(), person && person[2] || ""];
    }).filter((row) => row[1]);
  });
}

/** Several names between quotation marks in one line, each for a row of its own. */
function quotedNames(field, clipboard) {
  const text = clipboard.getData("text/plain"), names = [...text.matchAll(/“([^“”]+)”/g)].map((found) => [found[1].trim()]);
  const rest = text.replace(/“[^“”]*”/g, "").replace(/[\s、，,；;。和及与等]|荣誉|称号/g, "");
  return names.length > 1 && !rest && fieldsOf(field.closest(".row"))[0] === field ? names : null;
}

function pasteText(event) {
  const text = pastedText(event.clipboardData);
  if (!text) return;
  event.preventDefault();
  // So that it can be taken back as what is typed can.
  if (!document.execCommand("insertText", false, text)) {
    const control = event.target;
    control.setRangeText(text, control.selectionStart, control.selectionEnd, "end");
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
