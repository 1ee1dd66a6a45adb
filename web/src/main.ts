/** The frame of the page: search, views, language, light; everything else is a view. */

import { names, offline, search } from "./data";
import { fill, h } from "./dom";
import { kindName, lang, setLang, t } from "./i18n";
import { link, route } from "./router";
import { article } from "./views/article";
import { entity } from "./views/entity";
import { figures } from "./views/figures";
import { graph } from "./views/graph";
import { home, list } from "./views/home";
import { ontology } from "./views/ontology";
import { quality } from "./views/quality";
import { query } from "./views/query";
import { timeline } from "./views/timeline";

const VIEWS = [
  ["graph", "图", "Graph"],
  ["articles", "文章", "Articles"],
  ["figures", "数据", "Figures"],
  ["timeline", "时间线", "Timeline"],
  ["query", "查询", "Query"],
  ["ontology", "词汇", "Ontology"],
  ["quality", "质量", "Quality"],
].filter(([view]) => !(offline && view === "query")) as [string, string, string][];

const main = h("main", { id: "main", tabindex: -1 });

async function show(): Promise<void> {
  const where = route();
  main.setAttribute("aria-busy", "true");
  document.querySelectorAll("nav a").forEach((a) => a.toggleAttribute("aria-current", a.getAttribute("href") === link(where.view)));
  try {
    const made = await view();
    fill(main, made);
    document.title = `${made.querySelector("h1")?.firstChild?.textContent ?? ""} · tupu`;
  } catch (error) {
    fill(main, h("p", { class: "error", role: "alert" }, error instanceof Error ? error.message : String(error)));
  }
  main.removeAttribute("aria-busy");
  if (!where.params.has("claim")) scrollTo(0, 0);

  function view(): Promise<HTMLElement> {
    switch (where.view) {
      case "home":
        return home();
      case "graph":
        return graph(where);
      case "entity":
        return entity(where);
      case "article":
        return article(where);
      case "articles":
        return list();
      case "figures":
        return figures(where);
      case "query":
        return query(where);
      case "timeline":
        return timeline(where);
      case "ontology":
        return ontology();
      case "quality":
        return quality();
      default:
        return Promise.resolve(h("section", {}, h("h1", {}, t("没有这一页", "There is no such page"))));
    }
  }
}

function searchBox(): HTMLElement {
  const found = h("ul", { class: "found", role: "listbox", id: "found", hidden: true });
  const input = h("input", { type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "found", placeholder: t("搜索：名称或拼音首字母", "search: a name or its pinyin initials"), "aria-label": t("搜索", "search") }) as HTMLInputElement;
  let chosen = 0;
  const close = () => {
    found.hidden = true;
    input.setAttribute("aria-expanded", "false");
  };
  const mark = () => [...found.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
  input.addEventListener("input", async () => {
    const all = await names();
    const hits = search(all, input.value, 10);
    chosen = 0;
    fill(
      found,
      hits.map((n) => h("li", { role: "option" }, h("a", { href: link("entity", all.keys[n] ?? ""), tabindex: -1, onclick: close }, all.labels[n] ?? "", h("small", {}, kindName(all.kinds[n] ?? ""))))),
    );
    mark();
    found.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(hits.length > 0));
  });
  input.addEventListener("keydown", (event) => {
    const items = [...found.children];
    if (event.key === "ArrowDown") chosen = Math.min(chosen + 1, items.length - 1);
    else if (event.key === "ArrowUp") chosen = Math.max(chosen - 1, 0);
    else if (event.key === "Escape") return close();
    else if (event.key === "Enter") {
      items[chosen]?.querySelector("a")?.click();
      return close();
    } else return;
    event.preventDefault();
    mark();
  });
  document.addEventListener("click", (event) => event.target instanceof Node && !found.contains(event.target) && close());
  return h("div", { class: "search", role: "search" }, input, found);
}

function frame(): void {
  const light = localStorage.getItem("light");
  if (light) document.documentElement.dataset.light = light;
  document.documentElement.lang = lang();
  const turn = () => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const next = (document.documentElement.dataset.light ?? (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
    document.documentElement.dataset.light = next;
    localStorage.setItem("light", next);
    void show();
  };
  const change = () => {
    setLang(lang() === "zh" ? "en" : "zh");
    frame();
    void show();
  };
  fill(
    document.body,
    h("a", { class: "skip", href: "#main", onclick: (e) => (e.preventDefault(), main.focus()) }, t("跳到正文", "skip to the content")),
    h(
      "header",
      {},
      h("a", { href: "#/", class: "brand" }, "tupu ", h("span", {}, "图谱")),
      searchBox(),
      h("nav", { "aria-label": t("视图", "views") }, VIEWS.map(([view, zh, en]) => h("a", { href: link(view) }, t(zh, en)))),
      h("button", { class: "light", onclick: turn, "aria-label": t("明暗", "light or dark") }, "◐"),
      h("button", { class: "language", onclick: change }, t("English", "中文")),
    ),
    main,
  );
}

addEventListener("hashchange", () => void show());
addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, .editor");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.querySelector<HTMLInputElement>("header input")?.focus();
  }
});
frame();
void show();
