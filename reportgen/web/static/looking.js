"use strict";
/* While schools are being looked at, what is known of them is shown as it comes, in the parts of the
   page that say so; what one types, what is in focus, and where one is on the page, stays. */
const PAUSE = 1500, GOES_ON = "[data-goes-on]";
const looking = document.querySelector(GOES_ON);

async function look() {
  const answer = await fetch(looking.dataset.goesOn || location.href).catch(() => null);
  if (answer && answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  if (document.querySelector(GOES_ON)) setTimeout(look, PAUSE);
  // What is said of the whole folder is known only now.
  else if ("ofAll" in looking.dataset && document.activeElement.id !== "text") location.reload();
}

function show(fresh) {
  const focused = document.activeElement, link = focused && focused.getAttribute("href");
  for (const old of document.querySelectorAll("[data-part]")) {
    const now = fresh.querySelector(`[data-part="${old.dataset.part}"]`);
    if (now) old.replaceWith(document.importNode(now, true));
    else old.remove();
  }
  // Links that were in focus are others now.
  const again = link && !focused.isConnected && [...document.links].find((each) => each.getAttribute("href") === link);
  if (again) again.focus({ preventScroll: true });
}

if (looking) setTimeout(look, PAUSE);
