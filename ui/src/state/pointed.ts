// Where in a text somebody is: what is selected there, and what can be done with it. It outlives the focus, so that the
// palette and dialogs, which take the focus away, can still do it.
import type { Operation } from '../api/gen';

export type Pointed = {
  /** The name under which the field can be wished the focus, or empty. */
  field: string;
  /** What is selected, in words; empty if nothing is. */
  words: string;
  /** The operations that put a parameter in the place of what is selected. None: the text has changed since. */
  parameter: (name: string) => Operation[];
  /** Parts the line at the caret, where that can be done. */
  split: (() => void) | null;
};
