"use strict";
/* What the pages of templates share: asking the program, the data chosen to see them with, copying. */
import { refusal } from "./refusals.js";

/** The answer of the program; what it refuses is thrown as `{ told }`. */
export async function post(address, asked) {
  const answer = await fetch(address, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked),
  }).catch(() => { throw { told: "程序没有应答" }; });
  if (!answer.ok) throw { told: await refusal(answer) };
  return answer.json();
}

/** What was chosen, by the names that addresses have for it. */
export function chosen() {
  const told = {};
  for (const select of document.querySelectorAll(".asked select")) told[select.name] = select.value;
  return told;
}

/** Do that whenever another choice is made; the addresses of the page's links follow it. */
export function whenChosen(act) {
  for (const select of document.querySelectorAll(".asked select")) select.addEventListener("change", () => {
    for (const link of document.querySelectorAll("a[href*='data=']")) link.href = withChosen(link.href);
    history.replaceState(null, "", withChosen(location.href));
    act();
  });
}

function withChosen(address) {
  const made = new URL(address);
  for (const [name, value] of Object.entries(chosen())) made.searchParams.set(name, value);
  return made.href;
}

/** Whether what was written here is to take the place of what somebody else wrote. */
export function ask(there) {
  const dialog = document.getElementById("conflict");
  document.getElementById("conflict-there").textContent = there;
  return new Promise((resolve) => {
    const answered = (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      dialog.removeEventListener("click", answered);
      dialog.close();
      resolve(button.value === "mine");
    };
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("click", answered);
    dialog.showModal();
  });
}

/** Do that a while after the last call. */
export function later(pause, act) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(act, pause); };
}

/** Put the text (and, for Word, its markup) where it can be pasted from. */
export async function copy(text, html) {
  if (navigator.clipboard && window.ClipboardItem && html) {
    const kinds = { "text/plain": new Blob([text], { type: "text/plain" }), "text/html": new Blob([html], { type: "text/html" }) };
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
  } else if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else copyOldWay(text, html);
}

/* Where the page is not on this machine, browsers give no clipboard but to what is selected. */
function copyOldWay(text, html) {
  const put = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    if (html) event.clipboardData.setData("text/html", html);
  };
  document.addEventListener("copy", put, { once: true });
  document.execCommand("copy");
}
