// A few checks, so that their tab can be tried out. What they look for is simpler than `core::check`.
import { freshId } from '../../api/id';
import type { Document, Finding, FindingTarget, Fix, Rule, RuleKey } from '../../api/gen';

/** The checks that are tried, those that block first. */
export const RULES: Rule[] = [
  { key: 'effective', severity: 'blocks', title: 'No effective date' },
  { key: 'policy', severity: 'blocks', title: 'No policy' },
  { key: 'open_question', severity: 'blocks', title: 'Open questions' },
  { key: 'owner_left', severity: 'blocks', title: 'An owner who has left' },
  { key: 'undefined_parameter', severity: 'blocks', title: 'An undefined parameter' },
  { key: 'two_actions', severity: 'advice', title: 'A step with two actions' },
  { key: 'abbreviation', severity: 'advice', title: 'An abbreviation that is not defined' },
  { key: 'vague', severity: 'advice', title: 'Vague words' },
];

/** What these checks find. */
export function findingsIn(document: Document, left: string[]): Finding[] {
  const found: Finding[] = [];
  const add = (rule: RuleKey, target: FindingTarget, message: string, hint: string, fix: Fix | null = null, number = '') =>
    found.push({ rule, severity: RULES.find((each) => each.key === rule)?.severity ?? 'advice', target, number, message, hint, fix });
  const { meta } = document;
  const open = document.questions.filter((question) => question.answer === null).length;
  if (meta.effective === null) add('effective', { on: 'meta', field: 'effective' }, 'It is not said from when this SOP holds', 'Set the day from which it holds.');
  if (document.sections.policy.trim() === '') add('policy', { on: 'section', section: 'policy' }, 'The general policy is missing', 'Say which rules hold for this task, or that none do.');
  if (open > 0) add('open_question', { on: 'list', list: 'question' }, `${open} questions are open`, 'Answer them, or take back what need not be known.');
  if (left.includes(meta.owner.name)) add('owner_left', { on: 'meta', field: 'owner' }, `The owner, ${meta.owner.name}, has left`, 'Name another person who answers for this SOP.');
  const steps = document.phases.flatMap((phase, p) => phase.steps.map((step, at) => ({ step, phase, at, number: `${p + 1}.${at + 1}` })));
  for (const { step, number } of steps) {
    for (const [, name = ''] of step.action.matchAll(/\{\{(\w+)\}\}/g)) {
      if (document.parameters.some((parameter) => parameter.name === name)) continue;
      const value = { id: freshId(), name, example: '', found: '' };
      const fix: Fix = { label: `Add {{${name}}} to the parameters`, operations: [{ op: 'insert_item', at: document.parameters.length, item: { list: 'parameter', value } }] };
      add('undefined_parameter', { on: 'step', step: step.id }, `The parameter {{${name}}} is not defined`, 'Add it to the parameters, or write another name.', fix, number);
    }
  }
  for (const { step, phase, at, number } of steps) {
    const [first, second] = step.action.split(/ and (?=choose|press|open|save)/);
    if (!first || !second) continue;
    const next = { ...step, id: freshId(), action: second.charAt(0).toUpperCase() + second.slice(1), details: '', blocks: [], duration_s: null };
    const fix: Fix = {
      label: 'Split into 2 steps',
      operations: [{ op: 'set_step_text', step: step.id, field: 'action', text: first }, { op: 'insert_step', phase: phase.id, at: at + 1, step: next }],
    };
    add('two_actions', { on: 'step', step: step.id }, `This step asks for two actions; the second is “${second.replaceAll('**', '')}”`, 'Make a step of each, so that the reader can tick off one at a time.', fix, number);
  }
  for (const { step, number } of steps) {
    if (/\bVPN\b/.test(step.action)) add('abbreviation', { on: 'step', step: step.id }, 'VPN is used and not defined', 'Write it out here once, or define it.', null, number);
    if (/\betc\b/.test(step.action)) add('vague', { on: 'step', step: step.id }, '“etc” leaves it to the reader', 'Say which, how many, or in which case.', null, number);
  }
  const order = new Map(RULES.map((rule, n) => [rule.key, n]));
  return found.sort((a, b) => (order.get(a.rule) ?? 0) - (order.get(b.rule) ?? 0));
}
