"use strict";
/* What becomes of the file meanwhile: it is asked for every other second, as long as one looks. */
const PAUSE = 2000;
const told = document.getElementById("meanwhile");

/** Look after the file whose bytes have that mark. `page` has `isBusy()`; `refresh()`, which gives
    the mark of what is shown then, and what is told where nothing of it can be, or null where it
    has to be tried again; and `retry()`, for what could not be written. */
export function watch(file, mark, page) {
  let shown = mark, dealt = mark, timer = 0, isLooking = false, hasFailed = false;

  async function look() {
    clearTimeout(timer);
    if (isLooking || document.hidden) return;
    isLooking = true;
    await ask().catch(() => lose("程序关掉了，或者没有应答。填的内容留在这一页上，程序应答了就接着保存，先不要关掉这一页。"));
    isLooking = false;
    timer = setTimeout(look, PAUSE);
  }

  async function ask() {
    const answer = await fetch("/school/state?file=" + encodeURIComponent(file) + "&known=" + encodeURIComponent(dealt));
    if (answer.status === 403) { lose("程序重新启动过：请打开它新显示的网址，然后这里会接着保存。"); return; }
    if (!answer.ok) { lose("程序读不了这个文件所在的文件夹。填的内容留在这一页上，读得了就接着保存。"); return; }
    await take(await answer.json());
  }

  async function take(state) {
    if (state.problems && state.problems.length) {
      dealt = state.mark || dealt;
      tell(words(state), state.moved);
    } else if (state.mark === shown) calm();
    else if (state.mark !== dealt || !hasFailed) await renew();
  }

  async function renew() {
    if (page.isBusy()) return;
    const now = await page.refresh();
    if (!now) return;
    dealt = now.mark;
    if (now.told) { tell(now.told); return; }
    shown = now.mark;
    calm();
    // What another has written may take now what it did not.
    page.retry();
  }

  /** What stands in the file is not known any more. */
  function lose(text) {
    dealt = "";
    tell(text);
  }

  function tell(text, moved) {
    hasFailed = true;
    if (told.told === text) return;
    told.told = text;
    told.textContent = text;
    told.hidden = false;
    if (moved) {
      const link = document.createElement("a");
      link.href = "/school?file=" + encodeURIComponent(moved);
      link.textContent = "打开“" + moved + "”";
      told.append(" ", link);
    }
  }

  function calm() {
    dealt = shown;
    if (!hasFailed) return;
    hasFailed = false;
    told.told = "";
    told.hidden = true;
    page.retry();
  }

  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  timer = setTimeout(look, PAUSE);
  return {
    /** The page has written the file, which had the mark `was` before. */
    written(was, now) {
      if (was === shown) shown = dealt = now;
      else { dealt = ""; clearTimeout(timer); timer = setTimeout(look, 0); }
    },
  };
}

function words(state) {
  const named = state.moved ? "这个文件改了名，现在是“" + state.moved + "”。这一页上填的不再保存，请到那里接着填。" : "";
  if (named) return named;
  const wrong = state.problems.map((each) => [each.place, each.message].filter((word) => word).join(" ") + (each.hint ? "；" + each.hint : ""));
  return (state.mark ? "文件在别处改过，现在读不懂：" + wrong.join(" ") + "。改好以前这里填的不能保存，先留在这一页上。" : wrong.join(" ") + "。");
}
