// What a command is, and which keys run it.
import type { Icon } from '../parts/kinds';

/** Where a command is listed on the page of shortcuts. */
export type Group = 'anywhere' | 'editor' | 'steps' | 'phases' | 'text' | 'field';

/** Something that can be done. Declared once: the palette, the page of shortcuts, menus and the keys all go by it. */
export type Command = {
  key: string;
  words: () => string;
  icon: Icon;
  group: Group;
  /** Its keys, such as `Ctrl+J`. */
  chord?: string;
  /** Other keys that do the same, and that nobody has to know. */
  also?: readonly string[];
  /** Keys that are set elsewhere and work in all programs. */
  hotkey?: () => string;
  /** Whether its keys are for the page alone: not for the panel and other places beside it. */
  page?: boolean;
  /** Whether its keys also work where the SOP is edited in a dialog over the page. */
  over?: boolean;
  /** Whether its keys are left to the field while somebody types. */
  quiet?: boolean;
  /** Whether its keys are answered by the field that has the keyboard, and only told here. */
  told?: boolean;
  /** Whether the palette leaves it out: it is of use by its keys alone. */
  unlisted?: boolean;
  /** Whether it makes no sense now. */
  off?: () => boolean;
  /** Does it. None: only the field that has the keyboard can. */
  act?: () => void;
};

/** The keys that are shown for a command; empty if it has none. */
export const keysOf = (command: Command): string => command.chord ?? command.hotkey?.() ?? '';

const NAMES: Record<string, string> = { up: 'arrowup', down: 'arrowdown', left: 'arrowleft', right: 'arrowright', esc: 'escape', space: ' ' };
type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Whether these keys were pressed. Ctrl is also the Command key of a Mac. */
export function isPressed(chord: string, event: Press): boolean {
  const parts = chord.toLowerCase().split('+');
  const last = parts.pop() ?? '';
  if (parts.includes('ctrl') !== (event.ctrlKey || event.metaKey) || parts.includes('alt') !== event.altKey) return false;
  // Where a sign needs Shift depends on the keyboard.
  const sign = last.length === 1 && !/[a-z0-9]/.test(last);
  if (!sign && parts.includes('shift') !== event.shiftKey) return false;
  const key = event.key.toLowerCase();
  // A keyboard without Latin letters has them by their place.
  return key === (NAMES[last] ?? last) || (/^[a-z]$/.test(last) && !/^[a-z]$/.test(key) && event.code === `Key${last.toUpperCase()}`);
}
