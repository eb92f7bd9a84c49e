"use strict";
/* Files that are dropped anywhere on the page, or chosen, are received at once; of a folder all that
   lies in it. Without scripts the button sends what was chosen. */
(function () {
  const form = document.getElementById("take"), input = document.getElementById("files");
  const folder = document.getElementById("folder"), told = document.getElementById("taking");
  const page = document.body;
  const isFiles = (event) => event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");

  const readAll = (reader) => new Promise((resolve, reject) => {
    const found = [];
    const next = () => reader.readEntries((entries) => {
      if (!entries.length) return resolve(found);
      found.push(...entries);
      next();
    }, reject);
    next();
  });
  const filesOf = async (entry) => {
    if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
    const within = [];
    for (const each of await readAll(entry.createReader())) within.push(...await filesOf(each));
    return within;
  };
  const dropped = async (data) => {
    // The entries are gone once the event is over.
    const items = Array.from(data.items).filter((item) => item.kind === "file");
    const taken = items.map((item) => [item.webkitGetAsEntry && item.webkitGetAsEntry(), item.getAsFile()]);
    const found = [];
    for (const [entry, file] of taken) {
      if (entry) found.push(...await filesOf(entry));
      else if (file) found.push(file);
    }
    return found;
  };
  const send = (files) => {
    if (!files.length) {
      told.textContent = "没有拖进文件，请再拖一次，或者点“选择文件”。";
      return;
    }
    const given = new DataTransfer();
    files.forEach((file) => given.items.add(file));
    input.files = given.files;
    told.textContent = "正在收 " + files.length + " 份……";
    form.submit();
  };

  let depth = 0;
  const light = (step) => {
    depth = step ? Math.max(0, depth + step) : 0;
    page.classList.toggle("dropping", depth > 0);
  };
  document.addEventListener("dragenter", (event) => { if (isFiles(event)) light(1); });
  document.addEventListener("dragleave", (event) => { if (isFiles(event)) light(-1); });
  document.addEventListener("dragover", (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  document.addEventListener("drop", (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    light(0);
    dropped(event.dataTransfer).then(send, () => {
      told.textContent = "拖进来的读不出来，请点“选择文件”来选。";
    });
  });
  input.addEventListener("change", () => { if (input.files.length) send(Array.from(input.files)); });
  folder.addEventListener("change", () => { if (folder.files.length) send(Array.from(folder.files)); });
  document.getElementById("take-go").hidden = true;
  document.getElementById("whole").hidden = false;
})();
