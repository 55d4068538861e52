// Seeks words in the index, in the order in which the program finds them (lexflux/query/fulltext.py).
"use strict";

const FILE = 0, CALLED = 1, KINDS = 2, MENTIONS = 3, NAMES = 4, OTHERS = 5, GISTS = 6, NOTES = 7, TOLD = 8;
const MOST_SHOWN = 50;
const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
const field = document.getElementById("q");

const fold = (text) => text.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).join(" ");

function weight(row, word) {
  if (`${row[NAMES]}${row[OTHERS]}`.includes(`\n${word}\n`)) return 100;
  if (`${row[NAMES]}${row[OTHERS]}`.includes(`\n${word}`)) return 60;
  if (row[NAMES].includes(word)) return 40;
  if (row[OTHERS].includes(word)) return 30;
  if (row[GISTS].includes(word)) return 10;
  return row[NOTES].includes(word) ? 3 : 0;
}

function worth(row, words) {
  const weights = words.map((word) => weight(row, word));
  if (weights.includes(0)) return 0;
  const together = words.length > 1 ? weight(row, words.join(" ")) : 0;
  return weights.reduce((sum, one) => sum + one, together) + row[MENTIONS] / 4;
}

function find(words) {
  const found = lexfluxIndex.rows.map((row) => [worth(row, words), row]).filter(([value]) => value > 0);
  return found.sort((a, b) => b[0] - a[0] || a[1][NAMES].length - b[1][NAMES].length).map(([, row]) => row);
}

function excerpt(row, words) {
  const own = row[TOLD].filter(([spoken]) => spoken === language).map(([, text]) => text);
  return own.find((text) => words.some((word) => fold(text).includes(word))) ?? own[0] ?? "";
}

function item(row, words) {
  const entry = document.createElement("li"), link = document.createElement("a");
  link.href = row[FILE];
  link.textContent = row[CALLED][language === "en" ? 0 : 1];
  const kinds = document.createElement("span"), text = document.createElement("div");
  kinds.className = "note";
  kinds.textContent = row[KINDS].map((kind) => lexfluxIndex.kinds[language][kind]).join(language === "zh" ? "、" : ", ");
  text.textContent = excerpt(row, words);
  entry.append(link, " ", kinds, text);
  return entry;
}

function show() {
  const words = fold(field.value).split(" ").filter(Boolean), found = words.length ? find(words) : [];
  const shown = found.slice(0, MOST_SHOWN);
  const said = !found.length ? field.dataset.none : shown.length < found.length ? field.dataset.first : field.dataset.all;
  const told = said.replace("{count}", found.length).replace("{shown}", shown.length);
  document.getElementById("found").textContent = words.length ? told : "";
  document.getElementById("hits").replaceChildren(...shown.map((row) => item(row, words)));
}

field.addEventListener("input", show);
document.getElementById("seek").addEventListener("submit", (event) => event.preventDefault());
show();
