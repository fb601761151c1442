// From what the editor holds to Markdown.
import type { Mark, Node } from 'prosemirror-model';

import { isAllowedAddress, pushPlain, type Inline, type TextBlock } from './markup';
import { print, printLine } from './print';

/** The Markdown of a line's editor document. */
export function writeLine(doc: Node): string {
  return printLine(linePieces(doc)).trim();
}

/** The pieces of a line's editor document, with the white space at its ends. */
export function linePieces(doc: Node): Inline[] {
  return doc.firstChild ? inlines(doc.firstChild) : [];
}

/** The Markdown of a text's editor document. */
export function writeText(doc: Node): string {
  return print(blocks(doc)).trim();
}

function blocks(parent: Node): TextBlock[] {
  const out: TextBlock[] = [];
  parent.forEach((node) => {
    if (node.type.name === 'paragraph') {
      const pieces = inlines(node);
      if (pieces.length > 0) out.push({ t: 'paragraph', c: pieces });
    } else {
      const items: TextBlock[][] = [];
      node.forEach((item) => items.push(blocks(item)));
      out.push({ t: 'list', c: { ordered: node.type.name === 'ordered_list', items } });
    }
  });
  return out;
}

type Leaf = { piece: Inline; marks: Mark[] };

function inlines(paragraph: Node): Inline[] {
  const leaves: Leaf[] = [];
  paragraph.forEach((node) => {
    const marks = node.marks.filter((m) => m.type.name === 'bold' || m.type.name === 'italic' || m.type.name === 'link');
    if (node.type.name === 'hard_break') leaves.push({ piece: { t: 'break' }, marks: [] });
    else if (node.type.name === 'parameter') leaves.push({ piece: { t: 'parameter', c: String(node.attrs.name) }, marks });
    else if (node.type.name === 'step_link') leaves.push({ piece: { t: 'step_link', c: { to: String(node.attrs.to), text: String(node.attrs.words) } }, marks: marks.filter((m) => m.type.name !== 'link') });
    else leaves.push({ piece: leafText(node), marks });
  });
  return nested(leaves);
}

function leafText(node: Node): Inline {
  const text = node.text ?? '';
  const is = (name: string) => node.marks.some((m) => m.type.name === name);
  if (is('key') && text.trim() !== '') return { t: 'key', c: text.trim() };
  return is('code') ? { t: 'code', c: text } : { t: 'plain', c: text };
}

/** Marks on leaves as pieces within pieces: the mark that reaches furthest is outermost. */
function nested(leaves: Leaf[]): Inline[] {
  const out: Inline[] = [];
  let at = 0;
  while (at < leaves.length) {
    const leaf = leaves[at];
    if (!leaf) break;
    const reaches = (mark: Mark) => {
      let end = at;
      while (leaves[end]?.marks.some((m) => m.eq(mark))) end += 1;
      return end - at;
    };
    const order = ['link', 'italic', 'bold'];
    const outer = [...leaf.marks].sort(
      (a, b) => reaches(b) - reaches(a) || order.indexOf(a.type.name) - order.indexOf(b.type.name),
    )[0];
    if (!outer) {
      if (leaf.piece.t === 'plain') pushPlain(out, leaf.piece.c);
      else out.push(leaf.piece);
      at += 1;
      continue;
    }
    const length = reaches(outer);
    const inner = leaves.slice(at, at + length).map((l) => ({ ...l, marks: l.marks.filter((m) => !m.eq(outer)) }));
    wrap(out, outer, nested(inner));
    at += length;
  }
  return out;
}

/** Puts a mark around pieces; white space at its ends stays outside, where Markdown wants it. */
function wrap(out: Inline[], mark: Mark, inner: Inline[]): void {
  const first = inner[0];
  const last = inner.at(-1);
  let before = '';
  let after = '';
  if (first?.t === 'plain') {
    before = /^\s*/.exec(first.c)?.[0] ?? '';
    inner = [{ t: 'plain', c: first.c.slice(before.length) }, ...inner.slice(1)];
  }
  const end = inner.at(-1);
  if (last?.t === 'plain' && end?.t === 'plain') {
    after = /\s*$/.exec(end.c)?.[0] ?? '';
    inner = [...inner.slice(0, -1), { t: 'plain', c: end.c.slice(0, end.c.length - after.length) }];
  }
  inner = inner.filter((piece) => piece.t !== 'plain' || piece.c !== '');
  pushPlain(out, before);
  if (inner.length > 0) {
    const to = mark.type.name === 'link' ? String(mark.attrs.to) : '';
    if (mark.type.name !== 'link') out.push({ t: mark.type.name === 'bold' ? 'bold' : 'italic', c: inner });
    else if (isAllowedAddress(to)) out.push({ t: 'link', c: { to, text: inner } });
    else out.push(...inner);
  }
  pushPlain(out, after);
}
