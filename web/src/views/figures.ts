/** All figures: filtered, sorted, drawn, taken along. */

import { articles, get, names, type Figure } from "../data";
import { csv, download, fill, h } from "../dom";
import { t } from "../i18n";
import { replace, type Route } from "../router";
import { chart, table } from "../figures";

export async function figures(route: Route): Promise<HTMLElement> {
  const [all, entries, list] = await Promise.all([names(), articles(), get<{ claims: Figure[] }>("figures.json")]);
  const measures = [...new Set(list.claims.map((f) => f.what.measure))].sort((a, b) => a.localeCompare(b, "zh"));
  const words = h("input", { type: "search", value: route.params.get("q") ?? "", placeholder: t("对象或事物", "subject or thing"), "aria-label": t("筛选", "filter") }) as HTMLInputElement;
  const measure = h("select", { "aria-label": t("指标", "measure") }, h("option", { value: "" }, t("全部指标", "all measures")), measures.map((m) => h("option", { value: m }, m))) as HTMLSelectElement;
  measure.value = route.params.get("measure") ?? "";
  const shown = h("div");
  const chosen = () =>
    list.claims.filter(
      (f) =>
        (!measure.value || f.what.measure === measure.value) &&
        (!words.value || `${all.labels[f.what.subject] ?? ""}${f.what.of ?? ""}`.includes(words.value.trim())),
    );
  const draw = () => {
    replace("figures", "", { q: words.value, measure: measure.value });
    const now = chosen();
    fill(shown, h("p", { class: "quiet" }, t(`${now.length} 条`, `${now.length} figures`)), chart(all, now), table(all, entries, now));
  };
  const save = () => {
    const rows = chosen().map((f) => [all.labels[f.what.subject], f.what.measure, f.what.of, f.what.value, f.what.unit, f.what.date, f.what.written, f.status, f.confidence, entries[f.article]?.title, f.quote]);
    download("figures.csv", "text/csv", csv([["subject", "measure", "of", "value", "unit", "date", "written", "status", "confidence", "article", "quote"], ...rows]));
  };
  words.addEventListener("input", draw);
  measure.addEventListener("change", draw);
  draw();
  return h("section", {}, h("h1", {}, t("数据", "Figures")), h("p", { class: "filters" }, words, measure, h("button", { onclick: save }, t("下载 CSV", "download CSV"))), shown);
}
