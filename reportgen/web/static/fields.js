"use strict";
/* The fields of the page: where they are, and what stands in them. */
export const fieldOf = (element) => element.closest(".field");
export const listOf = (element) => element.closest(".list");
export const controlOf = (field) => field.querySelector("input, select, textarea");
export const fieldAt = (path) => document.querySelector('.field[data-path="' + CSS.escape(path) + '"]');
export const listAt = (path) => document.querySelector('.list[data-path="' + CSS.escape(path) + '"]');
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export function valueOf(field) {
  const text = controlOf(field).value;
  if (field.dataset.kind !== "lines") return text.trim() === "" ? null : text;
  const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return lines.length ? lines : null;
}

/** Put a text into a control as if it had been typed. */
export function type(control, text) {
  control.value = text;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}
