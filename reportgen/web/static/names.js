"use strict";
/* A click on a way of writing copies it. */
document.getElementById("report").addEventListener("click", async (event) => {
  const cell = event.target.closest("td");
  if (!cell || !/^\{[{%]/.test(cell.textContent.trim())) return;
  await navigator.clipboard.writeText(cell.textContent.trim());
  document.getElementById("state").textContent = "已复制：" + cell.textContent.trim();
});
