/** The drawing: start from an entity or from what is talked about most, expand by click, filter; edges show their sentences. */

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Layout from "graphology-layout-forceatlas2/worker";
import Sigma from "sigma";

import { articles, entity, get, names, type Edge, type Names } from "../data";
import { card, name } from "../claim";
import { download, fill, h } from "../dom";
import { kindName, statusName, t } from "../i18n";
import { link, replace, type Route } from "../router";

export const COLOURS: Record<string, string> = {
  Person: "#c2571a",
  Organization: "#2f6db5",
  Place: "#2a8a57",
  Event: "#8a4fa3",
  Work: "#7a6a2b",
  Product: "#b0304f",
  Industry: "#5a6b7a",
};

const OTHER = "#777f88";

/** So many entities are drawn at first, and at most as is wished. */
const FIRST = 250;
const SIZES = [FIRST, 1000, 3000, 10_000];
/** More entities than this are laid out in the background, for so many milliseconds. */
const MANY = 800;
const WORK = 6000;
/** With more entities than this a click on a line is not told from one beside it; the list below has all lines. */
const EDGE_EVENTS = 3000;

const shade = (status: string) => ({ Affirmed: "#9aa5b1", Planned: "#5b8fd0", Denied: "#d0653f", Reported: "#9b73b5" })[status] ?? "#9aa5b1";

export async function graph(route: Route): Promise<HTMLElement> {
  const [all, entries, { edges }] = await Promise.all([names(), articles(), get<{ edges: Edge[] }>("graph.json")]);
  const at = all.keys.indexOf(route.params.get("around") ?? "");
  const drawing = new Graph({ multi: false, type: "undirected" });
  const between = new Map<string, Edge[]>();
  const beside = new Map<number, Set<number>>();
  for (const edge of edges) {
    const pair = [Math.min(edge.from, edge.to), Math.max(edge.from, edge.to)].join("-");
    between.set(pair, [...(between.get(pair) ?? []), edge]);
    for (const [one, other] of [
      [edge.from, edge.to],
      [edge.to, edge.from],
    ] as const) {
      beside.set(one, (beside.get(one) ?? new Set()).add(other));
    }
  }
  const status = choice("status", t("全部状态", "any status"), [...new Set(edges.map((e) => e.status))], statusName);
  const kind = choice("kind", t("全部类别", "any kind"), [...new Set(all.kinds)].sort(), kindName);
  const relation = choice("relation", t("全部关系", "any relation"), [...new Set(edges.map((e) => e.label))].sort((a, b) => a.localeCompare(b, "zh")), (x) => x);
  const source = choice("source", t("全部来源", "any source"), [...new Set(entries.map((a) => a.publisher))].filter((n) => n !== null).map(String), (n) => all.labels[Number(n)] ?? "");
  const size = h("select", { "aria-label": t("实体数", "how many entities") }, SIZES.map((n) => h("option", { value: n }, t(`${n} 个实体`, `${n} entities`)))) as HTMLSelectElement;
  size.value = route.params.get("most") ?? String(FIRST);
  const day = (key: string, label: string) => h("input", { type: "date", value: route.params.get(key) ?? "", "aria-label": label, title: label }) as HTMLInputElement;
  const [from, until] = [day("from", t("文章日期自", "articles from")), day("until", t("文章日期至", "articles until"))];
  const sure = h("input", { type: "range", min: 0, max: 1, step: 0.05, value: route.params.get("sure") ?? 0, "aria-label": t("可信度至少", "confidence at least") }) as HTMLInputElement;

  function choice(key: string, any: string, values: string[], label: (value: string) => string): HTMLSelectElement {
    const made = h("select", { "aria-label": any }, h("option", { value: "" }, any), values.map((v) => h("option", { value: v }, label(v)))) as HTMLSelectElement;
    made.value = route.params.get(key) ?? "";
    return made;
  }

  const panel = h("aside", { class: "panel", "aria-live": "polite" });
  const canvas = h("div", { class: "drawing", role: "img", "aria-label": t("实体与关系的图", "graph of entities and relations") });
  const told = (n: number) => {
    const article = entries[n];
    const date = article?.date ?? "";
    return (!source.value || String(article?.publisher) === source.value) && (!from.value || date >= from.value) && (!until.value || (date !== "" && date <= until.value));
  };
  const fits = (e: Edge) => (!status.value || e.status === status.value) && (!relation.value || e.label === relation.value) && e.confidence >= Number(sure.value) && e.articles.some(told);
  const visible = (n: number) => !kind.value || all.kinds[n] === kind.value || n === at;

  function add(n: number, x: number, y: number): void {
    if (drawing.hasNode(n) || !visible(n)) return;
    drawing.addNode(n, { label: all.labels[n] ?? "", x, y, size: 3 + Math.sqrt(all.degrees[n] ?? 1), color: COLOURS[all.kinds[n] ?? ""] ?? OTHER });
    for (const other of beside.get(n) ?? []) {
      if (!drawing.hasNode(other) || other === n) continue;
      const list = (between.get([Math.min(n, other), Math.max(n, other)].join("-")) ?? []).filter(fits);
      if (!list.length) continue;
      // Parallel edges are one, with all its labels.
      const labels = [...new Set(list.map((e) => e.label))].join("、");
      drawing.addEdge(n, other, { label: list.length > 1 ? `${labels} ×${list.length}` : labels, size: 1 + Math.log2(list.length), color: shade(list[0]?.status ?? "") });
    }
  }

  /** Places are a function of the entity, so that a drawing looks the same each time. */
  const spot = (n: number) => [Math.cos(n * 2.399) * Math.sqrt(n + 1), Math.sin(n * 2.399) * Math.sqrt(n + 1)] as const;

  let background: Layout | null = null;
  function settle(): void {
    background?.kill();
    background = null;
    if (drawing.order < 2) return;
    const settings = { ...forceAtlas2.inferSettings(drawing), barnesHutOptimize: drawing.order > 400 };
    if (drawing.order > MANY) {
      const own = (background = new Layout(drawing, { settings }));
      own.start();
      setTimeout(() => background === own && own.stop(), WORK);
      return;
    }
    forceAtlas2.assign(drawing, { iterations: Math.max(20, Math.min(300, Math.round(60_000 / drawing.order))), settings });
  }

  function start(): void {
    drawing.clear();
    const order = all.degrees.map((degree, n) => [degree, n] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    const first = at < 0 ? order.map(([, n]) => n).filter((n) => beside.has(n)).slice(0, Number(size.value)) : [at, ...(beside.get(at) ?? [])];
    first.forEach((n) => add(n, ...spot(n)));
    drawing.forEachNode((n) => drawing.degree(n) === 0 && Number(n) !== at && drawing.dropNode(n));
    settle();
  }

  function expand(n: number): void {
    const [x, y] = [drawing.getNodeAttribute(n, "x") as number, drawing.getNodeAttribute(n, "y") as number];
    [...(beside.get(n) ?? [])].forEach((other, i) => add(other, x + Math.cos(i) * 0.5, y + Math.sin(i) * 0.5));
    settle();
  }

  /** Tells of an entity, and offers what is beside it. */
  function show(n: number): void {
    const near = [...(beside.get(n) ?? [])].sort((a, b) => (all.degrees[b] ?? 0) - (all.degrees[a] ?? 0)).slice(0, 40);
    fill(
      panel,
      h("h2", {}, name(all, n)),
      h("p", { class: "quiet" }, `${all.classes[n] ?? ""} · ${t(`${all.degrees[n] ?? 0} 条陈述`, `${all.degrees[n] ?? 0} claims`)} · `, h("a", { href: link("graph", "", { around: all.keys[n] ?? "" }) }, t("只看它周围", "only what is around it"))),
      h("ul", { class: "chips" }, near.map((other) => h("li", {}, h("button", { onclick: () => visit(other) }, all.labels[other] ?? "")))),
    );
  }

  function visit(n: number): void {
    if (drawing.hasNode(n)) expand(n);
    show(n);
    write();
    renderer?.refresh();
  }

  async function sentences(one: number, other: number): Promise<void> {
    const claims = (await entity(all.keys[one] ?? "")).claims.filter((c) => {
      if (c.what.sort !== "relation" && c.what.sort !== "post") return false;
      const ends = [c.what.subject, c.what.object];
      return ends.includes(one) && ends.includes(other);
    });
    fill(panel, h("h2", {}, name(all, one), " — ", name(all, other)), claims.map((c) => card(all, entries, c)));
  }

  let renderer: Sigma | null = null;
  const remember = () => replace("graph", "", { around: route.params.get("around") ?? "", status: status.value, kind: kind.value, relation: relation.value, source: source.value, from: from.value, until: until.value, most: Number(size.value) === FIRST ? "" : size.value, sure: Number(sure.value) ? sure.value : "" });
  for (const filter of [status, kind, relation, source, from, until, size, sure]) {
    filter.addEventListener("change", () => {
      remember();
      start();
      write();
      renderer?.refresh();
    });
  }

  start();
  requestAnimationFrame(() => {
    const ink = getComputedStyle(document.body).color;
    renderer = new Sigma(drawing, canvas, {
      renderEdgeLabels: drawing.order < 120,
      // Lines and names of a big drawing wait until it stands still.
      hideEdgesOnMove: drawing.order > MANY,
      hideLabelsOnMove: drawing.order > MANY,
      enableEdgeEvents: drawing.order <= EDGE_EVENTS,
      labelColor: { color: ink },
      edgeLabelColor: { color: ink },
      labelFont: getComputedStyle(document.body).fontFamily,
      labelDensity: drawing.order < 80 ? 4 : drawing.order > MANY ? 0.15 : 0.6,
      labelRenderedSizeThreshold: drawing.order < 80 ? 0 : 5,
      allowInvalidContainer: true,
    });
    renderer.on("clickNode", ({ node }) => visit(Number(node)));
    renderer.on("clickEdge", ({ edge }) => void sentences(Number(drawing.source(edge)), Number(drawing.target(edge))));
    if (at >= 0) show(at);
    addEventListener("hashchange", () => (background?.kill(), renderer?.kill()), { once: true });
  });

  function png(): void {
    if (!renderer) return;
    renderer.refresh({ schedule: false });
    const layers = Object.values(renderer.getCanvases());
    const whole = document.createElement("canvas");
    [whole.width, whole.height] = [layers[0]?.width ?? 1, layers[0]?.height ?? 1];
    const brush = whole.getContext("2d");
    if (!brush) return;
    brush.fillStyle = getComputedStyle(document.body).backgroundColor;
    brush.fillRect(0, 0, whole.width, whole.height);
    layers.forEach((layer) => brush.drawImage(layer, 0, 0));
    whole.toBlob((blob) => blob && download("graph.png", "image/png", blob));
  }

  /** The same as a list, for keyboards and for those who do not see it. */
  const list = h("ul", { class: "rows" });
  const words = h("details", { ontoggle: () => write() }, h("summary", {}, t("用文字列出", "as text")), list) as HTMLDetailsElement;
  function write(): void {
    const lines = drawing.mapEdges((_, data, a, b) => [`${drawing.getNodeAttribute(a, "label")} — ${data.label} — ${drawing.getNodeAttribute(b, "label")}`, Number(a), Number(b)] as const);
    fill(list, words.open && lines.slice(0, 500).map(([line, a, b]) => h("li", {}, h("button", { class: "plain", onclick: () => void sentences(a, b) }, line))));
  }
  const dot = (kind: string) => {
    const made = h("span", { class: "dot" });
    made.style.background = COLOURS[kind] ?? OTHER;
    return made;
  };
  const legend = h("p", { class: "legend quiet" }, [...new Set(all.kinds)].sort().map((kind) => h("span", {}, dot(kind), kindName(kind))));
  return h(
    "section",
    { class: "graph" },
    h("h1", {}, at < 0 ? t("图", "Graph") : `${all.labels[at] ?? ""}${t("周围", ": around it")}`),
    h("p", { class: "filters" }, kind, relation, status, source, h("span", {}, from, " – ", until), size, h("label", {}, t("可信度 ≥ ", "confidence ≥ "), sure), h("button", { onclick: png }, "PNG"), h("button", { onclick: () => download("graph.svg", "image/svg+xml", svg(drawing, all)) }, "SVG")),
    legend,
    h("div", { class: "stage" }, canvas, panel),
    words,
  );
}

/** The drawing as SVG. */
function svg(drawing: Graph, all: Names): string {
  const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const xs = drawing.mapNodes((_, d) => d.x as number);
  const ys = drawing.mapNodes((_, d) => d.y as number);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = 1000 / Math.max(right - left, high - low, 1e-9);
  const x = (v: number) => ((v - left) * scale + 60).toFixed(1);
  const y = (v: number) => ((high - v) * scale + 40).toFixed(1);
  const lines = drawing.mapEdges((_, d, a, b) => {
    const [p, q] = [drawing.getNodeAttributes(a), drawing.getNodeAttributes(b)];
    return `<line x1="${x(p.x)}" y1="${y(p.y)}" x2="${x(q.x)}" y2="${y(q.y)}" stroke="${d.color}" stroke-width="${d.size}"><title>${escape(String(d.label))}</title></line>`;
  });
  const dots = drawing.mapNodes((n, d) => {
    const label = escape(all.labels[Number(n)] ?? "");
    return `<circle cx="${x(d.x)}" cy="${y(d.y)}" r="${d.size}" fill="${d.color}"/><text x="${x(d.x)}" y="${(Number(y(d.y)) - d.size - 2).toFixed(1)}" text-anchor="middle">${label}</text>`;
  });
  const [w, t2] = [(right - left) * scale + 120, (high - low) * scale + 80];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w.toFixed(0)} ${t2.toFixed(0)}" font-family="sans-serif" font-size="11">\n${[...lines, ...dots].join("\n")}\n</svg>\n`;
}
