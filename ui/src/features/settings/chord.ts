// Reads a pressed chord from the keyboard, in the form in which the app writes chords: `Ctrl+Super+S`.

const NAMED: Record<string, string> = {
  ' ': 'Space', ArrowUp: 'Up', ArrowDown: 'Down', ArrowLeft: 'Left', ArrowRight: 'Right', Escape: 'Escape', Enter: 'Enter', Tab: 'Tab',
  Backspace: 'Backspace', Delete: 'Delete', Insert: 'Insert', Home: 'Home', End: 'End', PageUp: 'PageUp', PageDown: 'PageDown', Pause: 'Pause',
  PrintScreen: 'PrintScreen', ScrollLock: 'ScrollLock',
};
const CODES: Record<string, string> = {
  Minus: '-', Equal: '=', BracketLeft: '[', BracketRight: ']', Semicolon: ';', Quote: "'", Backquote: '`', Backslash: '\\', Comma: ',', Period: '.', Slash: '/',
};

/** The key by its US name, whatever the layout; undefined for a modifier alone. */
function keyName(event: Pick<KeyboardEvent, 'code' | 'key'>): string | undefined {
  const letter = /^(?:Key([A-Z])|Digit(\d)|(F\d{1,2}))$/.exec(event.code);
  return letter?.[1] ?? letter?.[2] ?? letter?.[3] ?? CODES[event.code] ?? NAMED[event.key];
}

/** The chord so far; `whole` once a key that is no modifier is in it. */
export function chordOf(event: Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>): { chord: string; whole: boolean } {
  const key = keyName(event);
  const parts = [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift', event.metaKey && 'Super', key].filter(Boolean);
  return { chord: parts.join('+'), whole: key !== undefined };
}
