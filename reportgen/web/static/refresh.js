"use strict";
/* What the file says now, shown in the page as it stands: what is being written stays as it is. */
import { controlOf, fieldOf, givenOf, listOf, same, valueOf } from "./fields.js";
import { fieldsOf, rowsOf, setUp } from "./lists.js";
import { mark } from "./marks.js";
import { isAsked } from "./choice.js";

const form = document.getElementById("form");
const PLACES = ".field, .list";

/** The page as the program would give it now; null where it gives none. */
export async function freshPage() {
  const answer = await fetch(location.pathname + location.search).catch(() => null);
  if (!answer || !answer.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

const placesIn = (root) => [...root.querySelectorAll(PLACES)].filter((place) => !(place.classList.contains("field") && listOf(place)));
const byPath = (places) => new Map(places.map((place) => [place.dataset.path, place]));
// Fields that one has added here, and nothing written in yet.
const isExtra = (place) => place.closest(".other-fields") !== null;
const seenIn = (list) => JSON.stringify(JSON.parse(list.dataset.seen));
const seenBy = (list) => JSON.stringify(typeof list.seen === "string" ? JSON.parse(list.seen) : list.seen);

/** Take over what others changed; `page` has `changed`, which is told of what is typed, `isOpen`,
    whether a place is yet to be written, and `hasOpen`, whether any is. How many were changed; null
    where that has to wait for what is being written. */
export function merge(fresh, page) {
  const here = byPath(placesIn(form)), there = byPath(placesIn(fresh));
  const isAlike = [...there.keys()].every((path) => here.has(path)) && [...here].every(([path, place]) => there.has(path) || isExtra(place));
  if (!isAlike) return page.hasOpen() ? null : rebuild(here, fresh, page);
  return [...there].filter(([path, other]) => takeOver(here.get(path), other, page)).length;
}

/** The mark of the file that the page is of, and what is told where it has no fields. */
export function stateOf(fresh) {
  const mark = fresh.querySelector(".desk").dataset.mark;
  if (fresh.querySelector("#form .field")) return { mark: mark, told: "" };
  const wrong = [...fresh.querySelectorAll("#summary .problems li")].map((each) => each.textContent.trim());
  return { mark: mark, told: "文件在别处改过，现在读不出一所学校：" + wrong.join(" ") };
}

/** What is said beside the fields, as the program tells it of what is written. */
export function notesIn(fresh) {
  const places = [...fresh.querySelectorAll("#form .field, #form .list")];
  return {
    fields: Object.fromEntries(places.map((place) => [place.dataset.path, place.querySelector(".notes").innerHTML])),
    summary: fresh.getElementById("summary").innerHTML,
    can_be_built: !fresh.getElementById("word").hasAttribute("aria-disabled"),
  };
}

/** Whether the place is another now. */
function takeOver(place, other, page) {
  if (place.classList.contains("list")) return takeList(place, other, page);
  const there = givenOf(other);
  if (same(there, place.seen) || isAsked(place)) return false;
  if (same(valueOf(place), there)) { place.seen = there; return false; }
  // What is typed here is about to be saved, and the choice is told of then.
  if (page.isOpen(place) || !same(valueOf(place), place.seen)) return false;
  show(place, other);
  tag(place);
  return true;
}

function show(field, other) {
  const control = controlOf(field), source = controlOf(other);
  field.seen = givenOf(other);
  field.classList.toggle("missing", other.classList.contains("missing"));
  const hasFocus = document.activeElement === control, caret = hasFocus ? caretOf(control) : null;
  if (control.tagName !== source.tagName) {
    const fresh = document.importNode(other.querySelector(".value"), true);
    field.querySelector(".value").replaceWith(fresh);
  } else {
    if (control.tagName === "SELECT") control.replaceChildren(...[...source.options].map((option) => document.importNode(option, true)));
    control.value = source.value;
  }
  if (hasFocus) putCaret(controlOf(field), caret);
  mark(field);
}

function takeList(list, other, page) {
  if (seenIn(other) === seenBy(list) || isAsked(list) || page.isOpen(list)) return false;
  tag(replaceList(list, other, page.changed));
  return true;
}

/** The list as it is elsewhere in its place; what is written in stays in focus. */
export function replaceList(list, other, changed) {
  const fresh = document.importNode(other, true), at = placeIn(list);
  list.replaceWith(fresh);
  setUp(fresh, changed);
  for (const field of fresh.querySelectorAll(".field")) mark(field);
  goTo(fresh, at);
  return fresh;
}

const textsOf = (row) => fieldsOf(row).map((field) => controlOf(field).value);
const caretOf = (control) => typeof control.selectionStart === "number" ? [control.selectionStart, control.selectionEnd] : null;

function putCaret(control, caret) {
  control.focus({ preventScroll: true });
  if (caret && control.setSelectionRange) control.setSelectionRange(...caret.map((at) => Math.min(at, control.value.length)));
}

/** Where in the list one writes: the row by what stands in it, for others may have moved it. */
function placeIn(list) {
  const focused = document.activeElement, row = list.contains(focused) && focused.closest(".row");
  const field = row && fieldOf(focused);
  if (!row) return null;
  const column = Math.max(fieldsOf(row).indexOf(field), 0);
  return { texts: textsOf(row), row: rowsOf(list).indexOf(row), column: column, caret: field ? caretOf(focused) : null };
}

function goTo(list, at) {
  if (!at) return;
  const rows = rowsOf(list), row = rows.find((each) => same(textsOf(each), at.texts)) || rows[Math.min(at.row, rows.length - 1)];
  if (row) putCaret(controlOf(fieldsOf(row)[at.column]), at.caret);
  else list.querySelector(".add").focus({ preventScroll: true });
}

/** Other fields are asked for now: all chapters anew, where nothing is being written. */
function rebuild(here, fresh, page) {
  const focused = document.activeElement, top = form.scrollTop;
  const field = form.contains(focused) && fieldOf(focused), list = field && listOf(field);
  const at = list ? placeIn(list) : null, caret = field ? caretOf(focused) : null;
  document.querySelector(".desk nav").replaceWith(document.importNode(fresh.querySelector(".desk nav"), true));
  for (const chapter of form.querySelectorAll(".chapter")) chapter.remove();
  form.append(...[...fresh.querySelectorAll("#form .chapter")].map((chapter) => document.importNode(chapter, true)));
  const now = byPath(placesIn(form)), gone = [...here].filter(([path]) => !now.has(path)).map(([, place]) => place);
  const others = [...now].filter(([path, place]) => setAnew(place, here.get(path), page.changed)).length;
  const box = form.querySelector(".other-fields"), extras = gone.filter(isExtra);
  if (box) box.append(...extras.map((place) => place.closest(".extra-list") || place));
  form.scrollTop = top;
  const back = field && now.get((list || field).dataset.path);
  if (back && list) goTo(back, at);
  else if (back) putCaret(controlOf(back), caret);
  else if (field && extras.includes(list || field)) putCaret(focused, caret);
  return others + gone.length - extras.length;
}

function setAnew(place, old, changed) {
  const isList = place.classList.contains("list");
  if (isList) setUp(place, changed); else place.seen = givenOf(place);
  for (const field of isList ? place.querySelectorAll(".field") : [place]) mark(field);
  const isOther = !old || !(isList ? seenIn(place) === seenBy(old) : same(place.seen, old.seen));
  if (isOther) tag(place);
  return isOther;
}

/** A short mark beside what others changed, till it is written in. */
function tag(place) {
  untag(place);
  const told = document.createElement("span");
  told.className = "elsewhere";
  told.textContent = "别处改过";
  const value = place.classList.contains("list") ? null : place.querySelector(".value");
  if (value) value.append(told); else place.prepend(told);
}

export function untag(place) {
  for (const told of place.querySelectorAll(".elsewhere")) told.remove();
}
