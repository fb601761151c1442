// Words for people come from one catalogue. `t` fills the blanks; `count` picks the form that fits a number.
import en from './en.json';

export type TextKey = keyof typeof en;
type Counted = TextKey extends infer K ? (K extends `${infer Base}.one` ? Base : never) : never;
type Blanks = Record<string, string | number>;

/** The text under this key, with its `{blanks}` filled. */
export function t(key: TextKey, blanks?: Blanks): string {
  const text: string = en[key];
  if (!blanks) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(blanks[name] ?? whole));
}

/** "1 step", "3 steps": the form for this number, which fills `{n}`. */
export function count(base: Counted, n: number, blanks?: Blanks): string {
  const key = `${base}.${n === 1 ? 'one' : 'other'}` as TextKey;
  return t(key, { n: n.toLocaleString(), ...blanks });
}

/** Whether the catalogue has this key: for keys that are put together from data. */
export function hasText(key: string): key is TextKey {
  return Object.prototype.hasOwnProperty.call(en, key);
}
