"use strict";
/* Two wrote the same: which of both stays is asked beside the field, and typing goes on meanwhile. */
const form = document.getElementById("form");

export const isAsked = (place) => Boolean(place.choice);
export const choices = () => [...form.querySelectorAll(".choice")];

function shown(value) {
  if (Array.isArray(value)) return value.map(shown).join("\n") || "（空）";
  if (value && typeof value === "object") return Object.entries(value).map(([name, each]) => name + "：" + shown(each)).join("，");
  return value || "（空）";
}

/** Ask at a field or a list; each of the `pairs` has what stands `there`, and of a list the `place`
    and what is `mine`, which a field shows itself. `decide` is called with whether that is to stay which was written here. */
export function ask(place, pairs, decide) {
  if (place.choice) place.choice.remove();
  const box = document.createElement("div");
  box.className = "choice";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "这一处在别处也改过：选用哪个");
  const head = document.createElement("p");
  head.setAttribute("role", "alert");
  head.textContent = "这一处在别处也改过，您写的还没有保存。选用哪个？";
  box.append(head, ...pairs.map(pairOf), button("用我写的", true), button("用别处写的", false));
  place.choice = box;
  const notes = place.querySelector(".notes");
  notes.before(box);
  if (place.contains(document.activeElement)) box.scrollIntoView({ block: "nearest" });

  function button(label, isMine) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "small";
    made.textContent = label;
    made.addEventListener("click", () => {
      box.remove();
      place.choice = null;
      decide(isMine);
    });
    return made;
  }
}

function pairOf(pair) {
  const told = document.createElement("p");
  told.append((pair.place ? pair.place + "：" : "") + "别处写的是：", said(pair.there));
  if (pair.place) told.append("；您写的是：", said(pair.mine));
  return told;
}

function said(value) {
  const made = document.createElement("b");
  made.textContent = shown(value);
  return made;
}
