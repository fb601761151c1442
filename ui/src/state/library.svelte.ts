// The lists of the library: SOPs, sessions and templates.
import { call } from '../api/call';
import type { Notice, SessionSummary, SopSummary } from '../api/gen';
import { ReadList } from './list.svelte';
import { templates } from './templates.svelte';

export const sops = new ReadList<SopSummary>(() => call('sops', {}));
export const sessions = new ReadList<SessionSummary>(() => call('sessions', {}));

/** Reads a list again when a notice says so. */
export function hearLibrary(notice: Notice): void {
  if (notice.notice === 'sops' || notice.notice === 'document') void sops.load();
  else if (notice.notice === 'templates' || notice.notice === 'settings') void templates.load();
  else if (notice.notice === 'sessions') void sessions.load();
}
