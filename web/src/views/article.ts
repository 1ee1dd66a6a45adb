/** One article: its text with names and evidence in place, its claims beside it; each leads to the other. */

import { articles, get, names, type ArticleData } from "../data";
import { h } from "../dom";
import { t } from "../i18n";
import { link, replace, type Route } from "../router";
import { card } from "../claim";

export async function article(route: Route): Promise<HTMLElement> {
  const [all, entries, one] = await Promise.all([names(), articles(), get<ArticleData>(`article/${encodeURIComponent(route.key)}.json`)]);
  const entry = entries[one.index];
  const points = [...one.text];
  const cuts = new Set<number>([0, points.length]);
  for (const range of [...one.mentions, ...one.claims]) {
    cuts.add(range.start);
    cuts.add(range.end);
  }
  points.forEach((point, at) => point === "\n" && cuts.add(at).add(at + 1));
  const edges = [...cuts].sort((a, b) => a - b);

  const pieces: HTMLElement[] = [];
  const text = h("div", { class: "text", lang: "zh" });
  let paragraph = h("p");
  edges.slice(0, -1).forEach((start, at) => {
    const end = edges[at + 1] ?? start;
    const words = points.slice(start, end).join("");
    if (words === "\n") {
      if (paragraph.childNodes.length) text.append(paragraph);
      paragraph = h("p");
      return;
    }
    const claims = one.claims.filter((c) => c.start <= start && end <= c.end);
    const mention = one.mentions.find((m) => m.start <= start && end <= m.end);
    const inner = mention ? h("a", { href: link("entity", all.keys[mention.n] ?? ""), class: `name ${all.kinds[mention.n] ?? ""}` }, words) : words;
    const piece = claims.length
      ? h("span", { class: "evidence", "data-claims": claims.map((c) => c.id).join(" "), tabindex: 0, role: "button", onclick: () => select(claims[0]?.id ?? "", false), onkeydown: (e) => (e as KeyboardEvent).key === "Enter" && select(claims[0]?.id ?? "", false) }, inner)
      : h("span", {}, inner);
    pieces.push(piece);
    paragraph.append(piece);
  });
  if (paragraph.childNodes.length) text.append(paragraph);

  const order = [...one.claims].sort((a, b) => a.start - b.start || a.end - b.end);
  const cards = order.map((claim) => {
    const made = card(all, entries, claim);
    made.querySelector(".quote")?.addEventListener("click", (event) => {
      event.preventDefault();
      select(claim.id, true);
    });
    return made;
  });

  function select(id: string, fromCard: boolean): void {
    replace("article", route.key, { claim: id });
    for (const made of cards) made.classList.toggle("chosen", made.dataset.claim === id);
    const chosen = pieces.filter((piece) => {
      const on = (piece.dataset.claims ?? "").split(" ").includes(id);
      piece.classList.toggle("chosen", on);
      return on;
    });
    const target = fromCard ? chosen[0] : cards.find((made) => made.dataset.claim === id);
    target?.scrollIntoView({ block: "center", behavior: "smooth" });
  }

  const wanted = route.params.get("claim");
  if (wanted) requestAnimationFrame(() => select(wanted, true));
  return h(
    "section",
    { class: "reading" },
    h("h1", {}, entry?.title ?? ""),
    h(
      "p",
      { class: "quiet" },
      [entry?.date, entry && entry.publisher !== null ? all.labels[entry.publisher] : null].filter(Boolean).join(" · "),
      entry?.url && /^https?:/.test(entry.url) ? [" · ", h("a", { href: entry.url, rel: "noreferrer noopener" }, t("原文", "source"))] : null,
    ),
    h("div", { class: "columns" }, text, h("aside", { "aria-label": t("陈述", "claims") }, h("h2", {}, t("陈述", "Claims"), h("small", {}, String(cards.length))), cards)),
  );
}
