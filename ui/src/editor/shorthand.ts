// What typed characters turn into: marks, key caps, parameters, lists. Backspace right after takes it back.
import { InputRule, inputRules, wrappingInputRule } from 'prosemirror-inputrules';
import type { Mark, MarkType, Node, Schema } from 'prosemirror-model';
import type { Command, Plugin } from 'prosemirror-state';

/** The typed shorthands of a field. */
export function shorthands(schema: Schema, line: boolean): Plugin {
  const { bold, italic, code } = schema.marks;
  const { parameter, bullet_list, ordered_list } = schema.nodes;
  const rules: InputRule[] = [];
  if (bold) rules.push(marked(/\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, bold, '**'));
  if (italic) rules.push(marked(/(?:^|[^*\\])\*([^*\s](?:[^*]*[^*\s])?)\*$/, italic, '*'), marked(/(?:^|[\s([{])_([^_\s](?:[^_]*[^_\s])?)_$/, italic, '_'));
  if (code) rules.push(marked(/`([^`]+)`$/, code, '`'));
  if (parameter) {
    rules.push(
      new InputRule(/\{\{([a-z0-9_]+)\}\}$/, (state, match, start, end) => state.tr.replaceWith(start, end, parameter.create({ name: match[1] ?? '' })), { inCodeMark: false }),
    );
  }
  rules.push(
    new InputRule(/\[\[([^[\]\s](?:[^[\]]{0,38}[^[\]\s])?)\]\]$/, (state, match, start, end) => {
      const type = state.schema.marks.key;
      return type ? state.tr.replaceWith(start, end, keyCaps(state.schema, match[1] ?? '')).removeStoredMark(type) : null;
    }, { inCodeMark: false }),
  );
  if (!line && bullet_list) rules.push(wrappingInputRule(/^[-*]\s$/, bullet_list));
  if (!line && ordered_list) rules.push(wrappingInputRule(/^1[.)]\s$/, ordered_list));
  return inputRules({ rules });
}

/** Makes key caps of what is selected, one for each key; or takes them off. */
export const toggleKeys: Command = (state, dispatch) => {
  const type = state.schema.marks.key;
  const { from, to, empty } = state.selection;
  if (!type || empty) return false;
  if (state.doc.rangeHasMark(from, to, type)) {
    dispatch?.(state.tr.removeMark(from, to, type));
    return true;
  }
  const words = state.doc.textBetween(from, to, ' ');
  if (words.trim() === '') return false;
  dispatch?.(state.tr.replaceWith(from, to, keyCaps(state.schema, words.trim())).removeStoredMark(type));
  return true;
};

/** `ctrl+s` as two key caps with a plus between. */
export function keyCaps(schema: Schema, words: string): Node[] {
  const caps: Mark[] = schema.marks.key ? [schema.marks.key.create()] : [];
  return keyNames(words).flatMap((name, i) => (i === 0 ? [schema.text(name, caps)] : [schema.text('+'), schema.text(name, caps)]));
}

/** The keys of a chord, as they are written on keyboards. A plus at the end is a key: `Ctrl++`. */
export function keyNames(words: string): string[] {
  const parts = words.replace(/\+\s*\+\s*$/, '+\u0000').split(/\s*\+\s*/).map((part) => (part === '\u0000' ? '+' : part.trim()));
  const names = parts.filter((part) => part !== '');
  return names.length === 0 ? [words.trim()] : names.map((name) => name.charAt(0).toUpperCase() + name.slice(1));
}

/** Puts a mark on what stands between two signs, and takes the signs away. The pattern's group holds what is between. */
function marked(pattern: RegExp, type: MarkType, sign: string): InputRule {
  return new InputRule(
    pattern,
    (state, match, start, end) => {
      const words = match[1] ?? '';
      const from = start + match[0].length - sign.length - words.length;
      const tr = state.tr;
      // The last sign is typed just now, and only partly there.
      if (from + words.length < end) tr.delete(from + words.length, end);
      tr.delete(from - sign.length, from);
      const to = tr.mapping.map(from + words.length, -1);
      return tr.addMark(to - words.length, to, type.create()).removeStoredMark(type);
    },
    { inCodeMark: false },
  );
}
