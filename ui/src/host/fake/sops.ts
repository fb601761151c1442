// Made-up SOPs: one draft of the session, one in force, one retired. For trying out only.
import type { Block, Document, Meta, Sections, Step } from '../../api/gen';
import { shotHash } from './pictures';
import { day, entryId, SESSION } from './session';
import { STANDARD } from './templates';

export const DRAFT = '01990000-0000-7000-a000-000000000001';
let made = 0;
const id = () => `01990000-0000-7000-b000-${String((made += 1)).padStart(12, '0')}`;

const nobody = { name: '', role: '', contact: '' };
const sections = (own: Partial<Sections>): Sections => ({
  purpose: '', scope: '', policy: '', trigger: '', needs: '', result: '', trouble: '', help: '', references: '', records: '', ...own,
});
const meta = (own: Partial<Meta>): Meta => ({
  number: '', title: '', status: 'draft', owner: { ...nobody }, successor: { ...nobody }, audience: '', effective: null, cadence: 'yearly',
  reviewed: null, next_review: null, supersedes: '', classification: 'Internal', storage: '', duration_min: null, ...own,
});
const step = (action: string, more: Partial<Step> = {}): Step => ({
  id: id(), action, details: '', expected: '', blocks: [], duration_s: null, role: '', sources: [], ...more,
});
const figure = (page: string, alt: string, more: Partial<Extract<Block, { block: 'figure' }>> = {}): Block => ({
  id: id(), block: 'figure', shot: shotHash(page), width: 1440, height: 900, alt, caption: '', crop: null, marks: [], ...more,
});

function draft(): Document {
  const prepare = step('Enter {{invoice_month}} and press **Prepare**', {
    details: 'The run takes the terms from the customer. Leave **Standard terms** as they are.',
    expected: 'The run lists about 40 invoices. None is marked *Failed*.',
    duration_s: 34,
    sources: [entryId(5), entryId(6)],
    blocks: [
      figure('run', 'Monthly run with the month filled in', { caption: 'The month is the one that has just ended.', crop: { x: 260, y: 90, width: 700, height: 400 }, marks: [{ mark: 'number', at: { x: 300, y: 240 }, n: 1 }, { mark: 'number', at: { x: 300, y: 400 }, n: 2 }, { mark: 'arrow', from: { x: 700, y: 330 }, to: { x: 470, y: 420 } }, { mark: 'text', at: { x: 660, y: 310 }, text: 'Then wait' }] }),
      { id: id(), block: 'snippet', form: 'value', code: '2025-10' },
    ],
  });
  return {
    id: DRAFT,
    session: SESSION,
    template: STANDARD,
    placed: [],
    meta: meta({
      number: 'SOP-FIN-012', title: 'Monthly invoice run', owner: { name: 'Anna Berg', role: 'Head of invoicing', contact: 'anna.berg@example.org' },
      audience: 'Invoicing clerks', cadence: 'yearly', storage: 'Wiki, Finance, Procedures', duration_min: 25, supersedes: 'SOP-FIN-004',
    }),
    sections: sections({
      purpose: 'Sends every customer the invoice for the month that has ended, and archives a copy.',
      scope: 'Covers customers with **monthly billing**. Single invoices are in [SOP-FIN-007](https://wiki.example.org/sop-fin-007).',
      policy: 'Four eyes: who prepares a run does not approve it.',
      trigger: 'The shop mails `month closed`, on the first working day.',
      needs: '- The role *invoicing* in Faktura\n- Access to the archive\n- The shop\'s mail',
      trouble: 'If Faktura says *Run locked*, somebody else has it open. Ask in the finance chat.',
      help: 'Anna Berg, extension 214.',
      records: 'The PDFs in the archive, kept for ten years.',
    }),
    roles: [
      { id: id(), role: 'Clerk', duty: 'Prepares the run and looks through it.' },
      { id: id(), role: 'Head of invoicing', duty: 'Approves and sends.' },
    ],
    parameters: [
      { id: id(), name: 'invoice_month', example: '2025-10', found: 'In the subject of the shop\'s mail.' },
      { id: id(), name: 'archive_host', example: 'files.example.org', found: 'Ask the *IT desk*.' },
    ],
    numbering: 'by_phase',
    phases: [
      {
        id: id(), title: 'Prepare the run', restart: false,
        steps: [
          step('Sign in to Faktura as the **invoicing** user', { sources: [entryId(2)], blocks: [figure('login', 'Sign-in window of Faktura', { crop: { x: 480, y: 180, width: 480, height: 460 } })], duration_s: 20 }),
          step('Open **Invoices** and choose **New run**', { sources: [entryId(3)], blocks: [figure('list', 'List of open invoices with the New run button', { marks: [{ mark: 'box', area: { x: 1172, y: 110, width: 196, height: 64 } }, { mark: 'pointer', at: { x: 1270, y: 146 } }] })] }),
          prepare,
        ],
      },
      {
        id: id(), title: 'Review and send', restart: false,
        steps: [
          step('Look through the invoices that are marked **Check**', {
            blocks: [
              { id: id(), block: 'callout', callout: 'warning', text: 'Never approve an invoice that is marked **Check**. It cannot be taken back once it is sent.' },
              {
                id: id(), block: 'branch', question: 'Why is it marked?', otherwise: 'Leave the invoice out and note it in the finance chat.', otherwise_target: null,
                arms: [
                  { condition: 'The address is missing', then: 'Ask sales for it, and enter it under **Customers**.', target: null },
                  { condition: 'The amount is above 10 000', then: 'Show it to the head of invoicing.', target: null },
                ],
              },
            ],
            sources: [entryId(7), entryId(8)],
          }),
          step('Press **Approve all**, then **Send**', { role: 'Head of invoicing', expected: 'Faktura says *42 invoices were sent*.', sources: [entryId(9)], blocks: [figure('send', 'Question whether 42 invoices are to be sent', { marks: [{ mark: 'spotlight', area: { x: 390, y: 250, width: 660, height: 320 } }, { mark: 'circle', area: { x: 815, y: 466, width: 190, height: 76 } }] })] }),
          step('Upload the PDFs to the archive', {
            sources: [entryId(11)],
            blocks: [
              { id: id(), block: 'snippet', form: 'command', code: 'sftp archive@{{archive_host}}\nput 2025-10-*.pdf /invoices/2025/10/' },
              { id: id(), block: 'substeps', items: [{ id: id(), action: 'Wait for the prompt' }, { id: id(), action: 'Paste both lines' }] },
              { id: id(), block: 'callout', callout: 'tip', text: 'Press <kbd>Tab</kbd> to complete the path.' },
            ],
          }),
        ],
      },
    ],
    faq: [
      { id: id(), question: 'What if the first working day is a holiday?', answer: 'Then the next working day.' },
      { id: id(), question: 'Can a sent invoice be taken back?', answer: '' },
    ],
    definitions: [{ id: id(), term: 'Run', meaning: 'All invoices of one month, prepared together.' }],
    questions: [
      { id: id(), question: 'Who may see the archive?', target: { on: 'document' }, wants: null, to: { name: 'Anna Berg', role: '', contact: '' }, due: day(4), answer: null },
      { id: id(), question: 'Must the run be approved again when one invoice was changed?', target: { on: 'part', part: prepare.id }, wants: null, to: { name: 'Bo Lind', role: '', contact: '' }, due: day(-2), answer: null },
      { id: id(), question: 'From when does this SOP hold?', target: { on: 'meta', field: 'effective' }, wants: null, to: { ...nobody }, due: null, answer: null },
      { id: id(), question: 'What does the screen show when **Prepare** fails?', target: { on: 'part', part: prepare.id }, wants: null, to: { ...nobody }, due: null, answer: null },
      { id: id(), question: 'Which terms does the run use?', target: { on: 'section', section: 'policy' }, wants: null, to: { ...nobody }, due: null, answer: { text: 'Those of the customer.', by: 'Anna Berg', at: `${day(-1)}T09:00:00+01:00` } },
    ],
    history: [{ id: id(), revision: '0.1', date: null, author: 'Anna Berg', change: 'Drafted from a recording.', approved_by: '' }],
  };
}

function small(own: Partial<Meta>, actions: string[]): Document {
  return {
    id: id(), session: null, template: STANDARD, placed: [], meta: meta(own), sections: sections({ purpose: 'Keeps the task the same for everybody.' }), roles: [], parameters: [],
    numbering: 'by_phase', phases: [{ id: id(), title: 'Do it', restart: false, steps: actions.map((action) => step(action)) }], faq: [], definitions: [], questions: [], history: [],
  };
}

/** The draft with so many steps, in phases of forty: its own, again and again. */
export function lengthened(document: Document, steps: number): Document {
  const models = document.phases.flatMap((phase) => phase.steps);
  const fresh = (n: number): Step => {
    const model = structuredClone(models[n % models.length] as Step);
    return { ...model, id: id(), action: n < models.length ? model.action : `${model.action} (${n + 1})`, blocks: n % 5 === 0 ? model.blocks.map((block) => ({ ...block, id: id() })) : [] };
  };
  const all = Array.from({ length: steps }, (_, n) => fresh(n));
  const phases = Array.from({ length: Math.ceil(steps / 40) }, (_, p) => ({ id: id(), title: `Part ${p + 1}`, restart: false, steps: all.slice(p * 40, p * 40 + 40) }));
  return { ...document, numbering: 'running', phases };
}

/** The library's SOPs, with the number of their last revision. */
export function seedSops(): { document: Document; revision: string; updated: string }[] {
  const owner = { name: 'Jonas Weil', role: 'IT desk', contact: '' };
  return [
    { document: draft(), revision: '0.1', updated: `${day(-1)}T16:40:00+01:00` },
    {
      document: small({ number: 'SOP-IT-003', title: 'Restore a mailbox', status: 'approved', owner, effective: day(-358), reviewed: day(-358), next_review: day(7) }, ['Open the **console**', 'Choose the mailbox', 'Press **Restore**']),
      revision: '2.1', updated: `${day(-170)}T11:05:00+02:00`,
    },
    {
      document: small({ number: 'SOP-FIN-004', title: 'Invoice run with the old program', status: 'retired', owner: { ...owner, name: 'Anna Berg' } }, ['Start the program', 'Choose **Run**']),
      revision: '3.0', updated: `${day(-600)}T08:30:00+01:00`,
    },
  ];
}
