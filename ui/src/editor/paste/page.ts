// Collects paragraphs and lists from left to right, as a clipboard's HTML gives them. Knows no HTML.
import { pushPlain, type Inline, type TextBlock } from '../markup';

/** What holds for the characters at a place. */
export type Style = { bold: boolean; italic: boolean; code: boolean; pre: boolean; link: string };
type Leaf = { piece: Inline; style: Style };
type Item = { level: number; ordered: boolean; content: TextBlock[] };

// Not seen, and in the way: soft hyphens, zero-width spaces, marks that turn the direction of other text around.
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g;

/** A page under construction. */
export class Page {
  private readonly out: TextBlock[] = [];
  private items: Item[] = [];
  private leaves: Leaf[] = [];

  /** Adds characters. White space collapses as it does in a browser. */
  text(raw: string, style: Style): void {
    const clean = raw.replace(/\r\n?/g, '\n').replace(UNSEEN, '');
    if (!style.pre) {
      this.characters(clean.replace(/[\s\u00a0]+/g, ' '), style);
      return;
    }
    clean.split('\n').forEach((line, i) => {
      if (i > 0) this.lineEnd();
      this.characters(style.code ? line.replace(/[\t\u00a0]/g, ' ') : line.replace(/[\s\u00a0]+/g, ' '), style);
    });
  }

  /** Adds a piece as it is. */
  piece(piece: Inline, style: Style): void {
    this.leaves.push({ piece, style });
  }

  lineEnd(): void {
    this.leaves.push({ piece: { t: 'break' }, style: PLAIN });
  }

  paragraphEnd(): void {
    const pieces = trimmed(nested(this.leaves));
    this.leaves = [];
    if (pieces.length === 0) return;
    this.listEnd();
    this.out.push({ t: 'paragraph', c: pieces });
  }

  /** Adds an item to the list that is open; level 1 is outermost. */
  item(level: number, ordered: boolean, content: TextBlock[]): void {
    this.paragraphEnd();
    if (content.length > 0) this.items.push({ level, ordered, content });
  }

  /** Adds blocks that are finished. */
  blocks(blocks: TextBlock[]): void {
    this.paragraphEnd();
    if (blocks.length > 0) this.listEnd();
    this.out.push(...blocks);
  }

  done(): TextBlock[] {
    this.paragraphEnd();
    this.listEnd();
    return this.out;
  }

  private listEnd(): void {
    this.out.push(...lists(this.items));
    this.items = [];
  }

  private characters(text: string, style: Style): void {
    const last = this.leaves.at(-1)?.piece;
    const after = last === undefined || last.t === 'break' || (last.t === 'plain' && last.c.endsWith(' '));
    const shown = after && !style.code ? text.replace(/^ +/, '') : text;
    if (shown === '') return;
    this.leaves.push({ piece: style.code ? { t: 'code', c: shown } : { t: 'plain', c: shown }, style });
  }
}

export const PLAIN: Style = { bold: false, italic: false, code: false, pre: false, link: '' };

/** Items at their levels as lists within lists. */
function lists(items: Item[]): TextBlock[] {
  if (items.length === 0) return [];
  const outermost = items.reduce((least, item) => Math.min(least, item.level), Infinity);
  const out: TextBlock[] = [];
  let deeper: Item[] = [];
  const settle = () => {
    const last = out.at(-1);
    const inner = lists(deeper);
    if (last?.t === 'list' && inner.length > 0) last.c.items.at(-1)?.push(...inner);
    deeper = [];
  };
  for (const item of items) {
    if (item.level > outermost) {
      deeper.push(item);
      continue;
    }
    settle();
    const last = out.at(-1);
    if (last?.t === 'list' && last.c.ordered === item.ordered) last.c.items.push(item.content);
    else out.push({ t: 'list', c: { ordered: item.ordered, items: [item.content] } });
  }
  settle();
  return out;
}

/** Pieces within pieces: links around bold around italic. */
function nested(leaves: Leaf[], levels: ('link' | 'bold' | 'italic')[] = ['link', 'bold', 'italic']): Inline[] {
  const [level, ...rest] = levels;
  const out: Inline[] = [];
  if (level === undefined) {
    for (const { piece } of leaves) join(out, piece);
    return out;
  }
  for (let at = 0; at < leaves.length; ) {
    const value = leaves[at]?.style[level];
    let end = at;
    while (end < leaves.length && leaves[end]?.style[level] === value) end += 1;
    const inner = nested(leaves.slice(at, end), rest);
    if (!value || inner.every((piece) => piece.t === 'break')) inner.forEach((piece) => join(out, piece));
    else out.push(level === 'link' ? { t: 'link', c: { to: String(value), text: inner } } : { t: level, c: inner });
    at = end;
  }
  return out;
}

function join(out: Inline[], piece: Inline): void {
  const last = out.at(-1);
  if (piece.t === 'plain') pushPlain(out, piece.c);
  else if (piece.t === 'code' && last?.t === 'code') last.c += piece.c;
  else out.push(piece);
}

/** Without white space and breaks at both ends. */
function trimmed(pieces: Inline[]): Inline[] {
  const out = pieces.slice();
  const empty = (piece: Inline | undefined) => piece?.t === 'break' || (piece?.t === 'plain' && piece.c.trim() === '');
  while (empty(out[0])) out.shift();
  while (empty(out.at(-1))) out.pop();
  const first = out[0];
  if (first?.t === 'plain') out[0] = { t: 'plain', c: first.c.trimStart() };
  const last = out.at(-1);
  if (last?.t === 'plain') out[out.length - 1] = { t: 'plain', c: last.c.trimEnd() };
  return out;
}
