// Makes the pictures of docs/tour.md from the running program: the page, the terminal, the drawing.
//
//   TUPU=../target/release/tupu CHROMIUM=/usr/bin/chromium node e2e/tour.mjs ../docs/tour
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { chromium } from "playwright-core";

const tupu = resolve(process.env.TUPU ?? "../target/release/tupu");
const out = resolve(process.argv[2] ?? "../docs/tour");
mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "tupu-tour-"));
cpSync(resolve("../examples/news"), join(folder, "news"), { recursive: true });
const run = (...args) => execFileSync(tupu, args, { cwd: folder, encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } });

const lines = [
  ["tupu build news -o kg", run("build", "news", "-o", "kg")],
  ["tupu why kg 荔浦市 | head", run("--color", "always", "why", "kg", "荔浦市").split("\n").slice(0, 14).join("\n")],
  ["tupu query kg people --limit 5", run("--quiet", "query", "kg", "people", "--limit", "5")],
];
writeFileSync(join(out, "town.svg"), run("draw", "kg", "--around", "荔浦市", "--depth", "2", "--max-nodes", "24"));
const dot = run("draw", "kg", "--around", "荔浦市", "--max-nodes", "12", "--format", "dot");
try {
  writeFileSync(join(out, "dot.svg"), execFileSync("dot", ["-Tsvg"], { input: dot, encoding: "utf8" }));
} catch {
  console.log("Graphviz is not installed: dot.svg stays as it is");
}

/** Words of the terminal as HTML: bold and underlined as they come. */
function html(text) {
  const escaped = text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  return escaped.replace(/\x1b\[1m/g, "<b>").replace(/\x1b\[4m/g, "<u>").replace(/(<b>|<u>)([\s\S]*?)\x1b\[0m/g, (_, tag, inner) => `${tag}${inner}</${tag.slice(1)}`).replace(/\x1b\[[0-9;]*m/g, "");
}

const server = spawn(tupu, ["serve", "kg", "--port", "0"], { cwd: folder });
const address = await new Promise((done) => server.stdout.once("data", (line) => done(String(line).trim())));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});
const page = await (await browser.newContext({ locale: "zh-CN", viewport: { width: 1180, height: 760 } })).newPage();
const town = encodeURIComponent("place/荔浦市");
for (const [name, hash, wanted] of [
  ["graph", "/graph", ".drawing canvas"],
  ["entity", `/entity/${town}`, ".entity .claim"],
  ["figures", "/figures", "table"],
  ["query", "/query", ".editor"],
]) {
  await page.goto(`${address}#${hash}`);
  await page.waitForSelector(`main:not([aria-busy]) ${wanted}`);
  if (name === "query") {
    await page.click(".chips >> text=人物与职务");
    await page.waitForSelector(".answer tbody tr");
  }
  await page.waitForTimeout(900);
  await page.screenshot({ path: join(out, `${name}.png`) });
}
await page.goto(`${address}#/entity/${town}`);
await page.click(".claim .quote");
await page.waitForSelector(".evidence.chosen");
await page.screenshot({ path: join(out, "article.png") });

const shown = lines.map(([command, text]) => `<span class="p">$ ${command}</span>\n${html(text).trimEnd()}`).join("\n\n");
const terminal = await browser.newPage({ viewport: { width: 900, height: 900 } });
await terminal.setContent(`<style>body{margin:0;background:#16181d;color:#d8dce3;padding:20px}pre{font:14px/1.45 "Noto Sans Mono CJK SC","Noto Sans CJK SC",monospace;margin:0;white-space:pre-wrap}.p{color:#8ab4f8}b{color:#fff}</style><pre>${shown}</pre>`);
await terminal.locator("body").screenshot({ path: join(out, "terminal.png") });
await browser.close();
server.kill();
rmSync(folder, { recursive: true, force: true });
console.log(out);
