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

export const valueOf = (field) => read(field, controlOf(field).value);

/** What stood in the field when the page came: it may be typed in before a script runs. */
export const givenOf = (field) => read(field, givenText(controlOf(field)));

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
