"use strict";
/* A click on a way of writing copies it; a word that is looked for leaves the rows that have it. */
import { copy } from "./keeper.js";

const report = document.getElementById("report"), state = document.getElementById("state");
const find = document.getElementById("find");

report.addEventListener("click", async (event) => {
  const name = event.target.closest("button.name"), whole = event.target.closest("button.copy-all");
  if (name) await put(name.textContent, "", name.textContent);
  else if (whole) {
    const copied = whole.closest(".source").querySelector(".copied");
    await put(copied.dataset.text, copied.innerHTML, whole.closest(".snippet").querySelector("h3").textContent);
  }
});

async function put(text, html, told) {
  try {
    await copy(text, html);
    state.textContent = "已复制：" + told;
  } catch (fault) {
    state.textContent = "浏览器不让复制，请选中了按 Ctrl+C";
  }
}

function filter() {
  const wanted = find.value.trim();
  for (const each of report.querySelectorAll("tbody tr, .snippet")) {
    if (!each.closest(".snippet") || each.classList.contains("snippet")) each.hidden = wanted !== "" && !each.textContent.includes(wanted);
  }
  for (const table of report.querySelectorAll("section > table")) table.hidden = !table.querySelector("tbody tr:not([hidden])");
  for (const title of report.querySelectorAll("section > h3")) {
    const next = title.nextElementSibling;
    title.hidden = Boolean(next && next.tagName === "TABLE" && next.hidden);
  }
  for (const section of report.querySelectorAll("section")) {
    section.hidden = wanted !== "" && !section.querySelector("table:not([hidden]) > tbody > tr:not([hidden]), .snippet:not([hidden])");
  }
}

find.addEventListener("input", filter);
for (const select of document.querySelectorAll(".asked select")) select.addEventListener("change", () => {
  const address = new URL(location.href);
  address.searchParams.set(select.name, select.value);
  location.href = address.href;
});
