"use strict";
/* While schools are being looked at, what is known of them is shown as it comes; what one types, and
   where one is on the page, stays. */
const PAUSE = 1500, PARTS = [".looking", ".states", "table.schools"];

async function look() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer && answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  if (document.querySelector(".looking[data-goes-on]")) setTimeout(look, PAUSE);
  // What is said of the whole folder is known only now.
  else if (document.activeElement.id !== "text") location.reload();
}

function show(fresh) {
  const focused = document.activeElement, link = focused && focused.getAttribute("href");
  for (const part of PARTS) {
    const old = document.querySelector(part), now = fresh.querySelector(part);
    if (old && now) old.replaceWith(document.importNode(now, true));
    else if (old) old.remove();
  }
  // Links that were in focus are others now.
  const again = link && !focused.isConnected && [...document.links].find((each) => each.getAttribute("href") === link);
  if (again) again.focus({ preventScroll: true });
}

if (document.querySelector(".looking[data-goes-on]")) setTimeout(look, PAUSE);
