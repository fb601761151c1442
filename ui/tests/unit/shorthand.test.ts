// Typed shorthands and key caps, without a page.
import { EditorState, TextSelection, type Command } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { describe, expect, it } from 'vitest';

import { keys, toggle, toggleList } from '../../src/editor/keymap';
import { readLine, readText } from '../../src/editor/read';
import { lineSchema, textSchema } from '../../src/editor/schema';
import { keyNames, toggleKeys } from '../../src/editor/shorthand';
import { writeLine, writeText } from '../../src/editor/write';

/** Types character by character into an editor without a page. */
function typed(text: string, from = '', line = true): string {
  const schema = line ? lineSchema : textSchema;
  const doc = line ? readLine(from) : readText(from);
  const view = {
    composing: false,
    state: EditorState.create({ doc, selection: TextSelection.atEnd(doc), plugins: keys(schema, line, { link: () => false }) }),
    dispatch(tr: EditorState['tr']) {
      view.state = view.state.apply(tr);
    },
  };
  for (const character of text) {
    const { from: at, to } = view.state.selection;
    const plain = () => view.state.tr.insertText(character, at, to);
    const taken = view.state.plugins.some((plugin) => plugin.props.handleTextInput?.call(plugin, view as unknown as EditorView, at, to, character, plain));
    if (!taken) view.dispatch(plain());
  }
  return line ? writeLine(view.state.doc) : writeText(view.state.doc);
}

/** Runs a command on some characters of a text, counted from its first. */
function done(command: Command, text: string, from: number, to: number, line = true): string {
  const doc = line ? readLine(text) : readText(text);
  let state = EditorState.create({ doc, selection: TextSelection.create(doc, from + 1, to + 1) });
  command(state, (tr) => (state = state.apply(tr)));
  return line ? writeLine(state.doc) : writeText(state.doc);
}

describe('typed shorthands', () => {
  it.each([
    ['Click **Save** now', 'Click **Save** now'],
    ['an *odd* one', 'an *odd* one'],
    ['an _odd_ one', 'an *odd* one'],
    ['snake_case_name', 'snake_case_name'],
    ['2 * 3 * 4', '2 \\* 3 \\* 4'],
    ['run `ls -l` now', 'run `ls -l` now'],
    ['use {{run_id}} here', 'use {{run_id}} here'],
    ['Press [[ctrl+s]] now', 'Press <kbd>Ctrl</kbd>+<kbd>S</kbd> now'],
    ['Press [[F5]].', 'Press <kbd>F5</kbd>.'],
    ['**see {{run_id}} now**', '**see {{run_id}} now**'],
    ['[[ ]] and a[[0]', '\\[\\[ ]] and a\\[\\[0\\]'],
  ])('%j', (text, expected) => expect(typed(text)).toBe(expected));

  it('begin lists in texts, and only there', () => {
    expect(typed('- a', '', false)).toBe('- a');
    expect(typed('1. a', '', false)).toBe('1. a');
    expect(typed('- a')).toBe('- a');
  });

  it('are left alone in code', () => expect(typed('{{a}} **b**', '`x`')).toBe('`x{{a}} **b**`'));
});

describe('key caps', () => {
  it.each([
    ['ctrl+s', ['Ctrl', 'S']],
    ['Ctrl + Shift + page down', ['Ctrl', 'Shift', 'Page down']],
    ['Ctrl++', ['Ctrl', '+']],
    ['+', ['+']],
    ['f5', ['F5']],
    ['⌘+K', ['⌘', 'K']],
  ])('%j', (words, names) => expect(keyNames(words)).toEqual(names));

  it('are put on the selected words, and taken off', () => {
    expect(done(toggleKeys, 'Press Ctrl+S now', 6, 12)).toBe('Press <kbd>Ctrl</kbd>+<kbd>S</kbd> now');
    expect(done(toggleKeys, 'Press <kbd>Ctrl</kbd>+<kbd>S</kbd> now', 6, 12)).toBe('Press Ctrl+S now');
    expect(done(toggleKeys, 'a b', 1, 2)).toBe('a b');
  });
});

describe('commands', () => {
  it('put marks on and take them off', () => {
    expect(done(toggle(lineSchema, 'bold'), 'Click Save', 6, 10)).toBe('Click **Save**');
    expect(done(toggle(lineSchema, 'bold'), 'Click **Save**', 6, 10)).toBe('Click Save');
  });
  it('make lists and take them away', () => {
    expect(done(toggleList('bullet_list'), 'a\n\nb', 0, 4, false)).toBe('- a\n- b');
    expect(done(toggleList('bullet_list'), '- a\n- b', 2, 8, false)).toBe('a\n\nb');
  });
});
