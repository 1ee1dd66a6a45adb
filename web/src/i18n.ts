/** The language of the page. */

export type Language = "zh" | "en";

let language: Language = (localStorage.getItem("language") as Language | null) ?? (navigator.language.startsWith("zh") ? "zh" : "en");

export const lang = (): Language => language;

export function setLang(next: Language): void {
  language = next;
  localStorage.setItem("language", next);
  document.documentElement.lang = next;
}

/** One text in two languages. */
export const t = (zh: string, en: string): string => (language === "zh" ? zh : en);

const STATUS: Record<string, [string, string]> = {
  Affirmed: ["确认", "affirmed"],
  Planned: ["计划", "planned"],
  Denied: ["否认", "denied"],
  Reported: ["据称", "reported"],
};

export const statusName = (status: string): string => t(...(STATUS[status] ?? [status, status]));

const KIND: Record<string, [string, string]> = {
  Person: ["人物", "people"],
  Organization: ["机构", "organisations"],
  Place: ["地点", "places"],
  Event: ["事件", "events"],
  Work: ["作品与标准", "works"],
  Product: ["产品", "products"],
  Industry: ["产业", "industries"],
  Technology: ["技术", "technologies"],
  Material: ["材料", "materials"],
  Honor: ["荣誉", "honours"],
  Facility: ["设施", "facilities"],
  Group: ["群体", "groups"],
  Role: ["角色", "roles"],
  Date: ["日期", "dates"],
};

export const kindName = (kind: string): string => t(...(KIND[kind] ?? [kind, kind]));
