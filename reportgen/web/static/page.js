"use strict";
/* What is typed goes to the file at once; what is said of it stands beside its field again. */
(function () {
  const desk = document.querySelector(".desk");
  const file = desk.dataset.file;
  const state = document.getElementById("state");
  const report = document.getElementById("report");
  const KEY_PAUSE = 200, REPORT_PAUSE = 700;
  let figures = {}, waiting = new Map(), timer = 0, reportTimer = 0, sending = false;

  const fieldOf = (element) => element.closest(".field");
  const controlOf = (field) => field.querySelector("input, select, textarea");
  const fieldAt = (path) => document.querySelector('.field[data-path="' + CSS.escape(path) + '"]');

  function valueOf(field) {
    const text = controlOf(field).value;
    if (field.dataset.kind !== "lines") return text.trim() === "" ? null : text;
    const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    return lines.length ? lines : null;
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  for (const field of document.querySelectorAll(".field")) field.seen = valueOf(field);

  function changed(event) {
    const field = fieldOf(event.target);
    if (!field) return;
    waiting.set(field.dataset.path, field);
    state.textContent = "正在保存…";
    clearTimeout(timer);
    timer = setTimeout(save, KEY_PAUSE);
  }

  async function save() {
    if (sending || !waiting.size) return;
    sending = true;
    const fields = [...waiting.values()];
    waiting = new Map();
    const edits = fields.map((field) => ({
      address: JSON.parse(field.dataset.address), value: valueOf(field), seen: field.seen,
    })).filter((edit) => !same(edit.value, edit.seen));
    try {
      const answer = await fetch("/school/edit", {
        method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ file: file, edits: edits }),
      });
      const told = await answer.json();
      if (!answer.ok) { refuse(told); return; }
      const kept = new Set(told.conflicts.map((each) => each.path));
      fields.forEach((field, at) => {
        if (!kept.has(field.dataset.path)) field.seen = valueOfEdit(edits, field);
      });
      show(told);
      state.textContent = "已保存";
      state.className = "";
      for (const conflict of told.conflicts) await choose(conflict);
    } catch (fault) {
      for (const field of fields) if (!waiting.has(field.dataset.path)) waiting.set(field.dataset.path, field);
      state.textContent = "没有保存：程序没有应答，正在重试";
      state.className = "error";
      timer = setTimeout(save, 2000);
    } finally {
      sending = false;
      if (waiting.size && !timer) timer = setTimeout(save, KEY_PAUSE);
    }
  }

  function valueOfEdit(edits, field) {
    const edit = edits.find((each) => JSON.stringify(each.address) === field.dataset.address);
    return edit ? edit.value : field.seen;
  }

  function refuse(told) {
    state.textContent = "没有保存：" + told.problems.map((each) => each.message + (each.hint ? "；" + each.hint : "")).join(" ");
    state.className = "error";
  }

  function show(told) {
    for (const field of document.querySelectorAll(".field")) {
      const notes = field.querySelector(".notes"), html = told.fields[field.dataset.path] || "";
      if (notes.told !== html) { notes.innerHTML = html; notes.told = html; }
    }
    document.getElementById("summary").innerHTML = told.summary;
    const word = document.getElementById("word");
    if (told.can_be_built) word.removeAttribute("aria-disabled");
    else word.setAttribute("aria-disabled", "true");
    clearTimeout(reportTimer);
    reportTimer = setTimeout(draw, REPORT_PAUSE);
  }

  function choose(conflict) {
    const dialog = document.getElementById("choose"), field = fieldAt(conflict.path);
    const text = (value) => Array.isArray(value) ? value.join("\n") : value || "（空）";
    document.getElementById("choose-place").textContent = conflict.path;
    document.getElementById("there").textContent = text(conflict.there);
    document.getElementById("mine").textContent = text(valueOf(field));
    dialog.showModal();
    return new Promise((done) => {
      dialog.addEventListener("close", () => {
        field.seen = conflict.there;
        if (dialog.returnValue === "mine") {
          waiting.set(conflict.path, field);
        } else {
          controlOf(field).value = Array.isArray(conflict.there) ? conflict.there.join("\n") : conflict.there || "";
        }
        done();
      }, { once: true });
    });
  }

  async function draw() {
    const answer = await fetch("/school/report?file=" + encodeURIComponent(file));
    if (!answer.ok) return;
    const told = await answer.json(), top = report.scrollTop;
    figures = told.fields;
    if (!told.prints || !report.querySelector(".sheet")) {
      report.classList.remove("printed");
      report.innerHTML = told.html || "<p>数据还不够，报告做不出来；先填学校名称、类型和年度。</p>";
      report.scrollTop = top;
    }
    if (told.prints) await window.reportPages.show(file, report);
  }

  function light(path) {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    let first = null;
    for (const figure of report.querySelectorAll(".figure")) {
      if (figures[figure.dataset.figure.slice(0, -1)] !== path) continue;
      figure.classList.add("lit");
      first = first || figure;
    }
    return first;
  }

  function toField(figure) {
    const path = figures[figure.dataset.figure.slice(0, -1)], field = path && fieldAt(path);
    if (!field) return;
    light(path);
    field.classList.add("lit");
    field.scrollIntoView({ block: "center" });
    controlOf(field).focus();
  }

  function toWords(problem) {
    const control = controlOf(fieldOf(problem)), at = control.value.indexOf(problem.dataset.quote);
    if (at < 0 || !control.setSelectionRange) return;
    control.focus();
    control.setSelectionRange(at, at + problem.dataset.quote.length);
  }

  document.getElementById("form").addEventListener("input", changed);
  document.getElementById("form").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("form").addEventListener("focusin", (event) => {
    const field = fieldOf(event.target), figure = field && light(field.dataset.path);
    if (figure) figure.scrollIntoView({ block: "center" });
  });
  document.getElementById("form").addEventListener("click", (event) => {
    const problem = event.target.closest(".problem[data-quote]");
    if (problem) toWords(problem);
  });
  report.addEventListener("click", (event) => {
    const figure = event.target.closest(".figure");
    if (figure) toField(figure);
  });
  document.getElementById("word").addEventListener("click", (event) => {
    if (event.currentTarget.getAttribute("aria-disabled") === "true") event.preventDefault();
  });
  window.addEventListener("beforeunload", (event) => { if (waiting.size || sending) event.preventDefault(); });
  draw();
})();
