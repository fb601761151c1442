// One ProseMirror editor for one text. Knows Markdown in and out; what becomes of it is its owner's.
import { DOMSerializer, type Node, type Schema, type Slice } from 'prosemirror-model';
import { EditorState, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';

import { stepChips, type NumberOf } from './chip';
import { completion, type Menu } from './complete';
import { keys, type FieldKeys } from './keymap';
import { isAllowedAddress } from './markup';
import { pasting, type Pasting } from './paste/paste';
import { readLine, readText } from './read';
import { lineSchema, textSchema } from './schema';
import { writeLine, writeText } from './write';

export type FieldOptions = FieldKeys & {
  text: string;
  line: boolean;
  label: string;
  testid?: string | undefined;
  caret: { left: number; top: number } | 'start' | 'end';
  typed: (text: string) => void;
  selected: (view: EditorView) => void;
  left: (event: FocusEvent) => void;
  numberOf: NumberOf;
  menu: Menu;
  pasting: Pasting;
};

/** Mounts an editor and gives it the focus. */
export function mountField(place: HTMLElement, options: FieldOptions): EditorView {
  const { line } = options;
  const write = line ? writeLine : writeText;
  const schema = line ? lineSchema : textSchema;
  const plugins = [completion(options.menu), ...keys(schema, line, options), pasting(line, options.pasting)];
  const view: EditorView = new EditorView(place, {
    state: EditorState.create({ doc: read(options.text, line), plugins }),
    attributes: {
      role: 'textbox',
      'aria-label': options.label,
      'aria-multiline': String(!line),
      spellcheck: 'true',
      dir: 'auto',
      ...(options.testid ? { 'data-testid': options.testid } : {}),
    },
    nodeViews: stepChips(options.numberOf),
    dispatchTransaction: (tr) => {
      view.updateState(view.state.apply(tr));
      if (tr.docChanged) options.typed(write(view.state.doc));
      options.selected(view);
    },
    handleDOMEvents: {
      blur: (_, event) => {
        options.left(event);
        return false;
      },
    },
    clipboardSerializer: toClipboard(schema),
    clipboardTextSerializer: (slice) => asPlain(slice, options.numberOf),
  });
  const at = typeof options.caret === 'string' ? null : view.posAtCoords(options.caret);
  const { doc } = view.state;
  const selection = at ? TextSelection.near(doc.resolve(at.pos)) : options.caret === 'start' ? TextSelection.atStart(doc) : TextSelection.atEnd(doc);
  view.dispatch(view.state.tr.setSelection(selection));
  view.focus();
  return view;
}

/** Shows the numbers that steps have now, where a shown one is another. */
export function renumber(view: EditorView, numberOf: NumberOf): void {
  let stale = false;
  view.state.doc.descendants((node, pos) => {
    if (node.type.name !== 'step_link') return;
    const number = numberOf(String(node.attrs.to));
    stale ||= view.nodeDOM(pos)?.textContent !== (number ?? String(node.attrs.words));
  });
  if (stale && !view.composing) view.setProps({ nodeViews: stepChips(numberOf) });
}

/** Shows another text in an open editor; the caret stays where it can. */
export function replaceText(view: EditorView, text: string, line: boolean): void {
  const doc = read(text, line);
  const { from } = view.state.selection;
  const state = EditorState.create({ doc, plugins: [...view.state.plugins] });
  const selection = TextSelection.near(state.doc.resolve(Math.min(from, state.doc.content.size)));
  view.updateState(state.apply(state.tr.setSelection(selection)));
}

/** What stands before and after the caret of a line. */
export function halves(view: EditorView): [before: Node, after: Node] {
  const { doc } = view.state;
  const { from, to } = caret(view);
  return [doc.cut(0, from), doc.cut(to)];
}

/** Where the caret is on the screen: the browser tells of a moved caret only after the key that moved it. */
function caret(view: EditorView): { from: number; to: number } {
  const shown = document.getSelection();
  if (!shown?.anchorNode || !shown.focusNode || !view.dom.contains(shown.anchorNode) || !view.dom.contains(shown.focusNode)) return view.state.selection;
  const ends = [view.posAtDOM(shown.anchorNode, shown.anchorOffset), view.posAtDOM(shown.focusNode, shown.focusOffset)];
  return { from: Math.min(...ends), to: Math.max(...ends) };
}

/** Makes a link of what is selected; an empty address takes it away. False: no link may lead there. */
export function setLink(view: EditorView, to: string): boolean {
  const { state } = view;
  const type = state.schema.marks.link;
  if (!type) return false;
  const { from, to: end } = state.selection;
  const tr = state.tr.removeMark(from, end, type);
  const address = to.trim() === '' || /^(https?:|mailto:)/i.test(to.trim()) ? to.trim() : `https://${to.trim()}`;
  if (address !== '' && !isAllowedAddress(address)) return false;
  view.dispatch(address === '' ? tr : tr.addMark(from, end, type.create({ to: address })));
  view.focus();
  return true;
}

/** The address of the link that the selection begins in, or empty. */
export function linkAt(view: EditorView): string {
  const { $from, to } = view.state.selection;
  let address = '';
  view.state.doc.nodesBetween($from.pos, to, (node) => {
    address ||= String(node.marks.find((mark) => mark.type.name === 'link')?.attrs.to ?? '');
  });
  return address;
}

function read(text: string, line: boolean): Node {
  return line ? readLine(text) : readText(text);
}

/** Links go to other programs as links, which they must not be here: a click would lead away. */
function toClipboard(schema: Schema): DOMSerializer {
  const { nodes, marks } = DOMSerializer.fromSchema(schema);
  return new DOMSerializer(nodes, { ...marks, link: (mark) => ['a', { href: String(mark.attrs.to) }, 0] });
}

function asPlain(slice: Slice, numberOf: NumberOf): string {
  return slice.content.textBetween(0, slice.content.size, '\n', (node) => {
    if (node.type.name === 'parameter') return `{{${String(node.attrs.name)}}}`;
    if (node.type.name === 'step_link') return numberOf(String(node.attrs.to)) ?? String(node.attrs.words);
    return '\n';
  });
}
