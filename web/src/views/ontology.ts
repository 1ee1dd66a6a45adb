/** The words of the ontology, with their examples and how often each is used. */

import { get, names, type Ontology, type Summary } from "../data";
import { h } from "../dom";
import { lang, t } from "../i18n";

export async function ontology(): Promise<HTMLElement> {
  const [words, summary, all] = await Promise.all([get<Ontology>("ontology.json"), get<Summary>("summary.json"), names()]);
  const members = new Map<string, number>();
  for (const name of all.classes) members.set(name, (members.get(name) ?? 0) + 1);
  const label = (w: { name: string; zh: string; en: string }) => (lang() === "zh" ? w.zh || w.name : w.en || w.name);
  const line = (title: string, list: string[]) => (list.length ? h("p", {}, h("small", {}, title), " ", list.join("、")) : null);
  return h(
    "section",
    {},
    h("h1", {}, t("词汇", "Ontology")),
    h("h2", {}, t("关系与指标", "Properties")),
    words.properties.map((p) =>
      h(
        "details",
        {},
        h("summary", {}, label(p), h("small", {}, `${p.domain.join("|") || "*"} → ${p.range.join("|") || "*"}`), h("small", {}, String(summary.relations[p.zh] ?? summary.measures[p.zh] ?? 0))),
        line(t("名词", "nouns"), p.nouns),
        line(t("动词", "verbs"), p.verbs),
        p.examples.length ? h("ul", {}, p.examples.map((e) => h("li", { lang: "zh" }, e))) : null,
      ),
    ),
    h("h2", {}, t("类别", "Classes")),
    words.classes.map((c) => h("details", {}, h("summary", {}, label(c), h("small", {}, c.parents.join(", ")), h("small", {}, String(members.get(c.zh) ?? 0))), line(t("名词", "nouns"), c.nouns), line(t("词尾", "endings"), c.suffixes))),
  );
}
