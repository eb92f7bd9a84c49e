"use strict";
/* The fields of the page: where they are, and what stands in them. */
export const fieldOf = (element) => element.closest(".field");
export const listOf = (element) => element.closest(".list");
export const controlOf = (field) => field.querySelector("input, select, textarea");
export const fieldAt = (path) => document.querySelector('.field[data-path="' + CSS.escape(path) + '"]');
export const listAt = (path) => document.querySelector('.list[data-path="' + CSS.escape(path) + '"]');
/** Whether Enter in it goes on, and lines that are pasted are cells. */
export const isOneLine = (control) => control.tagName === "INPUT" || control.classList.contains("one-line");
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The text as a file takes it: plain blanks and line feeds, nothing that is not seen. */
const typed = (text) => text.replace(/\r\n?|[\v\f\x85\u2028\u2029]/g, "\n").replace(/[\xa0\u2000-\u200a\u202f\u205f]/g, " ")
  .replace(/[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc\ufffe\uffff]/g, "");

export const valueOf = (field) => read(field, typed(controlOf(field).value));

/** What stood in the field when the page came: it may be typed in before a script runs. */
export const givenOf = (field) => read(field, typed(givenText(controlOf(field))));

function givenText(control) {
  if (control.tagName !== "SELECT") return control.defaultValue;
  const given = [...control.options].filter((option) => option.defaultSelected).pop();
  return given ? given.value : "";
}

function read(field, text) {
  if (field.dataset.kind !== "lines") return text.trim() === "" ? null : text;
  const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return lines.length ? lines : null;
}

/** Put a text into a control as if it had been typed. */
export function type(control, text) {
  control.value = text;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}
