"use strict";
/* The report's pages as they print; over each figure a button that knows of what it is. */
window.reportPages = (function () {
  let asked = 0;
  const percent = (share) => (100 * share).toFixed(3) + "%";

  function sheet(told, number) {
    const sheet = document.createElement("div"), picture = document.createElement("img");
    sheet.className = "sheet";
    picture.alt = "报告第 " + (number + 1) + " 页";
    picture.src = "/page?key=" + told.key + "&number=" + number;
    sheet.append(picture);
    for (const area of told.areas) if (area.page === number) sheet.append(figure(area));
    return sheet;
  }

  function figure(area) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "figure over";
    button.dataset.figure = area.figure;
    button.setAttribute("aria-label", area.text + "，到它的来源");
    button.style.left = percent(area.left);
    button.style.top = percent(area.top);
    button.style.width = percent(area.right - area.left);
    button.style.height = percent(area.bottom - area.top);
    return button;
  }

  async function loaded(sheets) {
    const pictures = sheets.map((each) => each.querySelector("img"));
    await Promise.all(pictures.map((each) => each.decode().catch(() => undefined)));
  }

  /* `address` tells of the pages; the report keeps what it shows where there are none, or where it
     has been asked again meanwhile: pages that are older may come later. */
  async function show(address, report) {
    const turn = ++asked, answer = await fetch(address).catch(() => null);
    if (!answer || !answer.ok) return null;
    const told = await answer.json();
    if (turn !== asked) return null;
    if (!told.pages) return told;
    const sheets = Array.from({ length: told.pages }, (_, number) => sheet(told, number));
    await loaded(sheets);
    if (turn !== asked) return null;
    const top = report.querySelector(".sheet") ? report.scrollTop : 0;
    report.replaceChildren(...sheets);
    report.classList.add("printed");
    report.scrollTop = top;
    return told;
  }

  return { show: show };
})();
