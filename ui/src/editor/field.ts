// One ProseMirror editor for one text. Knows Markdown in and out; what becomes of it is its owner's.
import { EditorState, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';

import { keys, type FieldKeys } from './keymap';
import { isAllowedAddress } from './markup';
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
};

/** Mounts an editor and gives it the focus. */
export function mountField(place: HTMLElement, options: FieldOptions): EditorView {
  const write = options.line ? writeLine : writeText;
  const view: EditorView = new EditorView(place, {
    state: stateOf(options.text, options.line, options),
    attributes: {
      role: 'textbox',
      'aria-label': options.label,
      'aria-multiline': String(!options.line),
      spellcheck: 'true',
      ...(options.testid ? { 'data-testid': options.testid } : {}),
    },
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
    // What is pasted as plain text stays plain: its stars and brackets are no marks.
    clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, '\n'),
  });
  const at = typeof options.caret === 'string' ? null : view.posAtCoords(options.caret);
  const { doc } = view.state;
  const selection = at ? TextSelection.near(doc.resolve(at.pos)) : options.caret === 'start' ? TextSelection.atStart(doc) : TextSelection.atEnd(doc);
  view.dispatch(view.state.tr.setSelection(selection));
  view.focus();
  return view;
}

/** Shows another text in an open editor; the caret stays where it can. */
export function replaceText(view: EditorView, text: string, line: boolean): void {
  const doc = line ? readLine(text) : readText(text);
  const { from } = view.state.selection;
  const state = EditorState.create({ doc, plugins: [...view.state.plugins] });
  const selection = TextSelection.near(state.doc.resolve(Math.min(from, state.doc.content.size)));
  view.updateState(state.apply(state.tr.setSelection(selection)));
}

/** The text before and after the caret of a line, as Markdown. */
export function halves(view: EditorView): [before: string, after: string] {
  const { doc } = view.state;
  const { from, to } = caret(view);
  return [writeLine(doc.cut(0, from)), writeLine(doc.cut(to))];
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

function stateOf(text: string, line: boolean, field: FieldKeys): EditorState {
  const schema = line ? lineSchema : textSchema;
  return EditorState.create({ doc: line ? readLine(text) : readText(text), plugins: keys(schema, line, field) });
}
