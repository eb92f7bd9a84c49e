"use strict";
/* What comes from Excel or Word by the clipboard: tables as cells. Nothing of it is inserted as HTML. */

/** A text of HTML as a document that runs no script, loads nothing and has no style of its own. */
export function parsed(html) {
  const inert = html.replace(/<style[^]*?<\/style>/gi, "").replace(/<[^>]*>/g, (tag) => tag.replace(/\s(style|on\w+)\s*=/gi, " data-$1="));
  return new DOMParser().parseFromString(inert, "text/html").body;
}

/** The cells of the first table in an HTML text; null where it has none. */
function tableOfHtml(html) {
  if (!/<table/i.test(html)) return null;
  const table = parsed(html).querySelector("table");
  if (!table) return null;
  const rows = [...table.rows].map((row) => [...row.cells].flatMap((cell) => {
    return [textOfCell(cell), ...Array(Math.min(Math.max(cell.colSpan, 1), 100) - 1).fill("")];
  }));
  return rows.length ? rows : null;
}

function textOfCell(cell) {
  for (const line of cell.querySelectorAll("br")) line.replaceWith("\u0000");
  for (const block of cell.querySelectorAll("p, div")) block.append("\u0000");
  return cell.textContent.replace(/\s+/g, " ").replace(/ ?\0 ?/g, "\n").trim();
}

/** The cells of lines that are parted by tabs, as Excel writes them: quoted where they have lines. */
function tableOfTabs(text) {
  const rows = [[]], cell = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/y;
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  while (cell.lastIndex <= plain.length) {
    const found = cell.exec(plain);
    if (!found) break;
    rows[rows.length - 1].push(found[1] === undefined ? found[2] : found[1].replace(/""/g, '"'));
    if (found[3] === "") break;
    if (found[3] === "\n") rows.push([]);
  }
  return rows;
}

/** The table that the clipboard holds; null where it is a text. */
export function pastedTable(clipboard, isLine) {
  const text = clipboard.getData("text/plain"), html = clipboard.getData("text/html");
  const hasTabs = text.includes("\t"), table = tableOfHtml(html);
  const found = table || (hasTabs || (isLine && /\n./.test(text.trim())) ? tableOfTabs(text) : null);
  return found && (found.length > 1 || found[0].length > 1) ? found : null;
}
