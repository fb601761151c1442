// Entries as they come over the wire leave out what is empty; here they are made whole.
import type { RecorderStatus, SessionView, TimelineEntry } from './gen';

type Left = 'text' | 'cut' | 'shot_failed';

/** An entry as it may come. */
export type SparseEntry = Omit<TimelineEntry, Left> & Partial<Pick<TimelineEntry, Left>>;
/** An entry with all its texts. */
export type WholeEntry = Omit<TimelineEntry, Left> & Required<Pick<TimelineEntry, Left>>;
export type WholeStatus = Omit<RecorderStatus, 'last'> & { last: WholeEntry[] };
export type WholeSession = Omit<SessionView, 'entries'> & { entries: WholeEntry[] };

/** The entry with its empty texts put back. */
export function wholeEntry(entry: SparseEntry): WholeEntry {
  return { ...entry, text: entry.text ?? '', cut: entry.cut ?? '', shot_failed: entry.shot_failed ?? '' };
}

/** A status whose last entries are whole. */
export function wholeStatus(status: RecorderStatus): WholeStatus {
  return { ...status, last: status.last.map(wholeEntry) };
}

/** A session view whose entries are whole. */
export function wholeSession(view: SessionView): WholeSession {
  return { ...view, entries: view.entries.map(wholeEntry) };
}

/** What stands in place of something private, as the recorder writes it. */
const MASK = '••••••••';

/** Whether something is masked in what the person said or copied. */
export function showsMask(entry: WholeEntry): boolean {
  const snippet = entry.snippet;
  const copied = snippet?.form === 'files' ? snippet.paths.join('\n') : snippet && 'text' in snippet ? snippet.text : '';
  return entry.masked && (entry.text + copied).includes(MASK);
}

/** What an entry reads as in one line: its words, else the snippet's first line. */
export function wordsOf(entry: WholeEntry): string {
  if (entry.text !== '') return entry.text;
  if (entry.says !== '') return entry.says;
  const snippet = entry.snippet;
  if (!snippet) return '';
  if (snippet.form === 'text' || snippet.form === 'html') return snippet.text.split('\n', 1)[0] ?? '';
  return snippet.form === 'files' ? snippet.paths.join(', ') : '';
}
