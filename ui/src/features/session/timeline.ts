// Entries as the timeline shows them: runs in one application, with the pauses between.
import type { WholeEntry } from '../../api/entry';
import type { EntryKind } from '../../api/gen';

export type Run = { key: string; app: string; band: number; entries: WholeEntry[] };

const BANDS = 8;

/** Entries grouped by the application in front, in order. */
export function runs(entries: WholeEntry[]): Run[] {
  const bands = new Map<string, number>();
  const out: Run[] = [];
  for (const entry of entries) {
    const app = entry.place?.app ?? '';
    const last = out.at(-1);
    if (last && (last.app === app || app === '')) {
      last.entries.push(entry);
      continue;
    }
    if (!bands.has(app)) bands.set(app, bands.size % BANDS);
    out.push({ key: entry.id, app, band: bands.get(app) ?? 0, entries: [entry] });
  }
  return out;
}

/** How many there are of each kind, in order of first use. */
export function kindsIn(entries: WholeEntry[]): [EntryKind, number][] {
  const counts = new Map<EntryKind, number>();
  for (const entry of entries) if (!entry.withdrawn) counts.set(entry.kind, (counts.get(entry.kind) ?? 0) + 1);
  return [...counts];
}
