// From Markdown to what the editor holds.
import type { Mark, Node, Schema } from 'prosemirror-model';

import type { Inline, TextBlock } from './markup';
import { parse, parseLine } from './parse';
import { lineSchema, textSchema } from './schema';

/** An editor document for a line of text. */
export function readLine(markdown: string): Node {
  const paragraph = lineSchema.node('paragraph', null, pieces(lineSchema, parseLine(markdown), []));
  return lineSchema.node('doc', null, [paragraph]);
}

/** An editor document for a text. */
export function readText(markdown: string): Node {
  const read = blockNodes(parse(markdown));
  return textSchema.node('doc', null, read.length > 0 ? read : [textSchema.node('paragraph')]);
}

/** Pieces of one line as an editor holds them. */
export function lineNodes(schema: Schema, from: Inline[]): Node[] {
  return pieces(schema, from, []);
}

/** Paragraphs and lists as the editor of texts holds them. */
export function blockNodes(from: TextBlock[]): Node[] {
  return from.map((block) => {
    if (block.t === 'paragraph') return textSchema.node('paragraph', null, pieces(textSchema, block.c, []));
    const items = block.c.items.map((item) => {
      const own = blockNodes(item);
      if (own[0]?.type.name !== 'paragraph') own.unshift(textSchema.node('paragraph'));
      return textSchema.node('list_item', null, own);
    });
    return textSchema.node(block.c.ordered ? 'ordered_list' : 'bullet_list', null, items);
  });
}

function pieces(schema: Schema, from: Inline[], marks: Mark[]): Node[] {
  const text = (words: string, more: Mark[] = []) => {
    const all = [...marks, ...more].reduce<readonly Mark[]>((set, mark) => mark.addToSet(set), []);
    return words === '' ? [] : [schema.text(words, all)];
  };
  return from.flatMap((piece): Node[] => {
    switch (piece.t) {
      case 'plain':
        return text(piece.c);
      case 'code':
        return text(piece.c, [schema.mark('code')]);
      case 'key':
        return text(piece.c, [schema.mark('key')]);
      case 'bold':
      case 'italic':
        return pieces(schema, piece.c, [...marks, schema.mark(piece.t)]);
      case 'link':
        return pieces(schema, piece.c.text, [...marks, schema.mark('link', { to: piece.c.to })]);
      case 'step_link':
        return [schema.node('step_link', { to: piece.c.to, words: piece.c.text }, undefined, marks)];
      case 'parameter':
        return [schema.node('parameter', { name: piece.c }, undefined, marks)];
      case 'break':
        return schema === lineSchema ? text(' ') : [schema.node('hard_break')];
    }
  });
}
