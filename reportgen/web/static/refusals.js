"use strict";
/* What the program says of what it did not do, in its words. */
export const words = (problems) => problems.map((each) => each.message + (each.hint ? "；" + each.hint : "")).join(" ");

/** Why the program did not do what an answer is to: it need not have come as far as to say it as values. */
export async function refusal(answer) {
  if (answer.status === 403) return "程序重新启动过，请打开它新显示的网址";
  const said = await answer.text();
  try {
    return words(JSON.parse(said).problems);
  } catch (fault) {
    return said && !said.startsWith("<") ? said : "程序出了错";
  }
}
