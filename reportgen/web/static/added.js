"use strict";
/* Pictures and attachments: chosen or dropped, put beside the data, and named in a row of their list. */
import { controlOf, listOf, type } from "./fields.js";
import { addRow, fieldsOf, isEmpty, rowsOf } from "./lists.js";
import { refusal } from "./refusals.js";

const file = document.querySelector(".desk").dataset.file;
const FILE = "文件", NAME = "名称";

async function send(kind, given) {
  const address = "/school/file?" + new URLSearchParams({ file: file, kind: kind, name: given.name });
  const answer = await fetch(address, { method: "POST", body: given });
  if (!answer.ok) throw new Error(await refusal(answer));
  return (await answer.json()).file;
}

function cell(row, name) {
  const found = fieldsOf(row).find((field) => field.querySelector("label").textContent.trim() === name);
  return found && controlOf(found);
}

async function add(list, files) {
  const said = list.querySelector(".foot .added");
  said.textContent = "正在添加…";
  try {
    let first = null;
    for (const given of files) {
      const name = await send(list.dataset.takes, given), last = rowsOf(list).pop();
      const row = last && isEmpty(last) ? last : addRow(list);
      cell(row, FILE).value = name;
      const named = cell(row, NAME);
      if (named && !named.value) named.value = given.name.replace(/\.[^.]*$/, "");
      first = first || row;
    }
    list.changed();
    said.textContent = "";
    if (first) controlOf(fieldsOf(first)[0]).focus();
  } catch (fault) {
    said.textContent = fault instanceof TypeError ? "程序没有应答，没有添加" : fault.message;
    list.changed();
  }
}

document.addEventListener("change", (event) => {
  const chosen = event.target;
  if (chosen.matches(".list .file")) {
    add(listOf(chosen), [...chosen.files]);
    chosen.value = "";
  } else if (chosen.matches(".in-text")) insert(chosen);
});

/** A picture into a text, where one was writing. */
async function insert(chosen) {
  const text = chosen.closest(".field").querySelector("textarea"), [given] = chosen.files;
  const said = chosen.closest(".field").querySelector(".added");
  if (!given) return;
  try {
    const name = await send("pictures", given), at = text.selectionEnd;
    const picture = "![" + given.name.replace(/\.[^.]*$/, "") + "](" + name + ")";
    const before = text.value.slice(0, at).replace(/\n*$/, ""), behind = text.value.slice(at).replace(/^\n*/, "");
    type(text, [before, picture, behind].filter((part) => part).join("\n\n"));
    said.textContent = "";
    text.focus();
  } catch (fault) {
    said.textContent = fault instanceof TypeError ? "程序没有应答，没有添加" : fault.message;
  }
  chosen.value = "";
}

const dropOn = (event) => event.target.closest && event.target.closest(".list[data-takes]");
document.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  if (dropOn(event)) add(dropOn(event), [...event.dataTransfer.files]);
});
