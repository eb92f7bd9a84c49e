"use strict";
/* A new report: of what is said of the school, or of a form that was filled in. */
const told = document.getElementById("new-told");

async function begin(address, body) {
  told.textContent = "";
  try {
    const answer = await fetch(address, { method: "POST", body: body });
    const found = await answer.json();
    if (answer.ok) window.location.assign("/school?file=" + encodeURIComponent(found.file) + last());
    else told.textContent = found.problems.map((each) => each.message + (each.hint ? "；" + each.hint : "")).join(" ");
  } catch (fault) {
    told.textContent = "程序没有应答";
  }
}

/** Last year's file is beside the fields of the new one at once. */
function last() {
  const name = document.getElementById("n-last").value;
  return name ? "&last=" + encodeURIComponent(name) : "";
}

document.getElementById("new-school").addEventListener("submit", (event) => {
  event.preventDefault();
  begin("/new", JSON.stringify(Object.fromEntries(new FormData(event.target))));
});
document.getElementById("new-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const file = document.getElementById("n-form").files[0];
  if (file) begin("/new/form?name=" + encodeURIComponent(file.name), file);
});
