// Pictures that were redacted while this window is open. What still names one shows what stands in its place, under an
// address of its own: under the old one, the window may still hold the pixels.
import { SvelteMap } from 'svelte/reactivity';

import type { Notice } from '../api/gen';

const known = new SvelteMap<string, string>();

/** The picture to show for this one. */
export function currentShot(hash: string): string {
  let current = hash;
  for (let next = known.get(current); next !== undefined && next !== hash; next = known.get(current)) current = next;
  return current;
}

/** Hears of redactions. */
export function hearRedacted(notice: Notice): void {
  if (notice.notice === 'redacted' && notice.old !== notice.new) known.set(notice.old, notice.new);
}
