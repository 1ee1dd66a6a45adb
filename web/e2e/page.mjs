// The page in a real browser, against a served graph of the sample articles and of one that means harm.
//
//   TUPU=../target/debug/tupu CHROMIUM=/usr/bin/chromium node e2e/page.mjs [FOLDER FOR PICTURES]
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { chromium } from "playwright-core";

const tupu = resolve(process.env.TUPU ?? "../target/debug/tupu");
const pictures = process.argv[2];
if (pictures) mkdirSync(pictures, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "tupu-page-"));
cpSync(resolve("../examples/news"), join(folder, "news"), { recursive: true });
const HARM = "<script>document.title='harmed'</script>";
writeFileSync(
  join(folder, "news/harm.txt"),
  `海溪县的“箱包”与&lt;标签&gt;\n\n😀海溪县位于浙江省。${HARM}海溪县箱包产业协会会长陈国栋说：“<img src=x onerror=alert(1)>今年'还要'扩产。”2024年海溪县箱包产值达58亿元。\n`,
);
execFileSync(tupu, ["--quiet", "build", "news", "-o", "kg"], { cwd: folder });
execFileSync(tupu, ["report", "kg", "-o", "report.html"], { cwd: folder });

const server = spawn(tupu, ["serve", "kg", "--port", "0", "--edit", "--author", "小王"], { cwd: folder });
const address = await new Promise((done, fail) => {
  server.stdout.once("data", (line) => done(String(line).trim()));
  server.once("exit", () => fail(new Error("the server has ended")));
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});
const faults = [];

async function open(options = {}) {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 800 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !/^(data|blob|file):/.test(request.url())) faults.push(`loaded from elsewhere: ${request.url()}`);
  });
  return page;
}

async function at(page, hash, wanted) {
  await page.goto(`${address}#${hash}`);
  await page.waitForSelector(`main:not([aria-busy]) ${wanted}`);
}

async function shot(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}

const tests = {
  async "the first page tells what there is"(page) {
    await at(page, "/", ".counts");
    assert.ok(Number(await page.textContent(".counts li:nth-child(4) strong")) > 50);
    await shot(page, "home");
  },
  async "search finds by Chinese and by initials, with the keyboard"(page) {
    await at(page, "/", ".counts");
    for (const sought of ["荔浦", "lps"]) {
      await page.keyboard.press("/");
      await page.keyboard.type(sought);
      await page.waitForSelector(".found li");
      assert.match(await page.textContent(".found li:first-child"), /荔浦市/);
      await page.keyboard.press("Enter");
      await page.waitForSelector("main:not([aria-busy]) .entity h1");
      assert.match(await page.textContent("h1"), /荔浦市/);
      await page.fill("header input", "");
      await page.evaluate(() => document.activeElement?.blur());
    }
  },
  async "every line of an entity leads to its sentence"(page) {
    await at(page, "/entity/place%2F%E8%8D%94%E6%B5%A6%E5%B8%82", ".entity");
    await shot(page, "entity");
    const quote = await page.textContent(".claim .quote");
    await page.click(".claim .quote");
    await page.waitForSelector(".evidence.chosen");
    const chosen = (await page.locator(".evidence.chosen").allTextContents()).join("");
    assert.ok(chosen.includes(quote.slice(0, 6)), `${chosen} | ${quote}`);
    await page.waitForTimeout(400);
    await shot(page, "article");
  },
  async "text and claims choose each other"(page) {
    await at(page, "/articles", ".rows");
    await page.click(".rows li:first-child a");
    await page.waitForSelector(".reading .evidence");
    await page.locator(".evidence:not(:has(a))").first().click();
    await page.waitForSelector(".claim.chosen");
    const id = await page.getAttribute(".claim.chosen", "data-claim");
    assert.match(page.url(), new RegExp(id));
    const other = page.locator(".claim .quote").last();
    await other.click();
    assert.notEqual(await page.getAttribute(".claim.chosen", "data-claim"), null);
  },
  async "the graph is drawn, filtered, taken along"(page) {
    await at(page, "/graph", ".drawing canvas");
    await page.waitForTimeout(800);
    await shot(page, "graph");
    await page.click("text=用文字列出");
    await page.waitForSelector(".graph .rows li:nth-child(21)");
    const picture = page.waitForEvent("download");
    await page.click("text=SVG");
    assert.match(readFileSync(await (await picture).path(), "utf8"), /^<svg[\s\S]*荔浦市/);
    const png = page.waitForEvent("download");
    await page.click("text=PNG");
    assert.ok(readFileSync(await (await png).path()).length > 5000);
    await page.selectOption("select[aria-label='全部状态']", "Planned");
    assert.match(page.url(), /status=Planned/);
  },
  async "an entity in the graph is expanded, and an edge shows its sentences"(page) {
    await at(page, "/graph?around=place%2F%E5%B2%AD%E8%84%9A%E9%95%87", ".drawing canvas");
    await page.waitForSelector(".panel .chips button");
    await page.click("text=用文字列出");
    await page.waitForSelector(".graph .rows button");
    const lines = page.locator(".graph .rows li");
    const before = await lines.count();
    await page.click(".panel .chips >> text=岭脚竹业科技有限公司");
    await page.waitForFunction((least) => document.querySelectorAll(".graph .rows li").length > least, before);
    await page.locator(".graph .rows button").first().click();
    await page.waitForSelector(".panel .claim .quote");
    await shot(page, "edge");
    // What is drawn can be hit: somewhere on the drawing there is an entity or an edge.
    await page.locator(".drawing").scrollIntoViewIfNeeded();
    const box = await page.locator(".drawing").boundingBox();
    const panel = () => page.textContent(".panel");
    const first = await panel();
    let hit = false;
    for (let i = 0; i < 900 && !hit; i += 1) {
      const [turn, far] = [i * 2.4, Math.sqrt(i / 900) * 0.48];
      await page.mouse.click(box.x + box.width * (0.5 + far * Math.cos(turn)), box.y + box.height * (0.5 + far * Math.sin(turn)));
      hit = (await panel()) !== first;
    }
    assert.ok(hit, "nothing was hit");
  },
  async "figures are filtered, sorted and taken along"(page) {
    await at(page, "/figures", "table");
    await shot(page, "figures");
    const all = await page.locator("tbody tr").count();
    await page.fill("main input[type=search]", "海溪县");
    const few = await page.locator("tbody tr").count();
    assert.ok(few > 0 && few < all);
    assert.match(page.url(), /q=/);
    const file = page.waitForEvent("download");
    await page.click("text=下载 CSV");
    assert.match(readFileSync(await (await file).path(), "utf8"), /^\ufeffsubject,[\s\S]*海溪县/);
    await page.click("th >> text=数值");
    assert.equal(await page.getAttribute("th[aria-sort=descending], th[aria-sort=ascending]", "aria-sort"), "ascending");
  },
  async "a query is written, asked, wrong, and asked by name"(page) {
    await at(page, "/query", ".editor");
    await page.click("button.main");
    await page.waitForSelector(".answer tbody tr");
    await shot(page, "query");
    await page.click(".chips >> text=人物与职务");
    await page.waitForSelector(".answer tbody tr");
    await at(page, "/query?q=SELECT", ".editor");
    await page.reload();
    await page.waitForSelector(".editor");
    await page.click("button.main");
    await page.waitForSelector(".answer .error");
    assert.match(await page.textContent(".answer .error"), /line 1/);
    faults.splice(0, faults.length, ...faults.filter((fault) => !/400/.test(fault)));
  },
  async "answers become charts and graphs, and a wrong line is marked"(page) {
    const ask = async (query) => {
      await page.goto("about:blank");
      await at(page, `/query?q=${encodeURIComponent(query)}`, ".editor");
      await page.click("button.main");
    };
    await ask("SELECT ?a ?p ?b {\n  ?a :locatedIn ?b ; ?p ?b } LIMIT 30");
    await page.waitForSelector(".answer tbody tr");
    await page.click(".tabs >> text=图");
    await page.waitForSelector(".answer .drawing canvas");
    await shot(page, "answer-graph");
    await ask("SELECT ?c (COUNT(*) AS ?n) { ?x a ?c } GROUP BY ?c ORDER BY DESC(?n) LIMIT 12");
    await page.click(".tabs >> text=图表");
    await page.waitForSelector(".answer svg .bar");
    await shot(page, "answer-chart");
    await ask("CONSTRUCT { ?a :locatedIn ?b } WHERE { ?a :locatedIn ?b }");
    await page.waitForSelector(".answer .drawing canvas");
    await ask("SELECT * {\n  ?a ?b\n}");
    await page.waitForSelector(".answer .error");
    await page.waitForSelector(".editor .wrong");
    faults.splice(0, faults.length, ...faults.filter((fault) => !/400/.test(fault)));
  },
  async "what has a date stands in its order"(page) {
    await at(page, "/timeline", ".timeline time");
    const years = await page.locator(".timeline h2").allTextContents();
    assert.deepEqual(years, [...years].sort());
    await shot(page, "timeline");
    await page.fill(".timeline input[type=search]", "2024");
    await page.locator(".timeline .quote").first().click();
    await page.waitForSelector(".evidence.chosen");
  },
  async "the checks of the graph are told"(page) {
    await at(page, "/quality", ".quality .sound");
    assert.match(await page.textContent(".quality .sound"), /全部无误/);
    await shot(page, "quality");
  },
  async "the drawing keeps to a source and to days"(page) {
    await at(page, "/graph", ".drawing canvas");
    await page.click("text=用文字列出");
    await page.waitForSelector(".graph .rows li");
    const edges = () => page.locator(".graph .rows li").count();
    const all = await edges();
    await page.locator("select[aria-label=全部来源]").selectOption({ index: 1 });
    const own = await edges();
    assert.ok(own > 0 && own < all, `${own} of ${all}`);
    await page.fill("input[aria-label=文章日期自]", "2999-01-01");
    await page.locator("input[aria-label=文章日期自]").dispatchEvent("change");
    assert.equal(await edges(), 0);
    assert.match(page.url(), /from=2999/);
  },
  async "the words of the ontology are listed"(page) {
    await at(page, "/ontology", "details");
    assert.ok((await page.locator("details").count()) > 40);
    await shot(page, "ontology");
  },
  async "a claim is judged, an entity renamed, and both are written down"(page) {
    await at(page, "/entity/place%2F%E8%8D%94%E6%B5%A6%E5%B8%82", ".verdicts button");
    await page.locator(".verdicts button").first().click();
    await page.waitForSelector(".verdict.accepted");
    assert.match(await page.textContent(".verdict"), /小王/);
    await shot(page, "decided");
    await page.click("summary >> text=更正");
    await page.fill(".entity details input", "荔浦新名");
    await page.click("text=改名为此");
    await page.waitForFunction(() => /下次建图/.test(document.querySelector(".entity [role=status]")?.textContent ?? ""));
    const written = readFileSync(join(folder, "kg/decisions.csv"), "utf8");
    assert.match(written, /^action,left,right,note,author,date\nrename,place\/荔浦市,荔浦新名,,小王,\d{4}-\d\d-\d\d\naccept,[0-9a-f]+,,,小王,/);
    // Who does not have what the page was given may not write.
    const stranger = await fetch(`${address}api/decide`, { method: "POST", body: '{"action":"reject","left":"x","right":""}' });
    assert.equal(stranger.status, 403);
  },
  async "what an article says stays text"(page) {
    await at(page, "/articles", ".rows");
    await page.click(".rows >> text=海溪县");
    await page.waitForSelector(".reading .text");
    assert.match(await page.textContent(".text"), /<script>document\.title/);
    assert.match(await page.textContent(".text"), /😀/);
    assert.equal(await page.locator(".text script, .text img").count(), 0);
    assert.ok(!(await page.title()).includes("harmed"));
  },
  async "the report opens without a server"(page) {
    const report = `file://${join(folder, "report.html")}`;
    await page.goto(report);
    await page.waitForSelector("main:not([aria-busy]) .counts");
    assert.equal(await page.locator("nav >> text=查询").count(), 0);
    await page.fill("header input", "lps");
    await page.waitForSelector(".found li");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".entity .claim");
    await page.click(".claim .quote");
    await page.waitForSelector(".evidence.chosen");
    await page.goto(`${report}#/graph`);
    await page.waitForSelector(".drawing canvas");
    await shot(page, "report");
  },
  async "English, dark, on a phone"() {
    const page = await open({ viewport: { width: 360, height: 740 }, colorScheme: "dark", locale: "en-GB" });
    for (const [hash, wanted, name] of [
      ["/", ".counts", "home"],
      ["/entity/place%2F%E8%8D%94%E6%B5%A6%E5%B8%82", ".entity", "entity"],
      ["/figures", "table", "figures"],
      ["/graph", ".drawing canvas", "graph"],
      ["/query", ".editor", "query"],
      ["/timeline", ".timeline", "timeline"],
      ["/quality", ".quality", "quality"],
    ]) {
      await at(page, hash, wanted);
      await page.waitForTimeout(300);
      await shot(page, `phone-${name}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${hash} is ${wide} px too wide`);
    }
    assert.match(await page.textContent("nav"), /Figures/);
    await page.click("button.language");
    assert.match(await page.textContent("nav"), /数据/);
    await page.context().close();
  },
};

let failed = 0;
const page = await open();
for (const [name, test] of Object.entries(tests)) {
  try {
    await test(page);
    assert.deepEqual(faults.splice(0), [], "nothing went wrong in the console");
    console.log(`ok   ${name}`);
  } catch (error) {
    failed += 1;
    faults.splice(0);
    console.log(`FAIL ${name}\n${error.stack ?? error}`);
  }
}
await browser.close();
server.kill("SIGINT");
rmSync(folder, { recursive: true, force: true });
process.exit(failed ? 1 : 0);
