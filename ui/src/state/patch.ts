// Brings a document up to date with changes that the app tells of. Changes say what is, not what was done, so the
// same change twice does no harm.
import type { Change, Document, Item, ItemList, Phase, Step } from '../api/gen';

/** Applies changes in place. False: they name something unknown, and the document must be read anew. */
export function patch(document: Document, changes: Change[]): boolean {
  const known = new Map(document.phases.flatMap((phase) => phase.steps).map((step) => [step.id, step]));
  const phases = new Map(document.phases.map((phase) => [phase.id, phase]));
  // Steps come after the phases that hold them: they are taken in first.
  for (const change of changes) {
    if (change.change === 'step') known.set(change.step.id, change.step);
    if (change.change === 'phase' && !phases.has(change.id)) {
      phases.set(change.id, { id: change.id, title: change.title, restart: change.restart, steps: [] });
    }
  }
  return changes.every((change) => {
    switch (change.change) {
      case 'meta':
        document.meta = change.meta;
        return true;
      case 'section':
        document.sections[change.section] = change.text;
        return true;
      case 'numbering':
        document.numbering = change.numbering;
        return true;
      case 'phases':
        return reorder(document, change.order, phases);
      case 'phase':
        return rephase(phases, known, change);
      case 'step':
        return restep(phases, change.step) || changes.some((c) => c.change === 'phase' && c.steps.includes(change.step.id));
      case 'list':
        relist(document, change.list, change.items);
        return true;
    }
  });
}

function reorder(document: Document, order: string[], phases: Map<string, Phase>): boolean {
  const next = order.map((id) => phases.get(id)).filter((phase) => phase !== undefined);
  document.phases = next;
  return next.length === order.length;
}

function rephase(
  phases: Map<string, Phase>,
  known: Map<string, Step>,
  change: Extract<Change, { change: 'phase' }>,
): boolean {
  const phase = phases.get(change.id);
  if (!phase) return false;
  const steps = change.steps.map((id) => known.get(id)).filter((step) => step !== undefined);
  if (phase.title !== change.title) phase.title = change.title;
  if (phase.restart !== change.restart) phase.restart = change.restart;
  const same = steps.length === phase.steps.length && steps.every((step, i) => step.id === phase.steps[i]?.id);
  if (!same) phase.steps = steps;
  return steps.length === change.steps.length;
}

function restep(phases: Map<string, Phase>, step: Step): boolean {
  for (const phase of phases.values()) {
    const at = phase.steps.findIndex((own) => own.id === step.id);
    if (at >= 0) {
      phase.steps[at] = step;
      return true;
    }
  }
  return false;
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
