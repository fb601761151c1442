// Brings a document up to date with changes that the app tells of. Changes say what is, not what was done, so the
// same change twice does no harm. What did not change is shared with the document as it was: an edit of one step costs
// the same in a procedure of ten thousand.
import type { Change, Document, Item, ItemList, Phase, Step } from '../api/gen';
import { Places } from './places';

/** A document, and where its steps stand. */
export type Placed = { document: Document; places: Places };
type Of<C extends Change['change']> = Extract<Change, { change: C }>;

/** The document after the changes. Null: they name something unknown, and the document must be read anew. */
export function patch(before: Placed, changes: Change[]): Placed | null {
  const document = { ...before.document };
  for (const change of changes) {
    if (change.change === 'meta') document.meta = change.meta;
    else if (change.change === 'section') document.sections = { ...document.sections, [change.section]: change.text };
    else if (change.change === 'numbering') document.numbering = change.numbering;
    else if (change.change === 'template') Object.assign(document, { template: change.template, placed: change.placed });
    else if (change.change === 'list') relist(document, change.list, change.items);
  }
  const phases = rephased(before, changes);
  if (!phases) return null;
  document.phases = phases;
  return { document, places: sameOrder(before.document.phases, phases) ? before.places : new Places(phases) };
}

/** The phases after the changes. */
function rephased({ document, places }: Placed, changes: Change[]): Phase[] | null {
  const steps = new Map(only(changes, 'step').map(({ step }) => [step.id, step]));
  const named = only(changes, 'phase');
  const order = only(changes, 'phases').at(-1)?.order;
  if (steps.size === 0 && named.length === 0 && !order) return document.phases;

  const standing = (id: string): Step | undefined => {
    const place = places.of(id);
    return place && document.phases[place.phase]?.steps[place.at];
  };
  const phases = new Map(document.phases.map((phase) => [phase.id, phase]));
  const held = new Set<string>();
  for (const { id, title, restart, steps: ids } of named) {
    const own = ids.map((each) => steps.get(each) ?? standing(each)).filter((step) => step !== undefined);
    if (own.length < ids.length || !(phases.has(id) || order)) return null;
    phases.set(id, { id, title, restart, steps: own });
    for (const each of ids) held.add(each);
  }
  for (const step of steps.values()) {
    if (held.has(step.id)) continue;
    const place = places.of(step.id);
    const phase = place && phases.get(document.phases[place.phase]?.id ?? '');
    if (!phase) return null;
    phases.set(phase.id, { ...phase, steps: phase.steps.map((each) => (each.id === step.id ? step : each)) });
  }
  const next = (order ?? document.phases.map((phase) => phase.id)).map((id) => phases.get(id));
  return next.every((phase) => phase !== undefined) ? next : null;
}

function only<C extends Change['change']>(changes: Change[], kind: C): Of<C>[] {
  return changes.filter((change): change is Of<C> => change.change === kind);
}

function sameOrder(before: Phase[], after: Phase[]): boolean {
  if (before === after) return true;
  const same = (a: { id: string }[], b: { id: string }[]) => a === b || (a.length === b.length && a.every((each, i) => each.id === b[i]?.id));
  return same(before, after) && before.every((phase, i) => same(phase.steps, after[i]?.steps ?? []));
}

function relist(document: Document, list: ItemList, items: Item[]): void {
  switch (list) {
    case 'role':
      document.roles = items.flatMap((item) => (item.list === 'role' ? [item.value] : []));
      break;
    case 'parameter':
      document.parameters = items.flatMap((item) => (item.list === 'parameter' ? [item.value] : []));
      break;
    case 'faq':
      document.faq = items.flatMap((item) => (item.list === 'faq' ? [item.value] : []));
      break;
    case 'definition':
      document.definitions = items.flatMap((item) => (item.list === 'definition' ? [item.value] : []));
      break;
    case 'question':
      document.questions = items.flatMap((item) => (item.list === 'question' ? [item.value] : []));
      break;
    case 'history':
      document.history = items.flatMap((item) => (item.list === 'history' ? [item.value] : []));
      break;
  }
}
