/** SPARQL: an editor, the named questions with their parameters, answers as a table. */

import { autocompletion, type CompletionContext } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, keymap, lineNumbers, type DecorationSet } from "@codemirror/view";
import { tags } from "@lezer/highlight";

import { get, names, type Ontology, type Queries } from "../data";
import { csv, download, fill, h } from "../dom";
import { lang, t } from "../i18n";
import { bars, net, pages, triples } from "../results";
import { link, replace, type Route } from "../router";

interface Results {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, { type: string; value: string }>[] };
}

const START = `SELECT ?名称 (COUNT(?claim) AS ?次数) WHERE {
  ?claim a :Claim ; rdf:subject/rdfs:label ?名称
}
GROUP BY ?名称 ORDER BY DESC(?次数) LIMIT 20`;

const colours = HighlightStyle.define([
  { tag: tags.keyword, class: "k" },
  { tag: tags.variableName, class: "v" },
  { tag: tags.string, class: "s" },
  { tag: tags.comment, class: "c" },
  { tag: tags.atom, class: "a" },
]);

/** The line where a query is wrong. */
const wrong = StateEffect.define<number | null>();
const wrongLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, step) {
    for (const effect of step.effects) {
      if (!effect.is(wrong)) continue;
      if (effect.value === null || effect.value > step.state.doc.lines) return Decoration.none;
      return Decoration.set([Decoration.line({ class: "wrong" }).range(step.state.doc.line(effect.value).from)]);
    }
    return step.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export async function query(route: Route): Promise<HTMLElement> {
  const [{ queries, prefixes }, words, all] = await Promise.all([get<Queries>("queries.json"), get<Ontology>("ontology.json"), names()]);
  const host = h("div", { class: "editor" });
  const terms = [...words.classes, ...words.properties].map((w) => ({ label: `:${w.name}`, detail: lang() === "zh" ? w.zh : w.en }));
  const options = [...terms, ...prefixes.map(([prefix, iri]) => ({ label: `${prefix}:`, detail: iri }))];
  const complete = (context: CompletionContext) => {
    const word = context.matchBefore(/[\w:]+/);
    return word && (word.text.includes(":") || context.explicit) ? { from: word.from, options, validFor: /^[\w:]*$/ } : null;
  };
  // Its styles live in a tree of their own: the page's policy lets no other in.
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".k{color:var(--accent)}.v{color:var(--Person)}.s{color:var(--Place)}.c{color:var(--quiet)}.a{color:var(--Event)}.cm-editor{font-size:14px}.cm-gutters{background:none!important;border:0!important}.cm-content{caret-color:var(--ink)}.wrong{background:color-mix(in srgb,#d0453f 22%,transparent);text-decoration:underline wavy #d0453f}");
  const editor = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: route.params.get("q") ?? START,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => (void run(), true) }, ...defaultKeymap, ...historyKeymap]),
        history(),
        lineNumbers(),
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        autocompletion({ override: [complete] }),
        wrongLine,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "SPARQL" }),
      ],
    }),
  });
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const text = () => editor.state.doc.toString();
  const put = (next: string) => editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: next } });
  const answer = h("div", { class: "answer", "aria-live": "polite" });
  const form = h("form", { class: "filters" });

  function choose(name: string): void {
    const chosen = queries.find((q) => q.name === name);
    if (!chosen) return;
    const inputs = chosen.parameters.map(([parameter, meaning, value]) => ({ parameter, input: h("input", { value, placeholder: meaning, "aria-label": meaning }) as HTMLInputElement }));
    const filled = () =>
      inputs.reduce((text, { parameter, input }) => {
        const term = /^\d+$/.test(input.value) ? input.value : JSON.stringify(input.value);
        return text.replace(new RegExp(`\\$${parameter}\\b`, "g"), () => term);
      }, chosen.text.split("\n").filter((line) => !line.startsWith("#")).join("\n"));
    const again = () => put(filled());
    inputs.forEach(({ input }) => input.addEventListener("input", again));
    fill(form, inputs.map(({ parameter, input }) => h("label", {}, `${parameter} `, input)));
    again();
    void run();
  }

  async function run(): Promise<void> {
    replace("query", "", { q: text() });
    fill(answer, h("p", { class: "quiet" }, t("正在查询…", "asking…")));
    editor.dispatch({ effects: wrong.of(null) });
    try {
      const reply = await fetch("/sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, application/n-triples;q=0.5" }, body: text() });
      const type = reply.headers.get("content-type") ?? "";
      if (!reply.ok) throw new Error(await reply.text());
      if (!type.includes("json")) return showTriples(await reply.text());
      show((await reply.json()) as Results);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const line = /near line (\d+)/.exec(message)?.[1];
      if (line) editor.dispatch({ effects: wrong.of(Number(line)) });
      fill(answer, h("pre", { class: "error", role: "alert" }, message));
    }
  }

  const base = prefixes.find(([prefix]) => prefix === "place")?.[1].replace(/place\/$/, "") ?? "";
  const known = new Map(all.keys.map((key, n) => [base + key, n] as const));
  const short = (iri: string) => {
    const n = known.get(iri);
    if (n !== undefined) return all.labels[n] ?? iri;
    const found = prefixes.find(([, namespace]) => iri.startsWith(namespace));
    return found ? iri.slice(found[1].length) : iri;
  };
  const open = (iri: string) => {
    if (known.has(iri)) location.hash = link("entity", iri.slice(base.length));
  };

  function showTriples(text: string): void {
    const lines = triples(text);
    const edges = lines.filter(([, , , uri]) => uri).map(([from, label, to]) => ({ from, to, label: short(label) }));
    fill(
      answer,
      h("p", { class: "quiet" }, t(`${lines.length} 个三元组`, `${lines.length} triples`)),
      ...pages([
        edges.length > 0 && [t("图", "Graph"), () => net(edges, short, open)],
        [t("三元组", "Triples"), () => h("pre", {}, text)],
      ]),
    );
  }

  function show(results: Results): void {
    if (results.boolean !== undefined) return fill(answer, h("p", {}, results.boolean ? t("是", "yes") : t("否", "no")));
    const vars = results.head.vars ?? [];
    const rows = results.results?.bindings ?? [];
    const cell = (value: { type: string; value: string } | undefined) => {
      if (!value) return "";
      const below = value.type === "uri" && value.value.startsWith(base) ? value.value.slice(base.length) : null;
      return below ? h("a", { href: link("entity", below) }, below) : value.value;
    };
    const table = () =>
      h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, vars.map((v) => h("th", { scope: "col" }, v)))), h("tbody", {}, rows.slice(0, 1000).map((row) => h("tr", {}, vars.map((v) => h("td", {}, cell(row[v]))))))));
    const uri = (v: string) => rows.length > 0 && rows.every((row) => row[v]?.type === "uri");
    const number = (v: string) => rows.length > 0 && rows.every((row) => row[v] && row[v].type !== "uri" && Number.isFinite(Number(row[v].value)));
    const [one, ...others] = vars.filter(uri);
    const other = others.pop();
    const value = [...vars].reverse().find(number);
    const label = vars.find((v) => v !== value);
    const between = vars.find((v) => v !== one && v !== other);
    const edges = () => rows.map((row) => ({ from: row[one ?? ""]?.value ?? "", to: row[other ?? ""]?.value ?? "", label: between ? short(row[between]?.value ?? "") : "" }));
    const bar = () => bars(rows.map((row) => [short(row[label ?? ""]?.value ?? ""), Number(row[value ?? ""]?.value)]));
    fill(
      answer,
      h("p", { class: "quiet" }, t(`${rows.length} 行`, `${rows.length} rows`), " ", h("button", { onclick: () => download("answer.csv", "text/csv", csv([vars, ...rows.map((row) => vars.map((v) => row[v]?.value))])) }, "CSV")),
      ...pages([[t("表", "Table"), table], value !== undefined && label !== undefined && [t("图表", "Chart"), bar], one !== undefined && other !== undefined && [t("图", "Graph"), () => net(edges(), short, open)]]),
    );
  }

  const list = h("ul", { class: "chips" }, queries.map((q) => h("li", {}, h("button", { title: lang() === "zh" ? q.zh : q.en, onclick: () => choose(q.name) }, (lang() === "zh" ? q.zh : q.en).split(/[：:]/)[0] ?? q.name))));
  return h("section", { class: "query" }, h("h1", {}, t("查询", "Query")), list, form, host, h("p", {}, h("button", { class: "main", onclick: () => void run() }, t("查询（Ctrl+Enter）", "Ask (Ctrl+Enter)"))), answer);
}
