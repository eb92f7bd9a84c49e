"use strict";
/* A new report: of what is said of the school, or of a form that was filled in. */
import { refusal } from "./refusals.js";

const told = document.getElementById("new-told");

async function begin(address, body) {
  told.textContent = "";
  try {
    const answer = await fetch(address, { method: "POST", body: body });
    if (!answer.ok) { told.textContent = await refusal(answer); return; }
    const found = await answer.json();
    if (found.there) await chooseThere(found.there[0]);
    else if (found.told) showTold(found);
    else window.location.assign("/school?file=" + encodeURIComponent(found.file) + last());
  } catch (fault) {
    told.textContent = "程序没有应答";
  }
}

/** What is wrong in the form is read first; from there it goes on. */
function showTold(found) {
  const link = document.createElement("a"), box = document.getElementById("new-problems");
  link.href = "/school?file=" + encodeURIComponent(found.file);
  link.textContent = "打开“" + found.file + "”接着填";
  link.className = "go";
  told.textContent = "已存成“" + found.file + "”。采集表里有这几处要看一下：";
  box.innerHTML = found.told;
  box.append(link);
  link.focus();
}

/** Last year's file is beside the fields of the new one at once. */
function last() {
  const name = document.getElementById("n-last").value;
  return name ? "&last=" + encodeURIComponent(name) : "";
}

/** A school that has a report of the year is rarely to have another: that is asked. */
async function chooseThere(there) {
  const dialog = document.getElementById("there");
  document.getElementById("there-told").textContent = there.school + " " + there.year + "年，最后改动 " + there.changed + "（" + there.file + "）";
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  if (dialog.returnValue === "open") window.location.assign("/school?file=" + encodeURIComponent(there.file));
  else if (dialog.returnValue === "another") await begin("/new", askedFor({ another: true }));
}

const school = document.getElementById("new-school");
const askedFor = (more) => JSON.stringify({ ...Object.fromEntries(new FormData(school)), ...more });

/** Say what the chosen standard means, and offer those alone that are for such a school. */
function tellStandard() {
  const { standard, type } = school.elements;
  for (const option of standard.options) {
    const types = option.dataset.types;
    option.disabled = Boolean(types && type.value && !types.split(" ").includes(type.value));
  }
  if (standard.selectedOptions[0].disabled) standard.value = "";
  document.getElementById("n-standard-means").textContent = standard.selectedOptions[0].dataset.means;
}

school.addEventListener("change", tellStandard);
tellStandard();
document.getElementById("blank").addEventListener("click", () => {
  if (!school.elements.type.reportValidity()) return;
  const { name, type, standard, year } = school.elements;
  const asked = new URLSearchParams({ name: name.value, type: type.value, standard: standard.value, year: year.value });
  window.location.assign("/new/blank?" + asked);
});
document.getElementById("n-last").addEventListener("change", async (event) => {
  const answer = event.target.value && await fetch("/new/last?file=" + encodeURIComponent(event.target.value)).catch(() => null);
  if (!answer || !answer.ok) return;
  const said = await answer.json(), fields = school.elements;
  for (const key of ["name", "type", "standard", "year"]) {
    if (said[key] && (key === "year" || !fields[key].value)) fields[key].value = said[key];
  }
  tellStandard();
});
school.addEventListener("submit", (event) => {
  event.preventDefault();
  begin("/new", askedFor({}));
});
document.getElementById("new-form").addEventListener("submit", (event) => {
  event.preventDefault();
  fromForm(document.getElementById("n-form").files[0]);
});

function fromForm(file) {
  if (file) begin("/new/form?name=" + encodeURIComponent(file.name), file);
}

document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  fromForm(event.dataTransfer.files[0]);
});
