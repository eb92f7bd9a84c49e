"use strict";
/* Looks whether the template was saved, and shows its pages and faults anew. */
(function () {
  const PAUSE = 1000;
  const file = document.querySelector(".desk").dataset.file;
  const state = document.getElementById("state"), report = document.getElementById("report");
  const data = document.getElementById("data"), standard = document.getElementById("standard"), faults = document.getElementById("faults");
  let known = "";

  const asked = () => "file=" + encodeURIComponent(file) + "&data=" + encodeURIComponent(data.value) + "&standard=" + encodeURIComponent(standard.value);

  async function look() {
    try {
      const answer = await fetch("/template/state?" + asked() + "&known=" + known);
      if (answer.ok) await take(await answer.json());
      else state.textContent = "模板打不开";
    } catch (fault) {
      state.textContent = "程序没有应答";
    }
    setTimeout(look, PAUSE);
  }

  async function take(told) {
    if (told.mark === known) return;
    known = told.mark;
    faults.innerHTML = told.faults;
    state.textContent = "正在排版…";
    const answer = await window.reportPages.show("/template/pages?" + asked(), report);
    if (answer && answer.told) report.innerHTML = answer.told;
    else if (answer && !answer.pages) report.innerHTML = "<p>这台电脑上排不了版：要装 LibreOffice 和 reportgen[pdf]。</p>";
    state.textContent = "是最新的";
  }

  for (const each of [data, standard]) each.addEventListener("change", () => { known = ""; state.textContent = "正在检查…"; });
  look();
})();
