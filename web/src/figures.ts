/** Figures as a table and as a chart over time. */

import { badge, name, place } from "./claim";
import { h } from "./dom";
import { t } from "./i18n";
import type { ArticleEntry, Figure, Names } from "./data";

/** So many rows are drawn at first, and with each wish for more. */
const STEP = 200;

export type Column = "subject" | "measure" | "value" | "date" | "article";

export function table(names: Names, articles: ArticleEntry[], figures: Figure[]): HTMLElement {
  let shown = STEP;
  let by: Column = "date";
  let down = true;
  const key = (f: Figure): string | number =>
    ({
      subject: names.labels[f.what.subject] ?? "",
      measure: f.what.measure + (f.what.of ?? ""),
      value: f.what.value,
      date: f.what.date ?? "",
      article: articles[f.article]?.title ?? "",
    })[by];
  const head: [Column, string][] = [
    ["subject", t("对象", "subject")],
    ["measure", t("指标", "measure")],
    ["value", t("数值", "value")],
    ["date", t("时间", "time")],
    ["article", t("出处", "source")],
  ];
  const body = h("tbody");
  const more = h("button", { class: "more", onclick: () => ((shown += STEP), draw()) });
  const buttons = head.map(([column, label]) =>
    h("th", { scope: "col" }, h("button", { onclick: () => ((down = by === column && !down), (by = column), draw()) }, label)),
  );
  function draw(): void {
    const sorted = [...figures].sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "zh");
      return down ? -order : order;
    });
    buttons.forEach((button, at) => button.setAttribute("aria-sort", head[at]?.[0] === by ? (down ? "descending" : "ascending") : "none"));
    body.replaceChildren(
      ...sorted.slice(0, shown).map((f) =>
        h(
          "tr",
          {},
          h("td", {}, name(names, f.what.subject)),
          h("td", {}, f.what.measure, f.what.of ? h("small", {}, f.what.of) : null),
          h("td", { class: "number" }, f.what.written, f.status === "Affirmed" ? null : badge(f)),
          h("td", {}, f.what.date ?? ""),
          h("td", {}, h("a", { href: place(articles, f), title: f.quote }, articles[f.article]?.title ?? "")),
        ),
      ),
    );
    more.textContent = t(`再看 ${Math.min(STEP, figures.length - shown)} 行`, `${Math.min(STEP, figures.length - shown)} more rows`);
    more.hidden = shown >= figures.length;
  }
  draw();
  return h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, buttons)), body), more);
}

const NS = "http://www.w3.org/2000/svg";

function s(tag: string, props: Record<string, string | number>, text = ""): SVGElement {
  const element = document.createElementNS(NS, tag);
  for (const [key, value] of Object.entries(props)) element.setAttribute(key, String(value));
  element.textContent = text;
  return element;
}

/** The moment that an ISO date, month, year or interval begins, in years. */
function year(date: string): number | null {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date.split("/").at(-1) ?? "");
  return found ? Number(found[1]) + (Number(found[2] ?? 1) - 1) / 12 + (Number(found[3] ?? 1) - 1) / 365 : null;
}

/** A chart of the largest group of figures that can be compared: one measure, one thing, one unit, more than one time. */
export function chart(names: Names, figures: Figure[]): HTMLElement | null {
  const groups = new Map<string, Figure[]>();
  for (const f of figures) {
    if (!f.what.date || year(f.what.date) === null) continue;
    const key = JSON.stringify([f.what.measure, f.what.of, f.what.unit]);
    groups.set(key, [...(groups.get(key) ?? []), f]);
  }
  const times = (group: Figure[]) => new Set(group.map((f) => f.what.date)).size;
  const best = [...groups.values()].filter((group) => times(group) > 1).sort((a, b) => b.length - a.length)[0];
  const first = best?.[0];
  if (!best || !first) return null;
  const [width, height, left, right, top, bottom] = [640, 220, 72, 16, 24, 32];
  const xs = best.map((f) => year(f.what.date ?? "") ?? 0);
  const values = best.map((f) => f.what.value);
  // The axis begins at nought, so that heights can be compared.
  const [low, high] = [Math.min(0, ...values), Math.max(...values, 1e-9)];
  const [from, to] = [Math.min(...xs), Math.max(...xs)];
  const x = (v: number) => left + ((v - from) / (to - from || 1)) * (width - left - right);
  const y = (v: number) => height - bottom - ((v - low) / (high - low || 1)) * (height - top - bottom);
  const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", class: "chart" });
  svg.append(s("title", {}, `${first.what.measure} ${first.what.of ?? ""}`));
  for (const share of [0, 0.5, 1]) {
    const v = low + share * (high - low);
    svg.append(s("line", { x1: left, x2: width - right, y1: y(v), y2: y(v), class: "grid" }));
    svg.append(s("text", { x: left - 8, y: y(v) + 4, "text-anchor": "end" }, v.toLocaleString("zh-CN", { notation: "compact", maximumFractionDigits: 2 })));
  }
  for (const [at, v] of [
    [from, Math.floor(from)],
    [to, Math.floor(to)],
  ] as const) {
    svg.append(s("text", { x: x(at), y: height - 10, "text-anchor": at === from ? "start" : "end" }, String(v)));
  }
  const bySubject = new Map<number, Figure[]>();
  for (const f of best) bySubject.set(f.what.subject, [...(bySubject.get(f.what.subject) ?? []), f]);
  [...bySubject.entries()].forEach(([subject, list], at) => {
    const sorted = [...list].sort((a, b) => (year(a.what.date ?? "") ?? 0) - (year(b.what.date ?? "") ?? 0));
    const spot = (f: Figure) => `${x(year(f.what.date ?? "") ?? 0)},${y(f.what.value)}`;
    svg.append(s("polyline", { points: sorted.map(spot).join(" "), class: `line line-${at % 6}` }));
    for (const f of sorted) {
      // Two values of one time disagree.
      const differs = sorted.some((o) => o.what.date === f.what.date && o.what.value !== f.what.value);
      const dot = s("circle", { cx: x(year(f.what.date ?? "") ?? 0), cy: y(f.what.value), r: 4, class: `dot line-${at % 6}${differs ? " differs" : ""}` });
      dot.append(s("title", {}, `${names.labels[subject] ?? ""} ${f.what.date ?? ""} ${f.what.written}${differs ? t("（说法不一）", " (disagreement)") : ""}`));
      svg.append(dot);
    }
  });
  const caption = `${first.what.measure}${first.what.of ? `（${first.what.of}）` : ""}${first.what.unit ? `，${first.what.unit}` : ""}`;
  const figure = h("figure", {}, h("figcaption", {}, caption));
  figure.append(svg);
  return figure;
}
