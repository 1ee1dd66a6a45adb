/** Elements in one call. Text is only ever set as text, so that what articles say stays harmless. */

export type Child = Node | string | null | undefined | false;

type Props = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/** Makes an element: functions are listeners (`onclick`), `true` is a bare attribute, nothing is left out. */
export function h(tag: string, props: Props = {}, ...children: (Child | Child[])[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children.flat()) {
    if (child) element.append(child);
  }
  return element;
}

/** Puts other children into an element. */
export function fill(element: Element, ...children: (Child | Child[])[]): void {
  element.replaceChildren(...children.flat().filter((child): child is Node | string => Boolean(child)));
}

/** Offers text as a file. */
export function download(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = h("a", { href: url, download: name }) as HTMLAnchorElement;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A field of a CSV file (RFC 4180). */
export function csv(rows: (string | number | null | undefined)[][]): string {
  const field = (value: string | number | null | undefined) => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  // The mark at the front makes spreadsheets read Chinese as UTF-8.
  return "\ufeff" + rows.map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}
