// Carries out operations on a document, and finds what changed: as much of `core::operation` as trying out needs.
import type { Block, Change, Document, Item, ItemList, Operation, Phase, Step } from '../../api/gen';

const refuse = (what: string): never => {
  throw { code: 'refused', message: what, hint: 'Open the SOP again to see how it stands.' };
};

/** Applies operations in place. */
export function apply(document: Document, operations: Operation[]): void {
  for (const operation of operations) one(document, operation);
}

function one(d: Document, o: Operation): void {
  switch (o.op) {
    case 'set_meta':
      d.meta = o.meta;
      return;
    case 'set_section':
      d.sections[o.section] = o.text;
      return;
    case 'set_template':
      d.template = o.template;
      d.placed = o.placed;
      return;
    case 'set_numbering':
      d.numbering = o.numbering;
      return;
    case 'insert_phase':
      d.phases.splice(o.at, 0, o.phase);
      return;
    case 'remove_phase':
      d.phases = d.phases.filter((p) => p.id !== o.phase);
      return;
    case 'move_phase': {
      const phase = phaseOf(d, o.phase);
      d.phases.splice(d.phases.indexOf(phase), 1);
      d.phases.splice(o.at, 0, phase);
      return;
    }
    case 'set_phase_title':
      phaseOf(d, o.phase).title = o.title;
      return;
    case 'set_phase_restart':
      phaseOf(d, o.phase).restart = o.restart;
      return;
    case 'insert_step':
      phaseOf(d, o.phase).steps.splice(o.at, 0, o.step);
      return;
    case 'remove_step':
      takeStep(d, o.step);
      return;
    case 'move_step': {
      const step = takeStep(d, o.step);
      phaseOf(d, o.phase).steps.splice(o.at, 0, step);
      return;
    }
    case 'set_step_text':
      stepOf(d, o.step)[o.field] = o.text;
      return;
    case 'set_step_duration':
      stepOf(d, o.step).duration_s = o.seconds;
      return;
    case 'set_step_sources':
      stepOf(d, o.step).sources = o.sources;
      return;
    case 'insert_block':
      stepOf(d, o.step).blocks.splice(o.at, 0, o.block);
      return;
    case 'set_block': {
      const step = stepWith(d, o.block.id);
      step.blocks = step.blocks.map((b) => (b.id === o.block.id ? o.block : b));
      return;
    }
    case 'remove_block':
      takeBlock(d, o.block);
      return;
    case 'move_block': {
      const block = takeBlock(d, o.block);
      stepOf(d, o.step).blocks.splice(o.at, 0, block);
      return;
    }
    case 'insert_item':
      setItems(d, o.item.list, items(d, o.item.list).toSpliced(o.at, 0, o.item));
      return;
    case 'set_item':
      setItems(d, o.item.list, items(d, o.item.list).map((i) => (i.value.id === o.item.value.id ? o.item : i)));
      return;
    case 'remove_item':
      setItems(d, o.list, items(d, o.list).filter((i) => i.value.id !== o.id));
      return;
    case 'move_item': {
      const own = items(d, o.list);
      const item = own.find((i) => i.value.id === o.id) ?? refuse('That part is gone.');
      setItems(d, o.list, own.filter((i) => i !== item).toSpliced(o.at, 0, item));
    }
  }
}

const steps = (d: Document) => d.phases.flatMap((p) => p.steps);
const phaseOf = (d: Document, id: string): Phase => d.phases.find((p) => p.id === id) ?? refuse('That phase is gone.');
const stepOf = (d: Document, id: string): Step => steps(d).find((s) => s.id === id) ?? refuse('That step is gone.');
const stepWith = (d: Document, block: string): Step =>
  steps(d).find((s) => s.blocks.some((b) => b.id === block)) ?? refuse('That block is gone.');

function takeStep(d: Document, id: string): Step {
  const step = stepOf(d, id);
  for (const phase of d.phases) phase.steps = phase.steps.filter((s) => s.id !== id);
  return step;
}

function takeBlock(d: Document, id: string): Block {
  const step = stepWith(d, id);
  const block = step.blocks.find((b) => b.id === id) ?? refuse('That block is gone.');
  step.blocks = step.blocks.filter((b) => b.id !== id);
  return block;
}

const LISTS = ['role', 'parameter', 'faq', 'definition', 'question', 'history'] as const;
const FIELD = { role: 'roles', parameter: 'parameters', faq: 'faq', definition: 'definitions', question: 'questions', history: 'history' } as const;

function items(d: Document, list: ItemList): Item[] {
  return d[FIELD[list]].map((value) => ({ list, value }) as Item);
}

function setItems(d: Document, list: ItemList, next: Item[]): void {
  Object.assign(d, { [FIELD[list]]: next.map((item) => item.value) });
}

/** What must be shown anew to get from one state to another. */
export function changesBetween(before: Document, after: Document): Change[] {
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  const changes: Change[] = [];
  if (differs(before.meta, after.meta)) changes.push({ change: 'meta', meta: after.meta });
  for (const key of Object.keys(after.sections) as (keyof Document['sections'])[]) {
    if (before.sections[key] !== after.sections[key]) changes.push({ change: 'section', section: key, text: after.sections[key] });
  }
  if (differs([before.template, before.placed], [after.template, after.placed])) changes.push({ change: 'template', template: after.template, placed: after.placed });
  if (before.numbering !== after.numbering) changes.push({ change: 'numbering', numbering: after.numbering });
  const ids = (list: { id: string }[]) => list.map((x) => x.id);
  if (differs(ids(before.phases), ids(after.phases))) changes.push({ change: 'phases', order: ids(after.phases) });
  for (const phase of after.phases) {
    const old = before.phases.find((p) => p.id === phase.id);
    if (old?.title !== phase.title || old.restart !== phase.restart || differs(ids(old.steps), ids(phase.steps))) {
      changes.push({ change: 'phase', id: phase.id, title: phase.title, restart: phase.restart, steps: ids(phase.steps) });
    }
  }
  const old = new Map(steps(before).map((step) => [step.id, step]));
  for (const step of steps(after)) {
    if (differs(old.get(step.id), step)) changes.push({ change: 'step', step });
  }
  for (const list of LISTS) {
    if (differs(items(before, list), items(after, list))) changes.push({ change: 'list', list, items: items(after, list) });
  }
  return structuredClone(changes);
}
