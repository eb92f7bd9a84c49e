"use strict";
/* A new report: of what is said of the school, or of a form that was filled in. */
const told = document.getElementById("new-told");

async function begin(address, body) {
  told.textContent = "";
  try {
    const answer = await fetch(address, { method: "POST", body: body });
    const found = await answer.json();
    if (answer.ok && found.told) showTold(found);
    else if (answer.ok) window.location.assign("/school?file=" + encodeURIComponent(found.file) + last());
    else told.textContent = found.problems.map((each) => each.message + (each.hint ? "；" + each.hint : "")).join(" ");
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

/** A school that has a file is rarely to have another: that is asked once. */
let asked = "";
function isThere(name) {
  const file = name.trim() + ".yaml", files = [...document.querySelectorAll(".files a")].map((link) => link.textContent.trim());
  if (!files.includes(file) || asked === file) return false;
  asked = file;
  told.textContent = "已经有“" + file + "”：要接着填，点上面列出的它；要另建一份（如新的年度），再按一次“建好，开始填”";
  return true;
}

document.getElementById("n-last").addEventListener("change", async (event) => {
  const answer = event.target.value && await fetch("/new/last?file=" + encodeURIComponent(event.target.value)).catch(() => null);
  if (!answer || !answer.ok) return;
  const said = await answer.json(), fields = document.getElementById("new-school").elements;
  for (const key of ["name", "type", "standard", "year"]) {
    if (said[key] && (key === "year" || !fields[key].value)) fields[key].value = said[key];
  }
});
document.getElementById("new-school").addEventListener("submit", (event) => {
  event.preventDefault();
  if (isThere(event.target.elements.name.value)) return;
  begin("/new", JSON.stringify(Object.fromEntries(new FormData(event.target))));
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
