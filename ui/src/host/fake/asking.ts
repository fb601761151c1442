// Made-up answers about questions and sketches: as much of `core::question` and of comparing as trying out needs.
import type { AnswerPlace, AnswerQuestion, Comparison, Document, Edited, FieldDiff, OpenQuestion, Operation, PartDiff, Question, Step } from '../../api/gen';
import type { Commands } from '../../api/gen/commands';
import { apply, changesBetween } from './apply';
import { fulfil } from './rewrite';

type Names = 'open_questions' | 'ask' | 'answer' | 'sketch' | 'sketched' | 'sketched_sop';
type Answers = { [C in Names]: (request: Commands[C]['request']) => Commands[C]['response'] | Promise<Commands[C]['response']> };
/** What the made-up app does for these commands. */
export type AskDesk = {
  documents: () => Document[];
  document: (id: string) => Document;
  edit: (id: string, operations: Operation[]) => Edited | Promise<Edited>;
  fault: (message: string, hint: string) => Error;
};

const steps = (document: Document) => document.phases.flatMap((phase, p) => phase.steps.map((step, at) => ({ step, number: `${p + 1}.${at + 1}` })));
const words = (text: string) => text.replace(/\*\*|\{\{|\}\}/g, '');

function placesFor(document: Document, { target, question, wants }: Question): AnswerPlace[] {
  const found = target.on === 'part' ? steps(document).find(({ step }) => step.id === target.part || step.blocks.some((block) => block.id === target.part))?.step.id : undefined;
  const own: AnswerPlace[] = target.on === 'meta' ? [{ place: 'meta', field: target.field }]
    : target.on === 'section' ? [{ place: 'section', section: target.section }]
    : found ? [{ place: 'step', step: found, text: 'details' }, { place: 'callout', step: found, callout: 'note' }, { place: 'step', step: found, text: 'expected' }]
    : [];
  const first: AnswerPlace[] = wants === 'faq' ? [{ place: 'faq' }] : yesNo(question) ? [{ place: 'kept' }] : [];
  return [...first, ...own, { place: 'kept' }, { place: 'faq' }].filter((place, i, all) => all.findIndex((each) => JSON.stringify(each) === JSON.stringify(place)) === i) as AnswerPlace[];
}

const yesNo = (question: string) => /^(is|are|do|does|can|may|must|has)\b/i.test(question);

function opened(document: Document): OpenQuestion[] {
  const open = document.questions.filter((question) => !question.answer).map((question): OpenQuestion => {
    const { target } = question;
    const found = target.on === 'part' ? steps(document).find(({ step }) => step.id === target.part || step.blocks.some((block) => block.id === target.part)) : undefined;
    const figure = found?.step.blocks.find((block) => block.block === 'figure') ?? null;
    const field = target.on === 'meta' ? target.field : '';
    return {
      question,
      about: { step: found?.step.id ?? null, number: found?.number ?? '', action: words(found?.step.action ?? ''), figure },
      form: field === 'effective' ? { form: 'day' } : field === 'classification' ? { form: 'choice', choices: ['Public', 'Internal', 'Confidential'], open: true } : yesNo(question.question) ? { form: 'yes_no' } : { form: 'words' },
      places: placesFor(document, question),
    };
  });
  const due = ({ question }: OpenQuestion) => question.due ?? '9999';
  return open.sort((a, b) => due(a).localeCompare(due(b)));
}

function operationsFor(document: Document, { question: id, text, place, faq }: AnswerQuestion, fault: AskDesk['fault']): Operation[] {
  const question = document.questions.find((each) => each.id === id && !each.answer);
  if (!question) throw fault('This question was answered already', 'Look at the question again.');
  const to = place ?? placesFor(document, question)[0] ?? { place: 'kept' };
  const operations: Operation[] = [{ op: 'set_item', item: { list: 'question', value: { ...question, answer: { text, by: 'Anna Berg', at: new Date().toISOString() } } } }];
  if (to.place === 'meta' && to.field === 'effective') {
    const day = text === 'today' ? new Date().toISOString().slice(0, 10) : text;
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw fault('This is no day', 'Write it as 2027-01-31, as 31 January 2027, or as today.');
    operations.push({ op: 'set_meta', meta: { ...document.meta, effective: day } });
  } else if (to.place === 'meta') operations.push({ op: 'set_meta', meta: { ...document.meta, [to.field]: text } });
  else if (to.place === 'section') operations.push({ op: 'set_section', section: to.section, text: [document.sections[to.section], text].filter(Boolean).join('\n\n') });
  else if (to.place === 'step') {
    const step = steps(document).find(({ step }) => step.id === to.step)?.step as Step;
    operations.push({ op: 'set_step_text', step: to.step, field: to.text, text: [step[to.text], text].filter(Boolean).join('\n\n') });
  } else if (to.place === 'callout') operations.push({ op: 'insert_block', step: to.step, at: 0, block: { id: crypto.randomUUID(), block: 'callout', callout: to.callout, text } });
  if (faq || to.place === 'faq') operations.push({ op: 'insert_item', at: document.faq.length, item: { list: 'faq', value: { id: crypto.randomUUID(), question: question.question, answer: text } } });
  return operations;
}

/** The texts of steps and sections that differ; the rest is not told here. */
export function differing(before: Document, after: Document): Comparison {
  const field = (name: FieldDiff['field'], was: string, is: string): FieldDiff[] =>
    was === is ? [] : [{ field: name, form: 'words', pieces: [{ side: 'removed' as const, text: words(was), accents: [], link: null }, { side: 'added' as const, text: words(is), accents: [], link: null }].filter((piece) => piece.text !== '') }];
  const part = (own: Partial<PartDiff> & Pick<PartDiff, 'kind'>): PartDiff => ({ id: null, section: null, title: '', before: '', after: '', fate: 'kept', moved: false, fields: [], figure: null, parts: [], ...own });
  const old = new Map(steps(before).map((each) => [each.step.id, each]));
  const now = new Map(steps(after).map((each) => [each.step.id, each]));
  const sections = (Object.keys(after.sections) as (keyof Document['sections'])[]).flatMap((section) => {
    const fields = field('text', before.sections[section], after.sections[section]);
    return fields.length > 0 ? [part({ kind: 'section', section, fields })] : [];
  });
  const changed = [...now.values()].flatMap(({ step, number }) => {
    const was = old.get(step.id);
    const fields = [...field('action', was?.step.action ?? '', step.action), ...field('details', was?.step.details ?? '', step.details), ...field('expected', was?.step.expected ?? '', step.expected)];
    return fields.length > 0 ? [part({ kind: 'step', id: step.id, before: was?.number ?? '', after: number, title: words(step.action), fate: was ? 'kept' : 'added', fields })] : [];
  });
  const gone = [...old.values()].filter(({ step }) => !now.has(step.id)).map(({ step, number }) => part({ kind: 'step', before: number, title: words(step.action), fate: 'removed', fields: field('action', step.action, '') }));
  const parts = [...sections, ...changed, ...gone];
  return { parts, count: { added: 0, removed: gone.length, moved: 0, changed: parts.length - gone.length } };
}

/** Answers about questions and sketches. */
export function askAnswers(desk: AskDesk): Answers {
  const drawn = (id: string, operations: Operation[]) => {
    const document = structuredClone(desk.document(id));
    apply(document, structuredClone(operations));
    return document;
  };
  return {
    open_questions: ({ id }) =>
      desk.documents().filter((document) => !id || document.id === id)
        .map((document) => ({ id: document.id, number: document.meta.number, title: document.meta.title, questions: opened(document) }))
        .filter((sop) => sop.questions.length > 0),
    ask: async ({ id, text, target, to, due }) => {
      const value: Question = { id: crypto.randomUUID(), question: text, target: target ?? { on: 'document' }, wants: null, to: { name: to, role: '', contact: '' }, due, answer: null };
      await desk.edit(id, [{ op: 'insert_item', at: desk.document(id).questions.length, item: { list: 'question', value } }]);
      const asked = opened(desk.document(id)).find(({ question }) => question.id === value.id);
      if (!asked) throw desk.fault('The question is not in the SOP', 'Ask it once more.');
      return asked;
    },
    answer: (request) => desk.edit(request.id, operationsFor(desk.document(request.id), request, desk.fault)),
    sketch: ({ sketch, next }) => {
      const before = drawn(sketch.id, sketch.operations);
      if (next.step === 'back') return { operations: [], changes: changesBetween(before, drawn(sketch.id, sketch.operations.slice(0, -next.operations || undefined))) };
      const after = structuredClone(before);
      if (next.step === 'rewrite') {
        fulfil(after, next.wish);
        throw desk.fault('This cannot be tried out here', 'Undo it, or change the texts.');
      }
      const operations = next.step === 'edit' ? next.operations : operationsFor(before, next.answer, desk.fault);
      apply(after, structuredClone(operations));
      return { operations, changes: changesBetween(before, after) };
    },
    sketched: ({ id, operations }) => ({ operations, comparison: differing(desk.document(id), drawn(id, operations)) }),
    sketched_sop: ({ id, operations }) => drawn(id, operations),
  };
}
