/** One entity: names and why they are one, posts, figures, quotations, relations, sources. */

import { articles, decide, entity as fetchEntity, names, token, type Claim, type Figure } from "../data";
import { h } from "../dom";
import { t } from "../i18n";
import { link, type Route } from "../router";
import { card } from "../claim";
import { chart, table } from "../figures";

export async function entity(route: Route): Promise<HTMLElement> {
  const [all, entries, one] = await Promise.all([names(), articles(), fetchEntity(route.key)]);
  const of = (sort: string, test: (claim: Claim) => boolean = () => true) => one.claims.filter((c) => c.what.sort === sort && test(c));
  const figures = of("figure") as Figure[];
  const section = (title: string, claims: Claim[]) =>
    claims.length ? h("section", {}, h("h2", {}, title, h("small", {}, String(claims.length))), claims.map((c) => card(all, entries, c))) : null;
  const aliases = all.aliases[one.n] ?? [];
  return h(
    "section",
    { class: "entity" },
    h("h1", {}, all.labels[one.n] ?? "", h("small", { class: `name ${all.kinds[one.n] ?? ""}` }, all.classes[one.n] ?? "")),
    h("p", { class: "quiet" }, h("a", { href: link("graph", "", { around: route.key }) }, t("在图中看", "see it in the graph")), " · ", one.iri),
    aliases.length ? h("p", {}, t("也称 ", "also "), aliases.join("、")) : null,
    one.merges.length
      ? h(
          "details",
          {},
          h("summary", {}, t("为什么是同一个", "why these are one")),
          h("ul", {}, one.merges.map((m) => h("li", {}, `${m.left} = ${m.right} `, h("small", {}, m.reason)))),
        )
      : null,
    (await token()) ? corrections(route.key) : null,
    section(t("职务", "Posts"), of("post")),
    figures.length ? h("section", {}, h("h2", {}, t("数据", "Figures"), h("small", {}, String(figures.length))), chart(all, figures), table(all, entries, figures)) : null,
    section(t("言论", "Quotations"), of("quotation")),
    section(t("关系：由它", "Relations from it"), of("relation", (c) => c.what.subject === one.n)),
    section(t("关系：到它", "Relations to it"), of("relation", (c) => c.what.subject !== one.n)),
    h(
      "section",
      {},
      h("h2", {}, t("出现于", "Named in")),
      h("ul", { class: "rows" }, one.articles.map((at) => h("li", {}, h("a", { href: link("article", entries[at]?.id ?? "") }, entries[at]?.title ?? ""), h("small", {}, entries[at]?.date ?? "")))),
    ),
  );
}

/** What may be wrong with an entity: its name, or what it is one with. */
function corrections(key: string): HTMLElement {
  const other = h("input", { "aria-label": t("名称或另一个实体", "a name or another entity"), placeholder: t("名称或另一个实体", "a name or another entity") }) as HTMLInputElement;
  const told = h("span", { role: "status", class: "quiet" });
  const act = (action: string, label: string) =>
    h("button", {
      type: "button",
      onclick: async () => {
        try {
          await decide(action, key, other.value);
          told.textContent = t("已记下，下次建图时生效", "written down; the next build obeys");
        } catch (error) {
          told.textContent = error instanceof Error ? error.message : String(error);
        }
      },
    }, label);
  return h("details", {}, h("summary", {}, t("更正", "correct")), h("p", { class: "filters" }, other, act("rename", t("改名为此", "call it so")), act("same", t("与此是同一个", "is one with it")), act("different", t("与此不是同一个", "is not it")), told));
}
