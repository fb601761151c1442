// What somebody points at in a text, from the state of its editor. States never change, so it can be used when the editor
// is long gone, as long as the text is still the same.
import type { EditorState } from 'prosemirror-state';

import type { OpenSop } from '../state/sop.svelte';
import type { Pointed } from '../state/pointed';
import { writeLine, writeText } from './write';

export type Place = {
  sop: OpenSop;
  line: boolean;
  /** The name under which the field can be wished the focus, or empty. */
  focusKey: string;
  /** The text as it is now. */
  text: () => string;
  /** Sends another text. */
  commit: (text: string) => void;
  split: ((before: string, after: string) => void) | undefined;
};

/** What is pointed at in this state. */
export function pointAt(state: EditorState, place: Place): Pointed {
  const { doc, selection } = state;
  const { from, to } = selection;
  const write = place.line ? writeLine : writeText;
  const text = place.text();
  const isSame = () => place.text() === text;
  const { split } = place;
  return {
    field: place.focusKey,
    words: doc.textBetween(from, to, ' ', ' ').replace(/\s+/g, ' ').trim(),
    parameter: (name) => {
      const type = state.schema.nodes.parameter;
      if (!type || !isSame()) return [];
      const { doc: next } = state.tr.replaceSelectionWith(type.create({ name }));
      return place.sop.gather(() => place.commit(write(next)));
    },
    split: split ? () => void (isSame() && split(writeLine(doc.cut(0, from)), writeLine(doc.cut(to)))) : null,
  };
}
