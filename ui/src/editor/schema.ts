// What a text may hold while it is edited: one schema for single lines, one for texts with paragraphs and lists.
import { Schema, type MarkSpec, type NodeSpec } from 'prosemirror-model';

const nodes = {
  paragraph: { content: 'inline*', group: 'block', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
  text: { group: 'inline' },
  hard_break: {
    group: 'inline',
    inline: true,
    selectable: false,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
  },
  parameter: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { name: { default: '' } },
    parseDOM: [{ tag: 'span[data-parameter]', getAttrs: (dom: HTMLElement) => ({ name: dom.dataset.parameter ?? '' }) }],
    toDOM: (node) => ['span', { 'data-parameter': String(node.attrs.name), class: 'parameter' }, String(node.attrs.name)],
  },
  step_link: {
    group: 'inline',
    inline: true,
    atom: true,
    // The words are what is left when the step is gone.
    attrs: { to: {}, words: { default: '' } },
    parseDOM: [{ tag: 'span[data-step-link]', getAttrs: (dom: HTMLElement) => ({ to: dom.dataset.stepLink ?? '', words: dom.textContent }) }],
    toDOM: (node) => ['span', { 'data-step-link': String(node.attrs.to), class: 'step-link' }, String(node.attrs.words)],
  },
} satisfies Record<string, NodeSpec>;

const lists = {
  bullet_list: { content: 'list_item+', group: 'block', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
  ordered_list: { content: 'list_item+', group: 'block', parseDOM: [{ tag: 'ol' }], toDOM: () => ['ol', 0] },
  list_item: { content: 'paragraph block*', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
} satisfies Record<string, NodeSpec>;

const marks = {
  link: {
    attrs: { to: {} },
    inclusive: false,
    parseDOM: [{ tag: 'a[href]', getAttrs: (dom: HTMLElement) => ({ to: dom.getAttribute('href') ?? '' }) }],
    // No href: a click in the editor places the caret and never leads away.
    toDOM: (mark) => ['span', { class: 'link', title: String(mark.attrs.to) }, 0],
  },
  italic: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  bold: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
  code: { code: true, excludes: 'code key', parseDOM: [{ tag: 'code' }], toDOM: () => ['code', 0] },
  key: { excludes: 'code key', inclusive: false, parseDOM: [{ tag: 'kbd' }], toDOM: () => ['kbd', 0] },
} satisfies Record<string, MarkSpec>;

/** One line: a step's action, a condition. */
export const lineSchema = new Schema({ nodes: { doc: { content: 'paragraph' }, ...nodes }, marks });

/** Paragraphs and lists: details, sections, answers. */
export const textSchema = new Schema({ nodes: { doc: { content: 'block+' }, ...nodes, ...lists }, marks });
