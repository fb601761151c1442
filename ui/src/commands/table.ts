// The one table of what can be done and with which keys. The palette, the page of shortcuts and the keys go by it.
import { isTyping } from '../parts/typing';
import { view } from '../state/view.svelte';
import { ANYWHERE } from './anywhere';
import { isPressed, keysOf, type Command } from './command';
import { EDITOR } from './editor';
import { TYPING } from './typing';

export const COMMANDS: readonly Command[] = [...EDITOR, ...ANYWHERE, ...TYPING];

/** What the palette offers now. */
export const offered = (): Command[] => COMMANDS.filter((command) => command.act && !command.unlisted && command.off?.() !== true);

/** The keys of a command, for menus and tips. */
export function keysFor(key: string): string {
  const found = COMMANDS.find((command) => command.key === key);
  return found ? keysOf(found) : '';
}

/** Runs the command whose keys were pressed. */
export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const typing = isTyping(target);
  // Nearly all presses are letters that are typed.
  if (typing && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) return;
  const over = view.panel !== null || Boolean(target?.closest('[role="dialog"], [role="menu"], [role="listbox"]'));
  const edits = view.panel === null && Boolean(target?.closest('[data-edits]'));
  const onPage = target === null || target === document.body || target.closest('[data-page]') !== null;
  const found = COMMANDS.find(
    (command) =>
      [command.chord, ...(command.also ?? [])].some((chord) => chord !== undefined && isPressed(chord, event)) &&
      !(command.quiet && typing) && !(command.page && !onPage) && !(over && command.group !== 'anywhere' && !(command.over && edits)) &&
      command.act && !command.told && command.off?.() !== true,
  );
  if (!found?.act) return;
  event.preventDefault();
  found.act();
}
