// @vitest-environment jsdom
// The table of commands: keys that are told apart, and nothing declared twice.
import { afterEach, describe, expect, it, vi } from 'vitest';

import { isPressed } from '../../src/commands/command';
import { COMMANDS, keysFor, offered, press as run } from '../../src/commands/table';
import { current } from '../../src/state/current.svelte';
import { OpenSop } from '../../src/state/sop.svelte';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}, code = '') =>
  ({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('keys', () => {
  it('are told apart by what is held', () => {
    expect(isPressed('Ctrl+Z', press('z', { ctrlKey: true }))).toBe(true);
    expect(isPressed('Ctrl+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(isPressed('Ctrl+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(isPressed('Alt+Up', press('ArrowUp', { altKey: true }))).toBe(true);
    expect(isPressed('Alt+Up', press('ArrowUp', { altKey: true, ctrlKey: true }))).toBe(false);
    expect(isPressed('Delete', press('Delete'))).toBe(true);
    expect(isPressed('Esc', press('Escape'))).toBe(true);
  });
  it('are those of the Mac too, and of keyboards without Latin letters', () => {
    expect(isPressed('Ctrl+J', press('j', { metaKey: true }))).toBe(true);
    expect(isPressed('Ctrl+J', press('о', { ctrlKey: true }, 'KeyJ'))).toBe(true);
    expect(isPressed('Ctrl+J', press('h', { ctrlKey: true }, 'KeyJ'))).toBe(false);
  });
  it('are signs wherever they stand on the keyboard', () => {
    expect(isPressed('?', press('?', { shiftKey: true }))).toBe(true);
    expect(isPressed('?', press('?'))).toBe(true);
    expect(isPressed('Ctrl+.', press('.', { ctrlKey: true }))).toBe(true);
  });
});

describe('the table', () => {
  it('declares each command once', () => {
    const keys = COMMANDS.map((command) => command.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
  it('gives no keys to two commands that the same place answers', () => {
    const answered = COMMANDS.filter((command) => command.act && !command.told);
    const chords = answered.flatMap((command) => [command.chord, ...(command.also ?? [])]).filter((chord) => chord !== undefined);
    expect(new Set(chords).size).toBe(chords.length);
  });
  it('offers nothing about an SOP where none is open', () => {
    expect(offered().every((command) => command.group === 'anywhere')).toBe(true);
  });
  it('knows the keys of a command', () => {
    expect([keysFor('merge'), keysFor('today'), keysFor('nothing')]).toEqual(['Ctrl+J', '', '']);
  });
});

describe('keys in what lies over the page', () => {
  afterEach(() => (current.sop = null));
  const pressedIn = (html: string) => {
    const sop = (current.sop = new OpenSop('a'));
    const undo = vi.spyOn(sop, 'undo').mockResolvedValue();
    document.body.innerHTML = html;
    const event = new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, cancelable: true });
    Object.defineProperty(event, 'target', { value: document.querySelector('p') });
    run(event);
    return undo.mock.calls.length;
  };
  it('undo where the SOP is edited there', () => {
    expect(pressedIn('<div role="dialog" data-edits><p></p></div>')).toBe(1);
    expect(pressedIn('<p></p>')).toBe(1);
  });
  it('are the dialog’s own elsewhere', () => {
    expect(pressedIn('<div role="dialog"><p></p></div>')).toBe(0);
  });
});
