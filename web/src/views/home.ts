/** The first page: what there is. */

import { articles, get, names, type Summary } from "../data";
import { h } from "../dom";
import { kindName, t } from "../i18n";
import { link } from "../router";
import { name } from "../claim";

const COUNTS: [string, string, string, string][] = [
  ["articles", "文章", "articles", "articles"],
  ["entities", "实体", "entities", "graph"],
  ["facts", "事实", "facts", "graph"],
  ["claims", "陈述", "claims", "articles"],
  ["posts", "职务", "posts", "graph"],
  ["figures", "数据", "figures", "figures"],
  ["quotations", "引语", "quotations", "articles"],
];

export async function home(): Promise<HTMLElement> {
  const [summary, all] = await Promise.all([get<Summary>("summary.json"), names()]);
  const most = all.degrees
    .map((degree, n) => [degree, n] as const)
    .sort((a, b) => b[0] - a[0])
    .slice(0, 24);
  return h(
    "section",
    {},
    h("h1", {}, t("这些文章说了什么", "What these articles say")),
    summary.dates ? h("p", { class: "quiet" }, `${summary.dates[0]} – ${summary.dates[1]}`) : null,
    h(
      "ul",
      { class: "counts" },
      COUNTS.map(([key, zh, en, view]) =>
        h("li", {}, h("a", { href: link(view) }, h("strong", {}, String(summary.counts[key] ?? 0)), h("span", {}, t(zh, en)))),
      ),
    ),
    h("h2", {}, t("说得最多的", "Most talked about")),
    h("ul", { class: "chips" }, most.map(([degree, n]) => h("li", {}, name(all, n), h("small", {}, String(degree))))),
    h("h2", {}, t("各类实体", "Kinds")),
    h("ul", { class: "chips" }, Object.entries(summary.kinds).map(([kind, count]) => h("li", {}, h("span", { class: `name ${kind}` }, kindName(kind)), h("small", {}, String(count))))),
  );
}

export async function list(): Promise<HTMLElement> {
  const [entries, all] = await Promise.all([articles(), names()]);
  const order = entries.map((_, at) => at).sort((a, b) => (entries[b]?.date ?? "").localeCompare(entries[a]?.date ?? ""));
  return h(
    "section",
    {},
    h("h1", {}, t("文章", "Articles")),
    h(
      "ul",
      { class: "rows" },
      order.map((at) => {
        const entry = entries[at];
        if (!entry) return null;
        const label = entry.publisher === null ? "" : (all.labels[entry.publisher] ?? "");
        return h("li", {}, h("a", { href: link("article", entry.id) }, entry.title), h("small", {}, [entry.date, label, t(`${entry.claims} 条陈述`, `${entry.claims} claims`)].filter(Boolean).join(" · ")));
      }),
    ),
  );
}
