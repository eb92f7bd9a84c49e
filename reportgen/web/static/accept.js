"use strict";
/* A finding that may stand is accepted, with the reason; or it is told again. */
import { fieldOf } from "./fields.js";
import { show } from "./page.js";
import { refusal } from "./refusals.js";

const file = document.querySelector(".desk").dataset.file, dialog = document.getElementById("accept");
let about = null;

async function send(asked) {
  const answer = await fetch("/school/accept", { method: "POST", body: JSON.stringify(asked) }).catch(() => null);
  if (answer && answer.ok) show(await answer.json());
  else document.getElementById("state").textContent = answer ? await refusal(answer) : "程序没有应答";
}

document.getElementById("form").addEventListener("click", (event) => {
  const button = event.target.closest(".accept, .withdraw");
  if (!button) return;
  const asked = {
    file: file, path: fieldOf(button).dataset.path, rule: button.dataset.rule, quote: button.dataset.quote,
    at: Number(button.dataset.at), reason: "", accept: button.classList.contains("accept"),
  };
  if (!asked.accept) { send(asked); return; }
  about = asked;
  document.getElementById("accept-words").textContent = asked.quote;
  dialog.returnValue = "";
  dialog.showModal();
  document.getElementById("accept-reason").select();
});
dialog.addEventListener("close", () => {
  if (dialog.returnValue === "yes" && about) send({ ...about, reason: document.getElementById("accept-reason").value });
  about = null;
});
