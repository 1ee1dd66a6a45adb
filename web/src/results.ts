/** Answers of queries as charts and graphs. */

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";

import { fill, h } from "./dom";
import { t } from "./i18n";

const NS = "http://www.w3.org/2000/svg";
/** So many bars and edges are drawn. */
const BARS = 40;
const EDGES = 2000;

/** Several ways to look at one thing, one at a time. */
export function pages(ways: (false | [string, () => HTMLElement])[]): HTMLElement[] {
  const own = ways.filter((way): way is [string, () => HTMLElement] => way !== false);
  const place = h("div");
  const tabs = own.map(([label, make], at) =>
    h("button", {
      role: "tab",
      onclick: () => {
        tabs.forEach((tab, k) => tab.setAttribute("aria-selected", String(k === at)));
        fill(place, make());
      },
    }, label),
  );
  tabs[0]?.click();
  return own.length > 1 ? [h("p", { role: "tablist", class: "tabs" }, tabs), place] : [place];
}

/** A bar for each row. */
export function bars(rows: [string, number][]): HTMLElement {
  const shown = rows.slice(0, BARS);
  const most = Math.max(...shown.map(([, value]) => Math.abs(value)), 1e-9);
  const svg = document.createElementNS(NS, "svg");
  const add = (tag: string, props: Record<string, string | number>, text = "") => {
    const made = document.createElementNS(NS, tag);
    Object.entries(props).forEach(([key, value]) => made.setAttribute(key, String(value)));
    made.textContent = text;
    svg.append(made);
  };
  svg.setAttribute("viewBox", `0 0 720 ${shown.length * 24 + 8}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("class", "chart");
  svg.setAttribute("aria-label", shown.map(([label, value]) => `${label} ${value}`).join(", "));
  shown.forEach(([label, value], at) => {
    const width = (Math.abs(value) / most) * 420;
    const y = at * 24 + 6;
    add("text", { x: 196, y: y + 13, "text-anchor": "end" }, label.length > 14 ? `${label.slice(0, 13)}…` : label);
    add("rect", { x: 204, y, width: width.toFixed(1), height: 18, class: value < 0 ? "below" : "bar" });
    add("text", { x: (210 + width).toFixed(1), y: y + 13 }, value.toLocaleString());
  });
  const note = rows.length > BARS && h("p", { class: "quiet" }, t(`只画前 ${BARS} 行`, `the first ${BARS} rows are drawn`));
  const whole = h("div", {}, note);
  whole.append(svg);
  return whole;
}

/** A drawing of what leads where. */
export function net(edges: { from: string; to: string; label: string }[], name: (iri: string) => string, open: (iri: string) => void): HTMLElement {
  const drawing = new Graph({ multi: false, type: "undirected" });
  const ink = getComputedStyle(document.body).color;
  for (const { from, to, label } of edges.slice(0, EDGES)) {
    for (const end of [from, to]) {
      const n = drawing.order;
      if (!drawing.hasNode(end)) drawing.addNode(end, { label: name(end), x: Math.cos(n * 2.399) * Math.sqrt(n + 1), y: Math.sin(n * 2.399) * Math.sqrt(n + 1), size: 5, color: "#2f6db5" });
    }
    if (from !== to && !drawing.hasEdge(from, to)) drawing.addEdge(from, to, { label, size: 1, color: "#9aa5b1" });
  }
  drawing.forEachNode((n) => drawing.setNodeAttribute(n, "size", 4 + Math.sqrt(drawing.degree(n))));
  forceAtlas2.assign(drawing, { iterations: Math.max(20, Math.min(300, Math.round(60_000 / Math.max(drawing.order, 1)))), settings: forceAtlas2.inferSettings(drawing) });
  const canvas = h("div", { class: "drawing", role: "img", "aria-label": drawing.mapEdges((_, data, a, b) => `${name(a)} ${String(data.label)} ${name(b)}`).slice(0, 50).join(", ") });
  requestAnimationFrame(() => {
    const renderer = new Sigma(drawing, canvas, { renderEdgeLabels: drawing.size < 120, labelColor: { color: ink }, edgeLabelColor: { color: ink }, labelFont: getComputedStyle(document.body).fontFamily, allowInvalidContainer: true });
    renderer.on("clickNode", ({ node }) => open(node));
    addEventListener("hashchange", () => renderer.kill(), { once: true });
  });
  return canvas;
}

/** The triples of N-Triples: subject, predicate, object, and whether that is an IRI. */
export function triples(text: string): [string, string, string, boolean][] {
  const line = /^<([^>]*)> <([^>]*)> (?:<([^>]*)>|(.*)) \.$/;
  return text.split("\n").flatMap((row) => {
    const found = line.exec(row);
    return found ? [[found[1] ?? "", found[2] ?? "", found[3] ?? found[4] ?? "", found[3] !== undefined] as [string, string, string, boolean]] : [];
  });
}
