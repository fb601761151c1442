// What became of the entries of the recording, told more simply than the rules do: by what steps came from.
import type { Document, Home, Operation, Spot, TimelineEntry } from '../../api/gen';

const SAYS = ['step', 'note', 'warning', 'decision', 'expected', 'faq', 'question', 'snippet', 'shot'];
const WHOLE = ['step', 'decision'];

/** Where each entry is. */
export function homesIn(document: Document, entries: TimelineEntry[]): Home[] {
  const steps = document.phases.flatMap((phase) => phase.steps);
  return entries.filter((entry) => SAYS.includes(entry.kind) && !entry.withdrawn).map((entry) => {
    const step = steps.find((each) => each.sources.includes(entry.id));
    return { entry: entry.id, found: step ? { at: 'part', part: step.id } : { at: 'nowhere' } };
  });
}

/** What puts an entry in. */
export function insertion(document: Document, entry: TimelineEntry, spot: Spot): Operation[] {
  const phases = document.phases;
  const phase = phases.find((each) => (spot.spot === 'gap' ? each.id === spot.phase : each.steps.some((step) => step.id === spot.step)));
  if (!phase) return [];
  const at = spot.spot === 'gap' ? spot.at : phase.steps.findIndex((step) => step.id === spot.step) + 1;
  const text = entry.text ?? '';
  const step = phase.steps[at - 1];
  if (WHOLE.includes(entry.kind) || !step) {
    const made = { id: crypto.randomUUID(), action: text, details: '', expected: '', blocks: [], duration_s: null, role: '', sources: [entry.id] };
    return [{ op: 'insert_step', phase: phase.id, at, step: made }];
  }
  const block = { id: crypto.randomUUID(), block: 'callout' as const, callout: 'note' as const, text };
  return [
    { op: 'insert_block', step: step.id, at: step.blocks.length, block },
    { op: 'set_step_sources', step: step.id, sources: [...step.sources, entry.id] },
  ];
}
