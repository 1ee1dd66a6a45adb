/** What the server tells, as `src/page/` in Rust writes it. */

export interface Summary {
  version: string;
  base: string;
  counts: Record<string, number>;
  kinds: Record<string, number>;
  relations: Record<string, number>;
  measures: Record<string, number>;
  statuses: Record<string, number>;
  dates: [string, string] | null;
}

/** Every entity, a column for each thing that is known of it. */
export interface Names {
  keys: string[];
  labels: string[];
  classes: string[];
  kinds: string[];
  aliases: string[][];
  initials: string[];
  degrees: number[];
}

export interface ArticleEntry {
  id: string;
  title: string;
  publisher: number | null;
  date: string | null;
  url: string | null;
  claims: number;
}

export type What =
  | { sort: "relation"; subject: number; property: string; object: number }
  | { sort: "post"; subject: number; object: number; role: string; former: boolean }
  | { sort: "figure"; subject: number; measure: string; of: string | null; value: number; unit: string | null; date: string | null; written: string }
  | { sort: "quotation"; subject: number; text: string; direct: boolean; mentions: number[] };

/** A claim; `start` and `end` are code points of the article's text. */
export interface Claim {
  id: string;
  article: number;
  status: string;
  construction: string;
  trigger: string;
  confidence: number;
  by: number | null;
  quote: string;
  start: number;
  end: number;
  what: What;
  decision: { accepted: boolean; author: string; date: string; note: string } | null;
}

export type Figure = Claim & { what: Extract<What, { sort: "figure" }> };

export interface Entity {
  n: number;
  iri: string;
  merges: { left: string; right: string; reason: string }[];
  claims: Claim[];
  articles: number[];
}

export interface ArticleData {
  index: number;
  id: string;
  text: string;
  mentions: { start: number; end: number; n: number }[];
  claims: Claim[];
}

export interface Edge {
  from: number;
  to: number;
  label: string;
  status: string;
  confidence: number;
  claims: number;
  articles: number[];
}

export interface Timeline {
  dates: string[];
  claims: Claim[];
}

export interface Quality {
  verified: { quads: number; quotes: number; count: number; faults: string[] } | null;
  shapes: { shapes: number; count: number; findings: { zh: string; en: string; claim: string | null }[] } | null;
  left_out: string[];
  confidence: number[];
  constructions: Record<string, number>;
}

export interface Queries {
  queries: { name: string; zh: string; en: string; text: string; parameters: [string, string, string][] }[];
  prefixes: [string, string][];
}

export interface Ontology {
  classes: { name: string; zh: string; en: string; parents: string[]; nouns: string[]; suffixes: string[] }[];
  properties: { name: string; zh: string; en: string; domain: string[]; range: string[]; nouns: string[]; verbs: string[]; examples: string[] }[];
}

const cache = new Map<string, Promise<unknown>>();

/** In a report: all resources by path, as base64 of gzip of JSON. */
const embedded = document.getElementById("tupu-data")?.textContent ?? null;

/** Whether the page stands alone, without a server. */
export const offline = embedded !== null;

let unpacked: Promise<Record<string, unknown>> | null = null;

async function unpack(): Promise<Record<string, unknown>> {
  const bytes = Uint8Array.from(atob((embedded ?? "").trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text()) as Record<string, unknown>;
}

async function load(path: string): Promise<unknown> {
  if (offline) {
    const found = (await (unpacked ??= unpack()))[decodeURIComponent(path)];
    if (found === undefined) throw new Error(path);
    return found;
  }
  const answer = await fetch(`/api/${path}`);
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return answer.json() as Promise<unknown>;
}

/** A resource, fetched once. */
export function get<T>(path: string): Promise<T> {
  let found = cache.get(path);
  if (!found) {
    found = load(path);
    found.catch(() => cache.delete(path));
    cache.set(path, found);
  }
  return found as Promise<T>;
}

let permission: Promise<string | null> | null = null;

/** What allows to write decisions; nothing where that is not allowed. */
export function token(): Promise<string | null> {
  permission ??= offline ? Promise.resolve(null) : get<{ token: string | null }>("edit.json").then((told) => told.token, () => null);
  return permission;
}

/** Writes a decision; the page then asks anew for what it shows. */
export async function decide(action: string, left: string, right = ""): Promise<void> {
  const answer = await fetch("/api/decide", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Tupu-Token": (await token()) ?? "" },
    body: JSON.stringify({ action, left, right }),
  });
  if (!answer.ok) throw new Error((await answer.text()).trim());
  cache.clear();
}

export const names = (): Promise<Names> => get<Names>("names.json");
export const articles = (): Promise<ArticleEntry[]> => get<{ articles: ArticleEntry[] }>("articles.json").then((list) => list.articles);
export const entity = (key: string): Promise<Entity> => get<Entity>(`entity/${encodeURIComponent(key)}.json`);

/** The entities whose names or initials begin with what is sought, or hold it; the best first. */
export function search(all: Names, sought: string, most: number): number[] {
  const want = sought.trim().toLowerCase();
  if (!want) return [];
  const scored: [number, number][] = [];
  all.labels.forEach((label, n) => {
    const forms = [label, ...(all.aliases[n] ?? [])].map((form) => form.toLowerCase());
    const initials = (all.initials[n] ?? "").split(" ");
    let score = 0;
    if (forms.some((form) => form === want)) score = 4;
    else if (forms.some((form) => form.startsWith(want))) score = 3;
    else if (initials.some((letters) => letters.startsWith(want))) score = 2;
    else if (forms.some((form) => form.includes(want))) score = 1;
    if (score) scored.push([score * 1e6 + Math.min(all.degrees[n] ?? 0, 1e5), n]);
  });
  return scored
    .sort((a, b) => b[0] - a[0])
    .slice(0, most)
    .map(([, n]) => n);
}
