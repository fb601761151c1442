// Templates of the host without the desktop: two that come with Sopwright, and those that are saved.
import type { Chapter, Document, Edited, Operation, Problem, SectionKey, Sections, Settings, Template, TemplateList } from '../../api/gen';
import type { Commands } from '../../api/gen/commands';
import { shotHash } from './pictures';

type Name = 'templates' | 'template_problems' | 'save_template' | 'remove_template' | 'template_change' | 'apply_template' | 'add_logo';
type Answers = { [C in Name]: (request: Commands[C]['request']) => Commands[C]['response'] | Promise<Commands[C]['response']> };
type Around = {
  settings: () => Settings;
  document: (id: string) => Document;
  edit: (id: string, operations: Operation[]) => Promise<Edited>;
  tell: () => void;
  fault: (message: string, hint: string, code?: string) => Error;
  broken: boolean;
};

/** One that cannot be used, in the library of a host that was asked for it. */
export const BROKEN = '50957219-0000-7000-8000-00000000000f';
const CHAPTERS: Chapter[] = ['purpose', 'scope', 'policy', 'roles', 'before', 'procedure', 'result', 'trouble', 'faq', 'help', 'definitions', 'references', 'records'];
const NO_TEXTS: Sections = { purpose: '', scope: '', policy: '', trigger: '', needs: '', result: '', trouble: '', help: '', references: '', records: '' };

/** The template that drafts take unless another is chosen. */
export const STANDARD: Template = {
  id: '50957219-0000-7000-8000-000000000001',
  name: 'Standard',
  outline: CHAPTERS.map((chapter) => ({ chapter, title: '', shown: true })),
  standing: NO_TEXTS,
  required: [],
  series: '',
  look: { accent: '#0b6862', ink: '#1a1f22', face: 'libertinus', paper: 'a4', header: '', footer: '', logo: null },
};
const SHORT: Template = {
  ...STANDARD,
  id: '50957219-0000-7000-8000-000000000002',
  name: 'Work instruction',
  outline: (['before', 'procedure', 'result', 'trouble', 'faq', 'help', 'policy', 'purpose', 'scope', 'roles', 'definitions', 'references', 'records'] as Chapter[]).map((chapter, at) => ({ chapter, title: '', shown: at < 8 })),
  standing: { ...NO_TEXTS, result: 'Compare the result with the sample on the wall.' },
  required: ['records'],
  series: 'WI-{n}',
  look: { ...STANDARD.look, accent: '#1f4e8c', paper: 'letter', header: 'Example Trading Company' },
};

export function templateAnswers(around: Around): Answers {
  const shipped = [STANDARD, SHORT];
  const kept = new Map<string, Template>();
  const at = (id: string): Template => {
    const found = kept.get(id) ?? shipped.find((each) => each.id === id);
    if (!found) throw around.fault('There is no such template in this library', 'Open the settings to see which there are.', 'not_found');
    return found;
  };
  const list = (): TemplateList => ({
    templates: [
      ...shipped.map((each) => ({ template: at(each.id), built_in: true, changed: kept.has(each.id) })),
      ...[...kept.values()].filter((each) => !shipped.some(({ id }) => id === each.id)).map((template) => ({ template, built_in: false, changed: false })),
    ],
    default: around.settings().defaults.template === BROKEN ? STANDARD.id : (around.settings().defaults.template ?? STANDARD.id),
    broken: around.broken ? [{ id: BROKEN, name: 'Old house style', why: '"blue" is not a colour' }] : [],
  });
  const told = (): TemplateList => {
    around.tell();
    return list();
  };
  const change = (document: Document, template: Template): Operation[] => {
    const filled = (Object.keys(template.standing) as SectionKey[]).filter((section) => document.sections[section] === '' && template.standing[section] !== '');
    if (JSON.stringify(document.template) === JSON.stringify(template)) return [];
    return [
      { op: 'set_template', template, placed: filled.map((section) => ({ section, filled: true })) },
      ...filled.map((section): Operation => ({ op: 'set_section', section, text: template.standing[section] })),
    ];
  };
  const numbers = (template: Template) => [...template.outline.filter((each) => each.shown), ...template.outline.filter((each) => !each.shown)].map((each) => each.chapter);

  return {
    templates: list,
    template_problems: ({ template }) => problemsOf(template),
    save_template: ({ template }) => {
      if (list().templates.some((each) => each.template.id !== template.id && each.template.name.toLowerCase() === template.name.toLowerCase())) throw around.fault(`Another template is called ${template.name}`, 'Give this one another name.');
      kept.set(template.id, template);
      return told();
    },
    remove_template: ({ id }) => {
      kept.delete(id);
      return told();
    },
    template_change: ({ id, template }) => {
      const [document, next] = [around.document(id), at(template)];
      const operations = change(document, next);
      const was = numbers(document.template);
      return {
        operations,
        texts: operations.flatMap((operation) => (operation.op === 'set_section' ? [{ section: operation.section, fate: 'filled' as const }] : [])),
        renumbered: numbers(next).flatMap((chapter, i) => (was.indexOf(chapter) === i ? [] : [{ chapter, from: was.indexOf(chapter) + 1, to: i + 1 }])),
        kept: next.outline.filter((each) => !each.shown && each.chapter in document.sections && document.sections[each.chapter as SectionKey] !== '').map((each) => each.chapter),
      };
    },
    apply_template: ({ id, template }) => around.edit(id, change(around.document(id), at(template))),
    add_logo: ({ data }) => {
      if (!/^(iVBOR|\/9j\/)/.test(data)) throw around.fault('The picture cannot be added: it is neither a PNG nor a JPEG picture', 'Open it in another program and save it as PNG or JPEG.');
      return { shot: shotHash('mail'), width: 360, height: 120 };
    },
  };
}

function problemsOf({ name, look }: Template): Problem[] {
  const light = (colour: string) => [1, 3, 5].reduce((sum, i) => sum + parseInt(colour.slice(i, i + 2), 16), 0) > 420;
  const list: Problem[] = name.trim() === '' ? [{ field: 'name', message: 'The template has no name', hint: 'Give it a name.', offer: null }] : [];
  for (const field of ['accent', 'ink'] as const) {
    if (light(look[field])) list.push({ field, message: `${look[field]} is too light to be read on white`, hint: 'Take a darker colour, such as #8a6a00.', offer: '#8a6a00' });
  }
  return list;
}
