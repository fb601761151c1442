// Fulfils wishes: as much of `core::rewrite` as trying out needs. Words are replaced as they are written, not as they read.
import type { Block, Document, Find, Occurrences, Parameter, Step, Wish } from '../../api/gen';
import { apply } from './apply';

const MASK = '••••••••';
const refuse = (message: string, hint: string): never => {
  throw { code: 'refused', message, hint };
};

/** Changes the document as it is wished. */
export function fulfil(d: Document, wish: Wish): void {
  switch (wish.wish) {
    case 'merge_steps':
      merge(d, inOrder(d, wish.steps));
      return;
    case 'split_step':
      split(d, wish.step, wish.before.trim(), wish.after.trim());
      return;
    case 'duplicate_steps':
      duplicate(d, inOrder(d, wish.steps));
      return;
    case 'move_steps': {
      const moved = inOrder(d, wish.steps);
      const stays = phaseOf(d, wish.phase).steps.slice(wish.at).find((step) => !moved.includes(step));
      take(d, moved);
      const { steps } = phaseOf(d, wish.phase);
      steps.splice(stays ? steps.indexOf(stays) : steps.length, 0, ...moved);
      return;
    }
    case 'remove_steps':
      take(d, inOrder(d, wish.steps));
      return;
    case 'merge_phases': {
      const at = d.phases.findIndex((phase) => phase.id === wish.phase);
      const [next] = d.phases.splice(at + 1, 1);
      d.phases[at]?.steps.push(...(next ?? refuse('No phase follows this one', 'Move the phase up first.')).steps);
      return;
    }
    case 'start_phase': {
      const at = d.phases.findIndex((phase) => phase.steps.some((step) => step.id === wish.step));
      const own = d.phases[at]?.steps ?? [];
      const from = own.findIndex((step) => step.id === wish.step);
      if (from < 1) refuse('This step is the first of its phase already', 'Choose a step further down.');
      d.phases.splice(at + 1, 0, { id: crypto.randomUUID(), title: wish.title, restart: false, steps: own.splice(from) });
      return;
    }
    case 'rename_parameter': {
      const own = parameterOf(d, wish.parameter);
      if (wish.name === '') refuse('A parameter cannot be called ""', 'Use small letters from a to z, digits and underscores, such as invoice_no.');
      if (d.parameters.some((other) => other !== own && other.name === wish.name)) refuse(`Another parameter is called ${wish.name}`, 'Choose another name.');
      const old = own.name;
      own.name = wish.name;
      if (old !== '') replaceAll(d, (text) => text.replaceAll(`{{${old}}}`, `{{${wish.name}}}`));
      return;
    }
    case 'make_parameter':
      apply(d, wish.here);
      if (wish.everywhere) replaceAll(d, (text) => text.replace(pattern({ words: wish.words, any_case: false, whole: true }), `{{${wish.name}}}`));
      if (!d.parameters.some((each) => each.name === wish.name)) d.parameters.push({ id: crypto.randomUUID(), name: wish.name, example: wish.words, found: wish.found });
      return;
    case 'remove_parameter': {
      const { name } = parameterOf(d, wish.parameter);
      if (JSON.stringify(d).includes(`{{${name}}}`)) refuse(`${name} is still used in 1 text`, 'Take it out of the texts first.');
      d.parameters = d.parameters.filter((each) => each.id !== wish.parameter);
      return;
    }
    case 'hide_words':
      if (places(d, wish.find).places === 0) refuse('These words are nowhere in this SOP', 'Look whether they are spelled as in the SOP.');
      replaceAll(d, (text) => text.replace(pattern(wish.find), MASK));
  }
}

/** How often words stand in the document. */
export function places(d: Document, find: Find): Occurrences {
  const found = { places: 0, texts: 0 };
  replaceAll(structuredClone(d), (text) => {
    const times = [...text.matchAll(pattern(find))].length;
    found.places += times;
    found.texts += times > 0 ? 1 : 0;
    return text;
  });
  return found;
}

function pattern(find: Find): RegExp {
  const words = find.words.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return new RegExp(find.whole ? `(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])` : words, find.any_case ? 'giu' : 'gu');
}

/** Fields whose words mean something to the program rather than to people. */
const KEPT = new Set(['id', 'session', 'shot', 'status', 'cadence', 'on', 'block', 'callout', 'form', 'target', 'sources', 'mark', 'name', 'at', 'section', 'part', 'field']);

function replaceAll(value: object, change: (text: string) => string): void {
  for (const [key, own] of Object.entries(value)) {
    if (KEPT.has(key) && typeof own === 'string') continue;
    if (typeof own === 'string') Object.assign(value, { [key]: change(own) });
    else if (own !== null && typeof own === 'object' && key !== 'sources') replaceAll(own as object, change);
  }
}

function merge(d: Document, steps: Step[]): void {
  const [first, ...others] = steps;
  if (!first || others.length === 0) return refuse('It takes two steps or more to do this', 'Select more of them first.');
  first.action = steps.map((step) => step.action).reduce((all, next) => `${all}${/[.!?]$/.test(all) ? ' ' : '. '}${next}`);
  for (const field of ['details', 'expected'] as const) first[field] = steps.map((step) => step[field]).filter((text) => text !== '').join('\n\n');
  first.blocks = steps.flatMap((step) => step.blocks);
  const known = steps.map((step) => step.duration_s).filter((seconds) => seconds !== null);
  first.duration_s = known.length > 0 ? known.reduce((sum, seconds) => sum + seconds, 0) : null;
  first.sources = [...new Set(steps.flatMap((step) => step.sources))];
  take(d, others);
}

function split(d: Document, id: string, before: string, after: string): void {
  const phase = d.phases.find((each) => each.steps.some((step) => step.id === id));
  const at = phase?.steps.findIndex((step) => step.id === id) ?? 0;
  const step = phase?.steps[at];
  if (!phase || !step) return refuse('That step is gone', '');
  const fresh = { ...step, id: crypto.randomUUID(), action: after, details: '', blocks: [], duration_s: null };
  if (before === '' || after === '') {
    step.action = before || after || step.action;
    phase.steps.splice(before === '' && after !== '' ? at : at + 1, 0, { ...fresh, action: '', expected: '', role: '', sources: [] });
    return;
  }
  step.action = before;
  step.expected = '';
  phase.steps.splice(at + 1, 0, fresh);
}

function duplicate(d: Document, steps: Step[]): void {
  const last = steps.at(-1);
  const phase = d.phases.find((each) => last && each.steps.includes(last));
  if (!last || !phase) return;
  const copy = (block: Block): Block => ({ ...structuredClone(block), id: crypto.randomUUID() });
  phase.steps.splice(phase.steps.indexOf(last) + 1, 0, ...steps.map((step) => ({ ...step, id: crypto.randomUUID(), blocks: step.blocks.map(copy) })));
}

const inOrder = (d: Document, ids: string[]): Step[] => d.phases.flatMap((phase) => phase.steps).filter((step) => ids.includes(step.id));
const phaseOf = (d: Document, id: string) => d.phases.find((phase) => phase.id === id) ?? refuse('That phase is gone', '');
const parameterOf = (d: Document, id: string): Parameter => d.parameters.find((each) => each.id === id) ?? refuse('That parameter is gone', '');

function take(d: Document, steps: Step[]): void {
  for (const phase of d.phases) phase.steps = phase.steps.filter((step) => !steps.includes(step));
}
