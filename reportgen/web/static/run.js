"use strict";
/* How far the run is, as the program tells it; when it has ended, the page with what came of it.
   Where none goes on, whether another window has begun one. */
(function () {
  const page = document.getElementById("run-page");
  if (!page) return;
  const others = "BroadcastChannel" in window ? new BroadcastChannel("reportgen-run") : null;
  const at = (id) => document.getElementById(id);
  if (page.dataset.running) follow(); else wait();

  function follow() {
    if (others) others.postMessage("begun");
    let events = null, tenths = -1;
    // Six windows that listen would leave a browser no connection for anything else.
    const listen = () => {
      if (document.hidden === (events === null)) return;
      if (document.hidden) { events.close(); events = null; return; }
      events = new EventSource("/district/run/events");
      events.addEventListener("message", (event) => hear(JSON.parse(event.data)));
    };
    document.addEventListener("visibilitychange", listen);
    listen();

    function hear(state) {
      if (!state.is_running) {
        events.close();
        location.reload();
        return;
      }
      show(at("bar"), at("told"), state.done, state.total, state.words);
      show(at("pdf-bar"), at("pdf-told"), state.pdfs_done, state.pdfs_total, state.pdf_words);
      at("stop").disabled = state.is_stopping;
      const all = state.total + state.pdfs_total, done = state.done + state.pdfs_done;
      const now = state.is_stopping ? "stopping" : all && Math.floor(10 * done / all);
      if (now === tenths) return;
      tenths = now;
      at("said").textContent = state.pdfs_total ? state.pdf_words : state.words;
    }
  }

  function show(bar, told, done, total, words) {
    if (!bar) return;
    if (total) { bar.max = total; bar.value = done; }
    told.textContent = words;
  }

  function wait() {
    if (others) others.addEventListener("message", () => location.reload());
    document.addEventListener("visibilitychange", async () => {
      if (document.hidden) return;
      try {
        const answer = await fetch("/district/run/state");
        if (answer.ok && (await answer.json()).is_running) location.reload();
      } catch (gone) { /* The program has ended: the next click says so. */ }
    });
    choose();
  }

  /* The schools that are done: those that are looked for are shown, and ticked all at once. */
  function choose() {
    const find = at("find-school");
    if (!find) return;
    const lines = [...document.querySelectorAll(".some li")];
    const boxes = lines.map((line) => line.querySelector("input"));
    const count = () => { at("ticked").textContent = "选了 " + boxes.filter((box) => box.checked).length + " 所"; };
    find.addEventListener("input", () => {
      const words = find.value.trim().toLowerCase();
      for (const line of lines) line.hidden = !line.textContent.toLowerCase().includes(words);
    });
    find.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    const tick = (checked, which) => { boxes.forEach((box, i) => { if (which(lines[i])) box.checked = checked; }); count(); };
    at("tick").hidden = at("untick").hidden = false;
    at("tick").addEventListener("click", () => tick(true, (line) => !line.hidden));
    at("untick").addEventListener("click", () => tick(false, () => true));
    for (const box of boxes) box.addEventListener("change", count);
    count();
  }
})();
