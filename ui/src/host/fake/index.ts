// A host without the desktop: answers every command from memory, so that the windows can be tried in a browser. Not
// part of what is shipped.
import type { Action, Document, Notice, OpenConflict, Operation, PictureFile, RecorderStatus, SessionSummary, Settings, SopSummary, TimelineEntry } from '../../api/gen';
import type { Commands } from '../../api/gen/commands';
import type { Host } from '../types';
import { apply, changesBetween } from './apply';
import { askAnswers } from './asking';
import { RULES, findingsIn } from './check';
import { changedBy, decided, seedConflicts } from './handover';
import { historyAnswers } from './history';
import { blackedOut, drawn, shotHash } from './pictures';
import { homesIn, insertion } from './recorded';
import { fulfil, places } from './rewrite';
import { INTERRUPTED, SESSION, seedEntries, seedSessions } from './session';
import { DRAFT, lengthened, seedSops } from './sops';
import { BROKEN, templateAnswers } from './templates';

type Kept = { document: Document; revision: string; updated: string; seq: number; past: Document[]; future: Document[] };
type Answers = { [C in keyof Commands]: (request: Commands[C]['request']) => Commands[C]['response'] | Promise<Commands[C]['response']> };

const KEYS: Record<Action, string> = {
  record: 'R', pause: 'P', step: 'S', note: 'T', warning: 'W', decision: 'I', expected: 'E', faq: 'A', question: 'H', snippet: 'V', shot: 'G', withdraw: 'Z', forget: 'K',
};
const fault = (message: string, hint: string, code = 'refused') => Object.assign(new Error(message), { code, hint });
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** The host of the windows outside the shell. `?full` in the address makes every save fail, `?empty` clears the library,
 *  `?steps=10000` makes the draft as long,
 *  `?conflicts` lets decisions wait in it, `?bad` makes every package a hostile one. */
export function fakeHost(): Host {
  const asked = new URLSearchParams(location.search);
  const empty = asked.has('empty');
  const heard = new Set<(notice: Notice) => void>();
  const tell = (notice: Notice) => heard.forEach((hear) => hear(structuredClone(notice)));
  const kept = new Map<string, Kept>();
  if (!empty) for (const seed of seedSops()) kept.set(seed.document.id, { ...seed, document: seed.document.id === DRAFT && asked.has('steps') ? lengthened(seed.document, Number(asked.get('steps'))) : seed.document, seq: 1, past: [], future: [] });
  const entries: TimelineEntry[] = seedEntries();
  let sessions: SessionSummary[] = empty ? [] : seedSessions();
  let settings: Settings = {
    hotkeys: Object.entries(KEYS).map(([action, key]) => ({ action: action as Action, chord: `Ctrl+Super+${key}` })),
    defaults: { person: { name: 'Anna Berg', role: 'Head of invoicing', contact: 'anna.berg@example.org' }, audience: 'Invoicing clerks', cadence: 'yearly', help: '', policy: '', storage: 'Wiki, Finance', classification: 'Internal', series: 'SOP-FIN-{n}', template: asked.get('broken') === 'default' ? BROKEN : null },
    recording: { hide_main: true, quick_field: true, close_to_tray: false, automatic: false, offer_copied: false, typed_text: false, excluded: [{ app: 'KeePass*', title: '' }, { app: 'Bitwarden', title: '' }, { app: '', title: 'Private Browsing' }, { app: '', title: '*Banking' }], mask_people: false },
    left: [],
    look: (asked.get('look') as Settings['look'] | null) ?? 'system',
  };
  let status: RecorderStatus = idle();
  let began = Date.now();
  const cancelled = new Set<string>();

  const sop = (id: string): Kept => {
    const found = kept.get(id);
    if (!found) throw fault('This SOP is not in the library.', 'It may have been removed. Open the library to see what is there.', 'not_found');
    return found;
  };
  let conflicts: OpenConflict[] = asked.has('conflicts') ? seedConflicts(sop(DRAFT).document) : [];
  const summary = ({ document: d, revision, updated }: Kept): SopSummary => ({
    id: d.id, number: d.meta.number, title: d.meta.title, status: d.meta.status, owner: d.meta.owner.name, revision, next_review: d.meta.next_review,
    open_questions: d.questions.filter((q) => !q.answer).length, steps: d.phases.reduce((n, p) => n + p.steps.length, 0), updated_at: updated, session: d.session,
  });
  const now = (): RecorderStatus => ({ ...status, elapsed_ms: status.phase === 'recording' ? status.elapsed_ms + Date.now() - began : status.elapsed_ms });
  const setStatus = (next: Partial<RecorderStatus>) => {
    status = { ...now(), ...next };
    began = Date.now();
    tell({ notice: 'recorder', status: now() });
    return now();
  };
  const land = (kind: TimelineEntry['kind'], text: string): TimelineEntry => {
    const model = entries.find((e) => e.kind === 'step');
    const entry = { ...(model as TimelineEntry), id: crypto.randomUUID(), kind, text, at: new Date().toISOString(), elapsed_ms: now().elapsed_ms, shot: { hash: shotHash('review'), area: { x: 0, y: 0, width: 1440, height: 900 }, bytes: 1000 } };
    tell({ notice: 'entry', entry });
    setStatus({ entries: status.entries + 1, shots: status.shots + 1, last: [entry, ...status.last].slice(0, 5), last_kept_ms: now().elapsed_ms });
    return entry;
  };
  const edited = (own: Kept, before: Document) => {
    own.seq += 1;
    own.updated = new Date().toISOString();
    const answer = { seq: own.seq, changes: changesBetween(before, own.document), can_undo: own.past.length > 0, can_redo: own.future.length > 0 };
    tell({ notice: 'document', id: own.document.id, ...answer });
    return answer;
  };
  const changeNow = (id: string, work: (next: Document) => void, joins?: number) => {
    const own = sop(id);
    const before = own.document;
    const next = structuredClone(before);
    work(next);
    if (joins !== own.seq) own.past.push(before);
    own.future = [];
    own.document = next;
    return edited(own, before);
  };
  const change = async (id: string, work: (next: Document) => void, joins?: number) => {
    await pause(30);
    if (asked.has('full')) throw fault('The disk is full.', 'Free some space, then try again.', 'disk');
    return changeNow(id, work, joins);
  };
  const travel = (own: Kept, from: Document[], to: Document[]) => {
    const next = from.pop();
    if (!next) throw fault('There is nothing to undo.', '');
    to.push(own.document);
    const before = own.document;
    own.document = next;
    return edited(own, before);
  };

  const rename = (document: Document, from: string, to: string) => {
    for (const block of document.phases.flatMap((p) => p.steps).flatMap((s) => s.blocks)) if (block.block === 'figure' && block.shot === from) block.shot = to;
  };

  const answers: Answers = {
    health: () => ({
      version: '0.1.0', sqlite: '3.50.4', library: '/home/anna/.local/share/sopwright', desktop: 'GNOME on Wayland',
      missing: [{ what: 'Global hotkeys need your permission on this desktop', consequence: 'Keys are not heard while another window has the focus.', hint: 'Allow them when the desktop asks, or log with the recorder bar.' }],
      hotkeys: settings.hotkeys.map((hotkey) => ({
        hotkey,
        hearing: hotkey.chord === '' ? 'unset' : hotkey.action === 'step' ? 'shared' : hotkey.action === 'shot' ? 'deaf' : 'own',
        holder: hotkey.action === 'step' ? 'Flameshot' : '',
        offer: hotkey.action === 'step' ? 'Ctrl+Super+1' : hotkey.action === 'shot' ? 'Ctrl+Super+B' : '',
        why: hotkey.action === 'shot' ? 'The desktop refused it.' : '',
      })),
    }),
    settings: () => settings,
    save_settings: (request) => {
      settings = request;
      tell({ notice: 'settings', settings });
      return settings;
    },
    try_chord: ({ chord }) => ({ problem: /^Ctrl\+[A-Z]$/.test(chord) ? `${chord} belongs to the application in front. Add Super or Shift.` : '' }),
    record_status: () => now(),
    record_start: ({ title }) => setStatus({ ...idle(), phase: 'recording', title, session: SESSION, started_at: new Date().toISOString() }),
    automatic: ({ on }) => {
      settings = { ...settings, recording: { ...settings.recording, automatic: on } };
      return setStatus({ automatic: on });
    },
    record_pause: () => setStatus({ phase: 'paused' }),
    record_resume: () => setStatus({ phase: 'recording' }),
    record_stop: () => {
      const receipt = { session: SESSION, entries: status.entries, shots: status.shots, skipped: [], failed: [], watched: [], forgotten: status.forgotten };
      setStatus(idle());
      tell({ notice: 'stopped', receipt });
      return receipt;
    },
    interrupted: () => sessions.filter((s) => s.session.state === 'open'),
    recover: ({ session, go_on }) => {
      sessions = sessions.map((s) => (s.session.id === session ? { ...s, session: { ...s.session, state: 'closed' } } : s));
      tell({ notice: 'sessions' });
      return go_on ? setStatus({ ...idle(), phase: 'recording', session: INTERRUPTED, entries: 5, shots: 3, elapsed_ms: 95_000 }) : now();
    },
    log: ({ kind, text }) => ({ entry: land(kind, text) }),
    words: ({ entry, text, becomes }) => {
      const found = [...status.last, ...entries].find((e) => e.id === entry) ?? entries[0];
      const next = { ...(found as TimelineEntry), text, kind: becomes ?? found?.kind ?? 'step' };
      setStatus({ last: status.last.map((e) => (e.id === entry ? next : e)) });
      return { entry: next };
    },
    withdraw: ({ entry }) => {
      const gone = status.last.find((e) => e.id === entry) ?? status.last[0];
      if (!gone) throw fault('There is nothing to take back.', 'Log something first.');
      setStatus({ entries: status.entries - 1, last: status.last.filter((e) => e !== gone) });
      return { entry: gone };
    },
    record_forget: () => {
      const gone = status.last.filter((entry) => now().elapsed_ms - entry.elapsed_ms <= 60_000);
      tell({ notice: 'forgotten', session: SESSION, entries: gone.map((entry) => entry.id), count: gone.length });
      return setStatus({ entries: status.entries - gone.length, last: status.last.filter((entry) => !gone.includes(entry)), forgotten: status.forgotten + gone.length });
    },
    shown_windows: () =>
      [['Faktura', 'Faktura 12: Invoices'], ['KeePassXC', 'Passwords.kdbx - KeePassXC'], ['Files', 'Invoices']].map(([app = '', title = '']) => {
        const at = settings.recording.excluded.findIndex((one) => one.app !== '' && app.toLowerCase().startsWith(one.app.toLowerCase().replace('*', '')));
        return { app, title, hidden_by: at < 0 ? null : at };
      }),
    reveal: ({ entry }) => ({ entry: entries.find((e) => e.id === entry) ?? (entries[0] as TimelineEntry) }),
    sessions: () => sessions,
    session: ({ session }) => {
      const found = sessions.find((s) => s.session.id === session);
      if (!found) throw fault('This session is not in the library.', 'Open Sessions to see what is there.', 'not_found');
      const documents = [...kept.values()].filter((k) => k.document.session === session).map((k) => k.document.id);
      return { summary: found, entries: session === SESSION ? entries : entries.slice(0, 5), documents: asked.has('fresh') ? [] : documents };
    },
    rename_session: ({ session, title }) => {
      sessions = sessions.map((s) => (s.session.id === session ? { ...s, session: { ...s.session, title } } : s));
      tell({ notice: 'sessions' });
      return sessions.find((s) => s.session.id === session) as SessionSummary;
    },
    draft: async () => {
      await pause(400);
      return { ...summary(sop(DRAFT)), warnings: [] };
    },
    sops: () => [...kept.values()].map(summary),
    sop: ({ id }) => {
      const own = sop(id);
      return { document: own.document, seq: own.seq, revision: own.revision, can_undo: own.past.length > 0, can_redo: own.future.length > 0, conflicts: id === DRAFT ? conflicts.length : 0 };
    },
    create_sop: ({ title }) => {
      const model = structuredClone(sop(DRAFT).document);
      const document: Document = { ...model, id: crypto.randomUUID(), session: null, meta: { ...model.meta, number: 'SOP-FIN-013', title }, phases: [], faq: [], questions: [] };
      kept.set(document.id, { document, revision: '0.1', updated: new Date().toISOString(), seq: 1, past: [], future: [] });
      tell({ notice: 'sops' });
      return { ...summary(sop(document.id)), warnings: [] };
    },
    edit: ({ id, operations, joins }: { id: string; operations: Operation[]; joins?: number }) => change(id, (next) => apply(next, operations), joins),
    rewrite: ({ id, wish }) => change(id, (next) => fulfil(next, wish)),
    occurrences: ({ id, find }) => places(sop(id).document, find),
    homes: ({ id }) => homesIn(sop(id).document, entries),
    use_entry: ({ id, entry, spot }) => change(id, (next) => apply(next, insertion(next, entries.find((each) => each.id === entry) ?? (entries[0] as TimelineEntry), spot))),
    undo: ({ id }) => travel(sop(id), sop(id).past, sop(id).future),
    redo: ({ id }) => travel(sop(id), sop(id).future, sop(id).past),
    check: async ({ id }) => {
      await pause(20);
      const own = sop(id);
      const findings = findingsIn(own.document, settings.left);
      const of = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
      return { seq: own.seq, findings, blocks: of('blocks'), advice: of('advice'), readability: { score: 72.4, ease: 'fairly_easy', words: 214, sentences: 31, syllables: 298, source: 'Flesch Reading Ease (Flesch 1948)' } };
    },
    rules: () => RULES,
    ...templateAnswers({
      settings: () => settings,
      document: (id) => sop(id).document,
      edit: (id, operations) => change(id, (next) => apply(next, operations)),
      tell: () => tell({ notice: 'templates' }),
      fault,
      broken: asked.has('broken'),
    }),
    ...historyAnswers({
      document: (id) => sop(id).document,
      edit: (id, operations) => changeNow(id, (next) => apply(next, operations)),
      tell: (id) => tell({ notice: 'suggestions', id }),
      fault,
    }),
    ...askAnswers({
      documents: () => [...kept.values()].map((each) => each.document),
      document: (id) => sop(id).document,
      edit: (id, operations) => change(id, (next) => apply(next, operations)),
      fault,
    }),
    export: async ({ job, format, out, id }) => {
      for (let done = 0; done <= 8; done += 1) {
        tell({ notice: 'progress', job, done, of: 8, what: done < 6 ? 'Placing figures' : 'Writing the file' });
        await pause(180);
        if (cancelled.has(job)) throw fault('The export was cancelled.', 'Nothing was written.', 'cancelled');
      }
      const name = `${sop(id).document.meta.number}_rev${sop(id).revision}_Monthly-invoice-run`;
      const main = `${out || '/home/anna/.local/share/sopwright/exports'}/${name}.${format === 'pdf' ? 'pdf' : 'md'}`;
      return { main, files: [main], revision: '0.1', bytes: 482_133, ms: 640, warnings: ['Step 2.3 has no figure.', 'The effective date is not known yet.'] };
    },
    package: async ({ id, out, with_session }) => {
      await pause(300);
      return { file: out, bytes: 1_482_133, with_session: with_session ?? false, warnings: sop(id).document.session === null ? [] : ['Picture 3 is left out: it is damaged'] };
    },
    import: async ({ file }) => {
      await pause(300);
      if (file.includes('bad')) throw fault('The package holds what no package may hold: a file that leads outside of it', 'Nothing was taken in. Ask the sender where the file comes from.');
      const { document } = sop(DRAFT);
      conflicts = seedConflicts(document);
      tell({ notice: 'conflicts', id: DRAFT, count: conflicts.length });
      return { sop: summary(sop(DRAFT)), outcome: 'merged', by: 'Bo Lind', at: new Date().toISOString(), changed: changedBy(document), conflicts, notes: ["Revision 0.2 was made on both sides; the sender's is kept as 0.2+9f3c2a1b"] };
    },
    conflicts: ({ id }) => (id === DRAFT ? conflicts : []),
    settle: ({ id, conflict, whose }) => {
      const found = conflicts.find((c) => c.id === conflict);
      if (!found) throw fault('This was decided already.', 'Look at what still waits for a decision.', 'not_found');
      changeNow(id, (next) => apply(next, decided(found, whose)));
      conflicts = conflicts.filter((c) => c !== found);
      tell({ notice: 'conflicts', id, count: conflicts.length });
      return conflicts;
    },
    add_picture: ({ data }) => {
      if (!/^(iVBOR|\/9j\/)/.test(data)) throw fault('The picture cannot be added: it is neither a PNG nor a JPEG picture', 'Open it in another program and save it as PNG or JPEG.');
      return { shot: shotHash('mail'), width: 1440, height: 900 };
    },
    take_picture: () => ({ shot: shotHash('done'), width: 1440, height: 900 }),
    redact: ({ shot, areas }) => {
      const next = blackedOut(shot, areas);
      for (const { document } of kept.values()) rename(document, shot, next);
      tell({ notice: 'redacted', old: shot, new: next });
      return { shot: next, width: 1440, height: 900 };
    },
    cancel: ({ job }) => {
      cancelled.add(job);
      return {};
    },
    search: ({ words, limit }) =>
      [...kept.values()].flatMap(({ document: d }) =>
        d.phases.flatMap((p) => p.steps).flatMap((s) => {
          const action = s.action.replace(/\*\*|\{\{|\}\}/g, '');
          const at = action.toLowerCase().indexOf(words.toLowerCase());
          return at < 0 || words === '' ? [] : [{ kind: 'step' as const, session: null, document: d.id, part: s.id, title: `${d.meta.number} ${d.meta.title}`, before: action.slice(0, at), match: action.slice(at, at + words.length), after: action.slice(at + words.length) }];
        }),
      ).slice(0, limit),
    verify: async () => {
      await pause(600);
      return { entries: 66, shots: 46, redacted: 1, documents: kept.size, revisions: 7, damaged: [] };
    },
  };

  const host: Host = {
    label: location.pathname.includes('bar') ? 'bar' : location.pathname.includes('field') ? 'field' : 'main',
    call: async (name, request) => {
      const answer = answers[name as keyof Answers] as ((request: unknown) => unknown) | undefined;
      if (!answer) throw fault(`There is no command ${name}.`, '');
      return structuredClone(await answer(structuredClone(request)));
    },
    act: async (act, arg) => {
      if (act === 'pick_folder') return '/home/anna/Documents/SOPs';
      if (act === 'save_package') return `/home/anna/Documents/${arg && 'path' in arg ? arg.path : ''}`;
      return act === 'open_package' ? `/home/anna/Downloads/${asked.has('bad') ? 'bad' : 'back'}.sop` : null;
    },
    takePicture: async () => {
      await pause(60);
      return answers.take_picture({}) as PictureFile;
    },
    listen: (hear) => {
      heard.add(hear);
      return () => heard.delete(hear);
    },
    picture: (hash) => drawn(hash),
  };

  if (asked.has('recording')) status = { ...idle(), phase: asked.get('recording') === 'paused' ? 'paused' : 'recording', session: SESSION, elapsed_ms: 251_000, entries: 12, shots: 8, last_kept_ms: 245_000, last: entries.filter((e) => !e.withdrawn).slice(-5).reverse() };
  if (asked.has('fresh')) status = { ...status, elapsed_ms: 3_600_000, entries: 0, shots: 0, last_kept_ms: null, last: [] };
  if (asked.has('copied')) status = { ...status, copied_ms: status.elapsed_ms };
  if (asked.has('trouble')) status = { ...status, failed: 1, trouble: { what: 'The last picture could not be kept', hint: 'The disk is full. Free some space; your words are kept.' } };
  // For tests and for trying out: says a notice, as the shell would.
  Object.assign(globalThis, { fake: { tell, land, host } });
  return host;
}

function idle(): RecorderStatus {
  return { phase: 'idle', session: null, title: '', started_at: null, elapsed_ms: 0, entries: 0, shots: 0, skipped: 0, failed: 0, last: [], last_kept_ms: null, trouble: null, waiting: 0, automatic: false, copied_ms: null, forgotten: 0 };
}
