// How the parts of the editor find the SOP that they edit.
import { getContext, setContext } from 'svelte';

import type { Beside } from '../state/beside.svelte';
import type { OpenSop } from '../state/sop.svelte';

const KEY = Symbol('sop');
const BESIDE = Symbol('beside');
const PICTURES = Symbol('pictures');

export function setSop(sop: OpenSop): void {
  setContext(KEY, sop);
}

/** The SOP that is open. Only below the editor screen. */
export function getSop(): OpenSop {
  return getContext<OpenSop>(KEY);
}

export function setBeside(beside: Beside): void {
  setContext(BESIDE, beside);
}

/** What lies beside the SOP that is open. Only below the editor screen. */
export function getBeside(): Beside {
  return getContext<Beside>(BESIDE);
}

/** Takes the pictures that are pasted into any text below. */
export function setPictures(take: (pictures: Blob[]) => void): void {
  setContext(PICTURES, take);
}

/** Who takes pasted pictures here; nobody outside of steps. */
export function getPictures(): ((pictures: Blob[]) => void) | undefined {
  return getContext<((pictures: Blob[]) => void) | undefined>(PICTURES);
}
