"use strict";
/* How far the run is, as the program tells it; when it has ended, the page with what came of it. */
(function () {
  const run = document.getElementById("run");
  if (!run) return;
  const bar = document.getElementById("bar"), told = document.getElementById("told");
  const events = new EventSource("/district/run/events");
  events.addEventListener("message", (event) => {
    const state = JSON.parse(event.data);
    if (!state.is_running) {
      events.close();
      location.reload();
      return;
    }
    if (!state.total) return;
    bar.max = state.total;
    bar.value = state.done;
    told.textContent = "已做 " + state.done + "/" + state.total + " 所" +
      (state.failed ? "，" + state.failed + " 所没有做成" : "") + (state.school ? "：" + state.school : "");
  });
})();
