/** Addresses: `#/entity/place%2F荔浦市?status=Affirmed`. Each can be bookmarked and sent. */

export interface Route {
  view: string;
  key: string;
  params: URLSearchParams;
}

export function route(): Route {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [view = "", key = ""] = path.split("/");
  return { view: view || "home", key: decodeURIComponent(key), params: new URLSearchParams(query) };
}

export function link(view: string, key = "", params: Record<string, string> = {}): string {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== "")).toString();
  return `#/${view}${key ? `/${encodeURIComponent(key)}` : ""}${query ? `?${query}` : ""}`;
}

/** Changes the address without a new step in the history, as filters do. */
export function replace(view: string, key: string, params: Record<string, string>): void {
  history.replaceState(null, "", link(view, key, params));
}
