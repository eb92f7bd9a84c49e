"use strict";
/* What comes from Word by the clipboard → the Markdown of a data file: paragraphs, lists, tables and
   bold. All else is dropped, and nothing of it is inserted as HTML. */

import { parsed } from "./paste.js";

const DROPPED = new Set(["STYLE", "SCRIPT", "HEAD", "TITLE", "META", "LINK", "IMG", "TEMPLATE", "IFRAME", "OBJECT", "SVG", "MATH"]);
const BLOCKS = new Set(["P", "DIV", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "UL", "OL", "TABLE", "BLOCKQUOTE", "SECTION", "ARTICLE", "BODY"]);
const RICH = /<table|<li[\s>]|<p[\s>]|<b[\s>]|<strong|font-weight:\s*(?:bold|[6-9]00)|mso-/i;
const BULLET = /^[·•●■◆▪○o§Øü\-–lnuq]$/;
const NUMBER = /^\d+[.)、．]$/;
const WIDE = "[\\u2e80-\\u9fff\\uff00-\\uffef\\u3000-\\u303f“”‘’]";
const BROKEN = new RegExp("(" + WIDE + ")\\s*\\n\\s*(?=" + WIDE + ")", "g");

const styleOf = (node) => node.getAttribute("data-style") || "";
const isBold = (node) => (/^(?:B|STRONG)$/.test(node.nodeName) && !/font-weight:\s*normal/i.test(styleOf(node)))
  || /font-weight:\s*(?:bold|[6-9]00)/i.test(styleOf(node));
const isMark = (node) => /mso-list:\s*ignore/i.test(styleOf(node));

/** The words of a block as pieces, each bold or not; the list mark that Word writes apart. */
function pieces(node, bold, found) {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) found.words.push({ text: child.data, bold: bold });
    else if (child.nodeType !== 1 || DROPPED.has(child.nodeName.toUpperCase())) continue;
    else if (isMark(child)) found.mark = child.textContent.replace(/\s+/g, "");
    else if (child.nodeName === "BR") found.words.push({ text: "\u0000", bold: bold });
    else {
      pieces(child, bold || isBold(child), found);
      if (BLOCKS.has(child.nodeName)) found.words.push({ text: "\u0000", bold: bold });
    }
  }
  return found;
}

function joined(words) {
  const merged = [];
  for (const word of words) {
    const last = merged[merged.length - 1];
    if (last && (last.bold === word.bold || word.text.trim() === "")) last.text += word.text;
    else merged.push({ ...word });
  }
  const text = merged.map((word) => word.bold ? starred(word.text) : word.text).join("");
  return text.replace(BROKEN, "$1").replace(/[\s\u00a0]+/g, " ").replace(/ ?\0 ?/g, "\n")
    .replace(/ +(?=[，。；：、！？）】》”])/g, "").trim();
}

/** Bold words between stars, blanks and line ends outside of them. */
function starred(text) {
  return text.split("\u0000").map((line) => {
    const [, before, words, behind] = /^(\s*)([^]*?)(\s*)$/.exec(line);
    return words ? before + "**" + words + "**" + behind : line;
  }).join("\u0000");
}

function textOf(node, bold) {
  return joined(pieces(node, bold, { words: [], mark: "" }).words);
}

function tableText(table) {
  const rows = [...table.rows].map((row) => [...row.cells].flatMap((cell) => [
    textOf(cell, false).replace(/\s*\n\s*/g, " ").replace(/\|/g, "\\|"),
    ...Array(Math.min(Math.max(cell.colSpan, 1), 50) - 1).fill(""),
  ]));
  const width = Math.max(...rows.map((row) => row.length), 0);
  if (!width) return "";
  const lines = rows.map((row) => "| " + [...row, ...Array(width - row.length).fill("")].join(" | ") + " |");
  lines.splice(1, 0, "|" + " --- |".repeat(width));
  return lines.join("\n");
}

function paragraph(node, bold, blocks) {
  const found = pieces(node, bold, { words: [], mark: "" }), text = joined(found.words);
  if (!text && !found.mark) return;
  if (BULLET.test(found.mark)) blocks.push({ text: "- " + text, isItem: true });
  else if (NUMBER.test(found.mark)) blocks.push({ text: found.mark.replace(/\D/g, "") + ". " + text, isItem: true });
  else blocks.push({ text: found.mark + text, isItem: false });
}

function list(node, depth, blocks) {
  let number = 0;
  for (const item of node.children) {
    if (item.nodeName === "UL" || item.nodeName === "OL") list(item, depth + 1, blocks);
    if (item.nodeName !== "LI") continue;
    number += 1;
    const inner = [...item.children].filter((child) => /^[UO]L$/.test(child.nodeName));
    for (const each of inner) each.remove();
    const head = node.nodeName === "OL" ? number + ". " : "- ";
    blocks.push({ text: "    ".repeat(depth) + head + textOf(item, false).replace(/\n/g, " "), isItem: true });
    for (const each of inner) list(each, depth + 1, blocks);
  }
}

function gather(node, bold, blocks) {
  let loose = document.implementation.createHTMLDocument("").createElement("p");
  const end = () => { paragraph(loose, bold, blocks); loose = loose.cloneNode(false); };
  for (const child of [...node.childNodes]) {
    const name = child.nodeName;
    if (child.nodeType === 1 && (BLOCKS.has(name) || child.querySelector("p, div, table, ul, ol"))) {
      end();
      if (name === "TABLE") blocks.push({ text: tableText(child), isItem: false });
      else if (name === "UL" || name === "OL") list(child, 0, blocks);
      else gather(child, bold || isBold(child), blocks);
    } else loose.append(child.cloneNode(true));
  }
  end();
}

function blocksOf(body) {
  const blocks = [];
  gather(body, false, blocks);
  return blocks.filter((block) => block.text.trim());
}

/** The clipboard's text as Markdown; null where it holds nothing but plain words. */
export function pastedText(clipboard) {
  const html = clipboard.getData("text/html");
  if (!RICH.test(html)) return null;
  const blocks = blocksOf(parsed(html));
  return blocks.map((block, at) => {
    if (!at) return block.text;
    return (block.isItem && blocks[at - 1].isItem ? "\n" : "\n\n") + block.text;
  }).join("");
}
