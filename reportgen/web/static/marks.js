"use strict";
/* The words that findings are about, marked behind a field's text; a finding selects its words. */
import { controlOf, fieldOf } from "./fields.js";

const mirrorOf = (field) => field.querySelector(".marks");

/** The places of the findings in the text as it is. */
function placesOf(field, text) {
  return [...field.querySelectorAll(".problem[data-quote]")].map((problem) => {
    const quote = problem.dataset.quote, at = Number(problem.dataset.at);
    const begin = at >= 0 && text.startsWith(quote, at) ? at : text.indexOf(quote);
    return { begin: begin, end: begin + quote.length, problem: problem };
  }).filter((place) => place.begin >= 0 && place.end > place.begin);
}

/** Know the findings anew, and mark their words. */
export function mark(field) {
  if (!mirrorOf(field)) return;
  field.marked = controlOf(field).value;
  field.places = placesOf(field, field.marked);
  paint(field);
}

/** Keep the marks at their words while these are moved; those that are changed lose theirs. */
export function follow(field) {
  if (!mirrorOf(field)) return;
  const old = field.marked || "", text = controlOf(field).value, grown = text.length - old.length;
  let begin = 0, left = Math.min(old.length, text.length);
  while (begin < left && old[begin] === text[begin]) begin += 1;
  left -= begin;
  let behind = 0;
  while (behind < left && old[old.length - 1 - behind] === text[text.length - 1 - behind]) behind += 1;
  const end = old.length - behind;
  field.places = (field.places || []).filter((place) => place.end <= begin || place.begin >= end)
    .map((place) => place.begin >= end && place.end > begin ? { ...place, begin: place.begin + grown, end: place.end + grown } : place);
  field.marked = text;
  paint(field);
}

function paint(field) {
  const text = field.marked, parts = [];
  let at = 0;
  for (const place of [...field.places].sort((one, other) => one.begin - other.begin)) {
    if (place.begin < at) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(place.begin, place.end);
    if (place.problem.classList.contains("error")) mark.className = "error";
    parts.push(text.slice(at, place.begin), mark);
    at = place.end;
  }
  // Behind a last line feed a line begins, which a block would not have.
  mirrorOf(field).replaceChildren(...parts, text.slice(at) + "\n");
}

/** Select the words that a finding is about. */
export function select(problem) {
  const field = fieldOf(problem), control = field && controlOf(field);
  if (!control || !control.setSelectionRange) return;
  const known = (field.places || []).find((place) => place.problem === problem);
  const [found] = known ? [known] : placesOf(field, control.value).filter((place) => place.problem === problem);
  if (!found) return;
  control.focus();
  control.setSelectionRange(found.begin, found.end);
}
