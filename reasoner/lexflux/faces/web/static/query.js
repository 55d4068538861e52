// The editor of queries: offers terms as one types, shows where an error is, runs with Ctrl+Enter, and stops.
"use strict";

const MOST_OFFERED = 10;
const SHORTEST = 2;
const TYPED = /[A-Za-z][\w-]*:?[\w-]*$|[\u4e00-\u9fff]+$/;
const form = document.getElementById("editor");
const area = document.getElementById("query");
const list = document.getElementById("offered");
const told = document.getElementById("told");
const stop = document.getElementById("stop");
let known = null, chosen = 0, offered = [];

async function terms() {
  known ??= fetch(form.dataset.terms).then((response) => response.json());
  return known;
}

function typed() {
  const before = area.value.slice(0, area.selectionStart);
  const found = area.selectionStart === area.selectionEnd ? TYPED.exec(before) : null;
  const isVariable = found && /[?$<"'#@]/.test(before.charAt(found.index - 1));
  return found && !isVariable ? found[0] : "";
}

function fitting(all, text) {
  const sought = text.toLowerCase();
  const worth = ([name, label]) => {
    const folded = name.toLowerCase(), own = folded.slice(folded.indexOf(":") + 1);
    if (folded.startsWith(sought)) return 3;
    if (own.startsWith(sought)) return 2;
    return folded.includes(sought) || label.toLowerCase().includes(sought) ? 1 : 0;
  };
  const found = all.map((one) => [worth(one), one]).filter(([value]) => value > 0);
  found.sort((a, b) => b[0] - a[0] || a[1][0].length - b[1][0].length);
  return found.map(([, one]) => one);
}

async function offer() {
  const text = typed();
  const whole = text.length >= (/[\u4e00-\u9fff]/.test(text) ? 1 : SHORTEST) ? await terms() : null;
  if (text !== typed()) return;
  offered = whole ? fitting(whole.terms, text).slice(0, MOST_OFFERED) : [];
  if (offered.length === 1 && offered[0][0] === text) offered = [];
  chosen = 0;
  list.replaceChildren(...offered.map(option));
  list.hidden = offered.length === 0;
  told.textContent = offered.length ? form.dataset.offered.replace("{count}", offered.length) : "";
  mark();
}

function option([name, label], place) {
  const entry = document.createElement("li"), code = document.createElement("code");
  entry.id = `offered-${place}`;
  entry.setAttribute("role", "option");
  code.textContent = name;
  entry.append(code, label ? ` ${label}` : "");
  entry.addEventListener("mousedown", (event) => { event.preventDefault(); chosen = place; choose(); });
  return entry;
}

function mark() {
  [...list.children].forEach((entry, place) => entry.setAttribute("aria-selected", String(place === chosen)));
  list.children[chosen]?.scrollIntoView({ block: "nearest" });
  if (list.hidden) area.removeAttribute("aria-activedescendant");
  else area.setAttribute("aria-activedescendant", `offered-${chosen}`);
}

async function choose() {
  const [name] = offered[chosen], end = area.selectionStart, prefix = name.split(":")[0];
  area.setRangeText(name, end - typed().length, end, "end");
  const { prefixes } = await terms();
  if (!new RegExp(`PREFIX\\s+${prefix}:`, "i").test(area.value)) {
    area.setRangeText(`PREFIX ${prefix}: <${prefixes[prefix]}>\n`, 0, 0, "preserve");
  }
  hide();
}

function hide() {
  offered = [];
  list.hidden = true;
  told.textContent = "";
  mark();
}

function onKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  } else if (offered.length && ["ArrowDown", "ArrowUp", "Enter", "Escape"].includes(event.key)) {
    event.preventDefault();
    if (event.key === "Escape") hide();
    else if (event.key === "Enter") choose();
    else { chosen = (chosen + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length; mark(); }
  }
}

function showError() {
  const at = document.getElementById("problem")?.dataset;
  if (!at?.line) return;
  const lines = area.value.split("\n"), before = lines.slice(0, at.line - 1).join("\n").length + (at.line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(before + Number(at.column) - 1, before + lines[at.line - 1].length);
}

function wait(isWaiting) {
  stop.hidden = !isWaiting;
}

form.addEventListener("submit", () => wait(true));
stop.addEventListener("click", () => { window.stop(); wait(false); area.focus(); });
window.addEventListener("pageshow", () => wait(false));
area.addEventListener("input", offer);
area.addEventListener("keydown", onKey);
area.addEventListener("blur", hide);
showError();
