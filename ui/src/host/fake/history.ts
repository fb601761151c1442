// Made-up revisions, comparisons and suggestions. For trying out only: what differs is written down, not computed.
import type { Comparison, Document, Edited, FieldDiff, FieldName, Form, Operation, PartDiff, Piece, Reading, RevisionSummary, Story, SuggestionView } from '../../api/gen';
import type { Commands } from '../../api/gen/commands';
import { apply } from './apply';
import { differing } from './asking';
import { shotHash } from './pictures';
import { DRAFT } from './sops';

type Names = 'revisions' | 'revision' | 'keep_revision' | 'restore' | 'compare' | 'provenance' | 'suggest' | 'suggestions' | 'accept' | 'reject';
type Answers = { [C in Names]: (request: Commands[C]['request']) => Commands[C]['response'] | Promise<Commands[C]['response']> };
/** What the made-up app does for these commands. */
export type Desk = {
  document: (id: string) => Document;
  edit: (id: string, operations: Operation[]) => Edited;
  tell: (id: string) => void;
  fault: (message: string, hint: string) => Error;
};

const WHO = 'Anna Berg';
const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T10:20:00+01:00`;
const same = (text: string, accents: Piece['accents'] = []): Piece => ({ side: 'same', text, accents, link: null });
const gone = (text: string, accents: Piece['accents'] = []): Piece => ({ side: 'removed', text, accents, link: null });
const came = (text: string, accents: Piece['accents'] = [], link: string | null = null): Piece => ({ side: 'added', text, accents, link });
const field = (name: FieldName, pieces: Piece[], form: Form = 'words'): FieldDiff => ({ field: name, form, pieces });
const part = (own: Partial<PartDiff> & Pick<PartDiff, 'kind'>): PartDiff => ({
  id: null, section: null, title: '', before: '', after: '', fate: 'kept', moved: false, fields: [], figure: null, parts: [], ...own,
});
const told = (...parts: PartDiff[]): Comparison => ({ parts, count: { added: 1, removed: 1, moved: 1, changed: 4 } });
const figure = (marks: boolean) => ({
  shot: shotHash('run'), width: 1440, height: 900, alt: 'Monthly run with the month filled in', caption: '', crop: null,
  marks: marks ? [{ mark: 'box' as const, area: { x: 280, y: 380, width: 300, height: 90 } }] : [],
});

function comparison(document: Document): Comparison {
  const [first, second] = document.phases;
  const steps = [...(first?.steps ?? []), ...(second?.steps ?? [])];
  const id = (n: number) => steps[n]?.id ?? null;
  return told(
    part({ kind: 'front', fields: [field('owner', [same('Anna Berg, '), gone('Clerk'), came('Head of invoicing')]), field('next_review', [gone('2026-12-01'), came('2027-03-01')], 'date'), field('cadence', [gone('half_yearly'), came('yearly')], 'choice')] }),
    part({ kind: 'section', section: 'purpose', fields: [field('text', [same('So that every customer is billed by the '), gone('fifth'), came('third'), same(' working day'), came(', and nobody is billed twice', []), same('.')])] }),
    part({ kind: 'phase', id: first?.id ?? null, title: first?.title ?? '', parts: [
      part({ kind: 'step', id: id(0), before: '1.1', after: '1.1', title: 'Sign in', fields: [field('action', [same('Sign in to Faktura as the '), gone('invoicing'), came('invoicing', ['bold']), same(' user')]), field('details', [came('See '), came('the list of users', [], 'https://wiki.example/users'), came(' if yours is locked.')])] }),
      part({ kind: 'step', id: id(2), before: '2.1', after: '1.2', moved: true, title: 'Enter the month and press Prepare', fields: [field('duration_s', [gone('20'), came('34')], 'seconds')], parts: [
        part({ kind: 'figure', figure: { before: figure(false), after: figure(true), shot: false, crop: false, marks: true }, fields: [field('alt', [same('Monthly run with the month'), came(' filled in')])] }),
      ] }),
      part({ kind: 'step', fate: 'removed', before: '1.3', title: 'Wait for the clock', fields: [field('action', [gone('Wait for the clock')])] }),
      part({ kind: 'step', id: id(1), fate: 'added', after: '1.3', title: 'Open a new run', fields: [field('action', [came('Press '), came('New run', ['bold']), came(' for '), came('invoice_month', ['parameter'])])] }),
    ] }),
    part({ kind: 'parameter', title: 'invoice_month', fields: [field('example', [gone('2026-09'), came('2026-10')])] }),
    part({ kind: 'history', title: '0.3', fate: 'added', fields: [field('revision', [came('0.3')]), field('change', [came('Said which user, and why.')])] }),
  );
}

type Kept = { view: SuggestionView; operations: Operation[] };

function seed(document: Document): Kept[] {
  const steps = document.phases.flatMap((phase) => phase.steps);
  const [one, two] = [steps[0], steps[3]];
  if (!one || !two) return [];
  const reading = (own: Partial<Reading>): Reading => ({ comparison: told(), step: null, fits: true, leans: false, outdated: false, verdict: null, ...own });
  const action = 'Sign in to Faktura';
  return [
    {
      operations: [
        { op: 'set_step_text', step: one.id, field: 'action', text: action },
        { op: 'set_section', section: 'purpose', text: 'So that every customer is billed in time.' },
        { op: 'set_step_text', step: two.id, field: 'expected', text: 'The run is listed.' },
      ],
      view: {
        id: '01990000-0000-7000-c000-000000000001', document: document.id, title: 'Shorter sentences', reason: 'Readers skip the long ones.', author: 'Bo Lind', at: day(20), state: 'waiting',
        readings: [
          reading({ step: one.id, comparison: told(part({ kind: 'step', id: one.id, before: '1.1', after: '1.1', title: action, fields: [field('action', [same('Sign in to Faktura'), gone(' as the '), gone('invoicing', ['bold']), gone(' user')])] })) }),
          reading({ outdated: true, comparison: told(part({ kind: 'section', section: 'purpose', fields: [field('text', [same('So that every customer is billed '), gone('by the third working day'), came('in time'), same('.')])] })) }),
          reading({ step: two.id, fits: false, comparison: told(part({ kind: 'step', before: '2.2', after: '2.2', title: 'Look at the run', fields: [field('expected', [came('The run is listed.')])] })) }),
        ],
      },
    },
    {
      operations: [],
      view: {
        id: '01990000-0000-7000-c000-000000000002', document: document.id, title: 'Name the archive', reason: '', author: 'Carla Ruiz', at: day(14), state: 'rejected',
        readings: [reading({ verdict: { accepted: false, who: WHO, at: day(15) }, comparison: told(part({ kind: 'step', before: '2.4', after: '2.4', title: 'Upload the PDFs', fields: [field('action', [same('Upload the PDFs to the '), came('invoice '), same('archive')])] })) })],
      },
    },
  ];
}

/** Answers about revisions and suggestions. */
export function historyAnswers(desk: Desk): Answers {
  const revisions = new Map<string, RevisionSummary[]>();
  const waiting = new Map<string, Kept[]>();
  const of = (id: string) => {
    const hash = '0'.repeat(64);
    const seeded = [
      { number: '0.3', name: 'After the trial run', at: day(19), author: WHO, note: 'Said which user, and why.', seq: 12, hash },
      { number: '0.2', name: '', at: day(14), author: WHO, note: 'Steps in the order in which they are done.', seq: 7, hash },
      { number: '0.1', name: '', at: day(12), author: WHO, note: 'First draft, from a recording', seq: 0, hash },
    ];
    if (!revisions.has(id)) revisions.set(id, id === DRAFT ? seeded : seeded.slice(2));
    return revisions.get(id) ?? [];
  };
  const suggested = (id: string) => {
    if (!waiting.has(id)) waiting.set(id, id === DRAFT ? seed(desk.document(id)) : []);
    return waiting.get(id) ?? [];
  };
  const keep = (id: string, name: string, note: string) => {
    const [last] = of(id);
    const number = `0.${Number(last?.number.split('.')[1] ?? 0) + 1}`;
    revisions.set(id, [{ number, name, at: new Date().toISOString(), author: WHO, note: note || name || 'Edited.', seq: 20, hash: '0'.repeat(64) }, ...of(id)]);
    const row = { id: crypto.randomUUID(), revision: number, date: null, author: WHO, change: note, approved_by: '' };
    return { number, edited: desk.edit(id, [{ op: 'insert_item', at: 0, item: { list: 'history', value: row } }]) };
  };
  const decide = ({ suggestion, which }: Commands['accept']['request'], accepted: boolean) => {
    const found = [...waiting.values()].flat().find((each) => each.view.id === suggestion);
    if (!found) throw desk.fault('There is no such suggestion.', '');
    const { view, operations } = found;
    const meant = view.readings.flatMap((reading, at) => (!reading.verdict && (which?.includes(at) ?? (reading.fits || !accepted)) ? [at] : []));
    view.readings = view.readings.map((reading, at) => (meant.includes(at) ? { ...reading, verdict: { accepted, who: WHO, at: new Date().toISOString() } } : reading));
    const yes = view.readings.filter((reading) => reading.verdict?.accepted).length;
    view.state = view.readings.some((reading) => !reading.verdict) ? 'waiting' : yes === view.readings.length ? 'accepted' : yes === 0 ? 'rejected' : 'partly';
    const edited = accepted ? desk.edit(view.document, operations.filter((_, at) => meant.includes(at))) : null;
    desk.tell(view.document);
    return { suggestion: view, edited };
  };
  return {
    revisions: ({ id }) => of(id),
    revision: ({ id, number }) => ({ summary: of(id).find((each) => each.number === number) as RevisionSummary, document: desk.document(id) }),
    keep_revision: ({ id, name, note }) => keep(id, name, note),
    restore: ({ id, number }) => keep(id, '', `Restored revision ${number}.`),
    compare: ({ id, from, to }) => (from === to ? { parts: [], count: { added: 0, removed: 0, moved: 0, changed: 0 } } : comparison(desk.document(id))),
    provenance: ({ of: asked }): Story[] => {
      const step = asked.on === 'part' ? asked.part : null;
      return [
        { kind: 'step', part: step, field: 'action', deeds: [
          { what: 'recorded', entries: [], who: WHO, at: day(12) }, { what: 'written', who: 'Carla Ruiz', at: day(14) },
          { what: 'suggested', id: '', title: 'Shorter', author: 'Bo Lind', who: WHO, at: day(19) },
        ] },
        { kind: 'step', part: step, field: 'expected', deeds: [{ what: 'written', who: WHO, at: day(14) }] },
        { kind: 'figure', part: null, field: 'shot', deeds: [{ what: 'recorded', entries: [], who: WHO, at: day(12) }] },
      ];
    },
    suggest: ({ id, title, reason = '', author, operations }) => {
      const before = desk.document(id);
      const readings = operations.map((operation): Reading => {
        const after = structuredClone(before);
        apply(after, [structuredClone(operation)]);
        return { comparison: differing(before, after), step: operation.op === 'set_step_text' ? operation.step : null, fits: true, leans: false, outdated: false, verdict: null };
      });
      const view: SuggestionView = { id: crypto.randomUUID(), document: id, title, reason, author, at: new Date().toISOString(), state: 'waiting', readings };
      waiting.set(id, [{ view, operations }, ...suggested(id)]);
      desk.tell(id);
      return view;
    },
    suggestions: ({ id }) => suggested(id).map((each) => each.view),
    accept: (request) => decide(request, true),
    reject: (request) => decide(request, false),
  };
}
