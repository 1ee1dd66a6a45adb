/** What has a date, in its order: each line leads to its sentence. */

import { articles, get, names, type Timeline } from "../data";
import { badge, place, statement } from "../claim";
import { fill, h } from "../dom";
import { t } from "../i18n";
import { replace, type Route } from "../router";

/** So many lines are drawn at first, and with each wish for more. */
const STEP = 300;

export async function timeline(route: Route): Promise<HTMLElement> {
  const [all, entries, { dates, claims }] = await Promise.all([names(), articles(), get<Timeline>("timeline.json")]);
  const words = h("input", { type: "search", value: route.params.get("q") ?? "", placeholder: t("对象、事物或年份", "subject, thing or year"), "aria-label": t("筛选", "filter") }) as HTMLInputElement;
  const down = h("input", { type: "checkbox", checked: route.params.get("order") === "down" }) as HTMLInputElement;
  const shown = h("div");
  let most = STEP;
  const draw = () => {
    replace("timeline", "", { q: words.value, order: down.checked ? "down" : "" });
    const want = words.value.trim();
    const rows = claims
      .map((claim, at) => ({ claim, date: dates[at] ?? "" }))
      .filter(({ claim, date }) => !want || `${all.labels[claim.what.subject] ?? ""}${claim.quote}`.includes(want) || date.startsWith(want));
    if (down.checked) rows.reverse();
    const years = new Map<string, typeof rows>();
    for (const row of rows.slice(0, most)) {
      const year = row.date.replace(/^\.\.\//, "").slice(0, 4);
      years.set(year, [...(years.get(year) ?? []), row]);
    }
    fill(
      shown,
      h("p", { class: "quiet" }, t(`${rows.length} 条`, `${rows.length} dated claims`)),
      [...years].map(([year, list]) =>
        h(
          "section",
          { class: "year" },
          h("h2", {}, year),
          h("ol", { class: "rows" }, list.map(({ claim, date }) =>
            h("li", {}, h("time", { datetime: date.split("/")[0] ?? date }, date), h("span", { class: "statement" }, ...statement(all, claim).flatMap((part) => [part, " "]), claim.status === "Affirmed" ? null : badge(claim)), h("a", { class: "quote", href: place(entries, claim) }, claim.quote)),
          )),
        ),
      ),
      rows.length > most && h("button", { class: "more", onclick: () => ((most += STEP), draw()) }, t("再看", "more")),
    );
  };
  words.addEventListener("input", draw);
  down.addEventListener("change", draw);
  draw();
  return h("section", { class: "timeline" }, h("h1", {}, t("时间线", "Timeline")), h("p", { class: "filters" }, words, h("label", {}, down, t(" 由近及远", " latest first"))), shown);
}
