// Notices when the characters before the caret ask for a menu, and takes the menu's keys while it is open. What the menu
// offers and how it looks is its owner's. A menu opens only by typing; Escape keeps it shut until the next one is asked.
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

import { wanted, type Wanted } from './suggest';

/** A menu that is asked for, and the characters that a choice replaces. */
export type Asking = Wanted & { from: number; to: number };
export type Menu = {
  /** The menu to show now, if any. */
  asks: (view: EditorView, asking: Asking | null) => void;
  /** A key while a menu is asked for; true if it was one of the menu's. */
  key: (event: KeyboardEvent) => boolean;
};
/** `shut`: where the menu was that a person sent away. */
type State = { asking: Asking | null; shut: number | null };

const KEY = new PluginKey<State>('completion');
const FURTHEST = 120;
const NONE: State = { asking: null, shut: null };

export function completion(menu: Menu): Plugin<State> {
  return new Plugin<State>({
    key: KEY,
    state: {
      init: () => NONE,
      apply: (tr, before, _, state) => next(tr, before, state),
    },
    props: {
      handleKeyDown: (view, event) => {
        if (!KEY.getState(view.state)?.asking || event.isComposing) return false;
        if (event.key !== 'Escape') return menu.key(event);
        shut(view);
        event.stopPropagation();
        return true;
      },
      handleDOMEvents: {
        blur: (view) => {
          shut(view);
          return false;
        },
      },
    },
    view: () => ({
      update: (view, before) => {
        const asking = KEY.getState(view.state)?.asking ?? null;
        if (asking !== (KEY.getState(before)?.asking ?? null)) menu.asks(view, asking);
      },
    }),
  });
}

function shut(view: EditorView): void {
  if (KEY.getState(view.state)?.asking) view.dispatch(view.state.tr.setMeta(KEY, 'shut'));
}

function next(tr: Transaction, before: State, state: EditorState): State {
  if (tr.getMeta(KEY) === 'shut') return { asking: null, shut: before.asking?.from ?? null };
  const asking = find(state);
  if (!asking) return NONE;
  const at = before.shut === null ? null : tr.mapping.map(before.shut, -1);
  if (at === asking.from) return { asking: null, shut: at };
  const typed = tr.docChanged && tr.getMeta('paste') === undefined;
  return typed || before.asking ? { asking, shut: null } : NONE;
}

function find(state: EditorState): Asking | null {
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.empty) return null;
  const { $from } = selection;
  if ($from.marks().some((mark) => mark.type.spec.code === true)) return null;
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - FURTHEST), $from.parentOffset, undefined, '\ufffc');
  const found = wanted(before);
  return found && { ...found, from: $from.pos - found.length, to: $from.pos };
}
