// A made-up session of twelve entries, and the lists around it. For trying out only.
import type { EntryKind, SessionSummary, TimelineEntry } from '../../api/gen';
import { shotHash } from './pictures';

export const SESSION = '01990000-0000-7000-8000-000000000001';
export const INTERRUPTED = '01990000-0000-7000-8000-000000000002';
const DAY_MS = 86_400_000;
/** A day so many days from today, as `2026-03-01`. */
export const day = (offset: number) => new Date(Date.now() + offset * DAY_MS).toISOString().slice(0, 10);
const start = Date.parse(`${day(-4)}T09:12:00Z`);

/** An entry id that can be told by its number. */
export const entryId = (n: number) => `01990000-0000-7000-9000-${String(n).padStart(12, '0')}`;

type Seed = { kind: EntryKind; s: number; app: string; title: string; text?: string; page?: string } & Partial<TimelineEntry>;

const FAKTURA = { app: 'Faktura', title: 'Faktura 12: Invoices' };
const SEEDS: Seed[] = [
  { kind: 'note', s: 4, app: 'Thunderbird', title: 'Inbox: finance@example.org', text: 'Starts when the shop mails that the month is closed' },
  { kind: 'step', s: 21, ...FAKTURA, title: 'Faktura 12: Sign in', text: 'Sign in as the invoicing user', page: 'login' },
  { kind: 'step', s: 48, ...FAKTURA, text: 'Open Invoices and choose New run', page: 'list' },
  { kind: 'snippet', s: 63, ...FAKTURA, snippet: { form: 'text', text: '2025-10' } },
  { kind: 'step', s: 81, ...FAKTURA, title: 'Faktura 12: Monthly run', text: 'Enter the month and press Prepare', page: 'run' },
  { kind: 'expected', s: 97, ...FAKTURA, title: 'Faktura 12: Monthly run', text: 'The run lists 42 invoices', page: 'review' },
  { kind: 'warning', s: 128, ...FAKTURA, title: 'Faktura 12: Review', text: 'Never approve an invoice that is marked Check', page: 'review' },
  { kind: 'decision', s: 160, ...FAKTURA, title: 'Faktura 12: Review', text: 'If an address is missing: ask sales, leave the invoice out', page: 'review' },
  { kind: 'step', s: 188, ...FAKTURA, title: 'Faktura 12: Send', text: 'Approve all, then Send', page: 'send', words_later: false },
  { kind: 'snippet', s: 214, app: 'Terminal', title: 'sftp', masked: true, snippet: { form: 'text', text: 'sftp archive@files.example.org:•••••••••' } },
  { kind: 'step', s: 236, app: 'Terminal', title: 'sftp', text: 'Upload the PDFs to the archive', shot_failed: 'The screen could not be read: the desktop refused.' },
  { kind: 'question', s: 251, app: 'Terminal', title: 'sftp', text: 'Who may see the archive?' },
];

function entry(seed: Seed, i: number): TimelineEntry {
  const { s, app, title, page, ...content } = seed;
  return {
    id: entryId(i + 1),
    session: SESSION,
    seq: i + 1,
    at: new Date(start + s * 1000).toISOString().replace('Z', '+01:00'),
    elapsed_ms: s * 1000,
    chain: '0'.repeat(64),
    text: '',
    masked: false,
    cut: '',
    shot_failed: '',
    withdrawn: false,
    words_later: false,
    says: '',
    place: { app, title, window: { x: 0, y: 0, width: 1440, height: 900 }, pointer: { x: 720, y: 420 } },
    shot: page ? { hash: shotHash(page), area: { x: 0, y: 0, width: 1440, height: 900 }, bytes: 184_000 } : null,
    ...content,
  };
}

/** The session's entries; one of them was taken back. */
export function seedEntries(): TimelineEntry[] {
  const all = SEEDS.map(entry);
  const taken: Seed = { kind: 'shot', s: 140, ...FAKTURA, page: 'list', withdrawn: true };
  all.push({ ...entry(taken, 12), text: '' });
  return all.sort((a, b) => a.elapsed_ms - b.elapsed_ms);
}

/** Sessions, newest first. */
export function seedSessions(): SessionSummary[] {
  const summary = (id: string, title: string, on: string, entries: number, shots: number, s: number, apps: string[], open = false): SessionSummary => ({
    session: { id, title, started_at: `${on}T10:12:00+01:00`, ended_at: open ? null : `${on}T10:20:00+01:00`, state: open ? 'open' : 'closed' },
    entries, shots, elapsed_ms: s * 1000, apps,
  });
  return [
    summary(INTERRUPTED, '', day(-1), 5, 3, 95, ['Firefox', 'Files'], true),
    summary(SESSION, 'Monthly invoice run', day(-4), 12, 8, 258, ['Thunderbird', 'Faktura', 'Terminal']),
    summary('01990000-0000-7000-8000-000000000003', 'Onboard a new supplier', day(-12), 31, 24, 1260, ['Firefox', 'Faktura']),
    summary('01990000-0000-7000-8000-000000000004', 'Restore a mailbox', day(-25), 18, 11, 640, ['Terminal', 'Firefox', 'Thunderbird', 'Files']),
  ];
}
