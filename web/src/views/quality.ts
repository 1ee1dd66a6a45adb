/** How sound the graph is: what the checks and the shapes find, and how sure its claims are. */

import { get, type Quality } from "../data";
import { h } from "../dom";
import { lang, t } from "../i18n";
import { bars } from "../results";

export async function quality(): Promise<HTMLElement> {
  const found = await get<Quality>("quality.json");
  const list = (lines: string[]) => lines.length > 0 && h("ul", { class: "rows faults" }, lines.map((line) => h("li", {}, line)));
  const verified = found.verified;
  const shapes = found.shapes;
  const steps = found.confidence.map((n, at): [string, number] => [`${(at / 10).toFixed(1)}–${((at + 1) / 10).toFixed(1)}`, n]).filter(([, n]) => n > 0);
  return h(
    "section",
    { class: "quality" },
    h("h1", {}, t("质量", "Quality")),
    h("h2", {}, t("核对原文（tupu verify）", "Against the texts (tupu verify)")),
    verified
      ? h("p", { class: verified.count ? "error" : "sound" }, t(`${verified.quads} 条四元组、${verified.quotes} 处引文，${verified.count ? `${verified.count} 处有误` : "全部无误"}`, `${verified.quads} quads, ${verified.quotes} quotes: ${verified.count ? `${verified.count} faults` : "all sound"}`))
      : h("p", { class: "quiet" }, t("没有核对", "not checked here")),
    verified && list(verified.faults),
    h("h2", {}, t("形状（tupu validate）", "Shapes (tupu validate)")),
    shapes
      ? h("p", { class: shapes.count ? "error" : "sound" }, t(`${shapes.shapes} 个形状，${shapes.count ? `${shapes.count} 处不符合` : "全部符合"}`, `${shapes.shapes} shapes: ${shapes.count ? `${shapes.count} things do not fit` : "all fit"}`))
      : h("p", { class: "quiet" }, t("这个 tupu 没有 SHACL（feature shacl）", "this tupu has no SHACL (feature shacl)")),
    shapes && list(shapes.findings.map((finding) => (lang() === "zh" ? finding.zh : finding.en))),
    h("h2", {}, t("可信度", "Confidence")),
    h("p", { class: "quiet" }, t("各档陈述的条数；可信度是标注文章上同类陈述正确率的下限。", "How many claims; confidence is the lower bound of the share of right ones, as measured on annotated articles.")),
    bars(steps),
    h("h2", {}, t("句式", "Constructions")),
    bars(Object.entries(found.constructions).sort((a, b) => b[1] - a[1])),
    h("h2", {}, t("未读入", "Left out")),
    list(found.left_out) || h("p", { class: "quiet" }, t("没有", "nothing")),
  );
}
