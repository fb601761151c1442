// How the parts of the editor find the SOP that they edit.
import { getContext, setContext } from 'svelte';

import type { OpenSop } from '../state/sop.svelte';

const KEY = Symbol('sop');

export function setSop(sop: OpenSop): void {
  setContext(KEY, sop);
}

/** The SOP that is open. Only below the editor screen. */
export function getSop(): OpenSop {
  return getContext<OpenSop>(KEY);
}
