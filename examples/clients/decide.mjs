// Decide a transfer over HTTP: `node decide.mjs ADDRESS FILE`, with nothing but Node.
import { readFile } from "node:fs/promises";

const [address, file] = process.argv.slice(2);
const headers = { "Content-Type": "application/yaml" };
const response = await fetch(`${address}api/v1/decide`, { method: "POST", headers, body: await readFile(file) });
const answer = await response.json();
console.log([answer.verdict, ...answer.requirements.map((one) => one.label)].join("\n- "));
