/** A claim: what it states, the words that state it, how sure it is; each part leads on. */

import { h, type Child } from "./dom";
import { statusName, t } from "./i18n";
import { link } from "./router";
import { decide, token, type ArticleEntry, type Claim, type Names } from "./data";

export function name(names: Names, n: number): HTMLElement {
  return h("a", { href: link("entity", names.keys[n] ?? ""), class: `name ${names.kinds[n] ?? ""}` }, names.labels[n] ?? "");
}

/** What a claim states, in one line. */
export function statement(names: Names, claim: Claim): Child[] {
  const what = claim.what;
  const says = (text: string) => h("span", { class: "says" }, text);
  switch (what.sort) {
    case "relation":
      return [name(names, what.subject), says(what.property), name(names, what.object)];
    case "post":
      return [name(names, what.subject), name(names, what.object), says(what.role + (what.former ? t("（曾任）", " (former)") : ""))];
    case "figure":
      return [
        name(names, what.subject),
        says(what.measure + (what.of ? `（${what.of}）` : "")),
        h("strong", {}, what.written),
        what.date ? h("span", { class: "date" }, what.date) : null,
      ];
    case "quotation":
      return [name(names, what.subject), says(t("说", "said")), h("q", {}, what.text)];
  }
}

/** Where a claim stands, as an address. */
export function place(articles: ArticleEntry[], claim: Claim): string {
  return link("article", articles[claim.article]?.id ?? "", { claim: claim.id });
}

export function badge(claim: Claim): HTMLElement {
  return h("span", { class: `status ${claim.status}` }, statusName(claim.status));
}

/** What was decided, by whom and when. */
function verdict(claim: Claim): HTMLElement | null {
  const made = claim.decision;
  if (!made) return null;
  const told = [made.author, made.date, made.note].filter(Boolean).join(" ");
  return h("span", { class: `verdict ${made.accepted ? "accepted" : "rejected"}` }, made.accepted ? t("已核对", "checked") : t("已否决，下次建图时去掉", "rejected, left out by the next build"), told ? ` ${told}` : "");
}

/** Buttons to accept and reject, where that is allowed. */
function verdicts(claim: Claim): HTMLElement {
  const place = h("span", { class: "verdicts" });
  const judge = (action: string, label: string) =>
    h("button", {
      onclick: async () => {
        await decide(action, claim.id);
        dispatchEvent(new Event("hashchange"));
      },
    }, label);
  void token().then((allowed) => allowed && place.append(judge("accept", t("属实", "right")), judge("reject", t("不实", "wrong"))));
  return place;
}

/** A card with all of it. */
export function card(names: Names, articles: ArticleEntry[], claim: Claim): HTMLElement {
  const article = articles[claim.article];
  return h(
    "article",
    { class: "claim", id: `claim-${claim.id}`, "data-claim": claim.id },
    h("p", { class: "statement" }, statement(names, claim).flatMap((part) => [part, " "])),
    h("a", { class: "quote", href: place(articles, claim) }, claim.quote),
    h(
      "p",
      { class: "meta" },
      badge(claim),
      h("span", { title: t("按标注文章测得的正确率下限", "share of right ones as measured, lower bound") }, `${t("可信度", "confidence")} ${claim.confidence.toFixed(2)}`),
      h("span", {}, `${claim.construction}“${claim.trigger}”`),
      claim.by === null ? null : h("span", {}, t("据 ", "according to "), name(names, claim.by)),
      article ? h("span", {}, `《${article.title}》${article.date ?? ""}`) : null,
      verdict(claim),
      verdicts(claim),
    ),
  );
}
