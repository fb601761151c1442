// Keys and typed shorthands of the text editor. Undo is not here: it goes over the whole SOP.
import { baseKeymap, chainCommands, exitCode, toggleMark } from 'prosemirror-commands';
import { InputRule, inputRules, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { MarkType, Schema } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import type { Command, Plugin } from 'prosemirror-state';

export type FieldKeys = {
  /** Enter in a line; `atEnd` tells whether the caret stood there. */
  enter?: (atEnd: boolean) => boolean;
  split?: () => boolean;
  /** Backspace in an empty field. */
  emptied?: () => boolean;
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
    'Mod-Shift-k': toggle(schema, 'key'),
    'Mod-l': () => field.link(),
    'Mod-Enter': () => field.split?.() ?? false,
    Backspace: (state) => state.doc.content.size <= 2 && state.doc.textContent === '' && (field.emptied?.() ?? false),
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
  return [keymap(own), keymap(baseKeymap), inputRules({ rules: rules(schema, line) })];
}

/** Puts a mark on, or takes it off. */
export function toggle(schema: Schema, name: string): Command {
  const type = schema.marks[name];
  return type ? toggleMark(type) : () => false;
}

function rules(schema: Schema, line: boolean): InputRule[] {
  const { bold, code } = schema.marks;
  const { parameter, bullet_list, ordered_list } = schema.nodes;
  const out: InputRule[] = [];
  if (bold) out.push(marked(/\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, bold));
  if (code) out.push(marked(/`([^`]+)`$/, code));
  if (parameter) {
    out.push(new InputRule(/\{\{([a-z0-9_]+)\}\}$/, (state, match, start, end) => state.tr.replaceWith(start, end, parameter.create({ name: match[1] ?? '' }))));
  }
  if (!line && bullet_list) out.push(wrappingInputRule(/^[-*]\s$/, bullet_list));
  if (!line && ordered_list) out.push(wrappingInputRule(/^1[.)]\s$/, ordered_list));
  return out;
}

function marked(pattern: RegExp, type: MarkType): InputRule {
  return new InputRule(pattern, (state, match, start, end) => {
    const words = match[1] ?? '';
    const tr = state.tr.replaceWith(start, end, state.schema.text(words, [type.create()]));
    return tr.removeStoredMark(type);
  });
}
