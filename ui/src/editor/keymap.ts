// Keys of the text editor. Undo is not here: it goes over the whole SOP.
import { baseKeymap, chainCommands, exitCode, toggleMark } from 'prosemirror-commands';
import { undoInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { Schema } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import type { Command, Plugin } from 'prosemirror-state';

import { shorthands, toggleKeys } from './shorthand';

export type FieldKeys = {
  /** Enter in a line; `atEnd` tells whether the caret stood there. */
  enter?: (atEnd: boolean) => boolean;
  split?: () => boolean;
  /** Backspace in an empty field. */
  emptied?: () => boolean;
  /** Ctrl+L: true if the field makes a link, false if the key is for others. */
  link: () => boolean;
};

/** All key bindings of a field. */
export function keys(schema: Schema, line: boolean, field: FieldKeys): Plugin[] {
  const breakLine: Command = (state, dispatch) => {
    const node = schema.nodes.hard_break;
    if (node) dispatch?.(state.tr.replaceSelectionWith(node.create()).scrollIntoView());
    return true;
  };
  const own: Record<string, Command> = {
    'Mod-b': toggle(schema, 'bold'),
    'Mod-i': toggle(schema, 'italic'),
    'Mod-`': toggle(schema, 'code'),
    'Mod-Shift-k': toggleKeys,
    'Mod-l': () => field.link(),
    'Mod-Enter': () => field.split?.() ?? false,
    Backspace: chainCommands(undoInputRule, (state) => state.doc.content.size <= 2 && state.doc.textContent === '' && (field.emptied?.() ?? false)),
  };
  if (line) {
    own.Enter = (state) => field.enter?.(state.selection.$to.pos >= state.doc.content.size - 1) ?? true;
    own['Shift-Enter'] = () => true;
  } else {
    own['Shift-Enter'] = chainCommands(exitCode, breakLine);
    const item = schema.nodes.list_item;
    if (item) {
      own.Enter = splitListItem(item);
      own['Mod-]'] = sinkListItem(item);
      own['Mod-['] = liftListItem(item);
    }
  }
  return [keymap(own), keymap(baseKeymap), shorthands(schema, line)];
}

/** Makes a list of what is selected, of the other kind or of none. */
export function toggleList(name: 'bullet_list' | 'ordered_list'): Command {
  return (state, dispatch, view) => {
    const { list_item: item, [name]: list } = state.schema.nodes;
    if (!item || !list) return false;
    const around = state.selection.$from.blockRange(state.selection.$to)?.$from.node(-2);
    if (around?.type === list) return liftListItem(item)(state, dispatch, view);
    return wrapInList(list)(state, dispatch);
  };
}

/** Puts a mark on, or takes it off. */
export function toggle(schema: Schema, name: string): Command {
  const type = schema.marks[name];
  return type ? toggleMark(type) : () => false;
}
