// The sections as a template has them, on the page of the editor.
import { describe, expect, it } from 'vitest';

import type { Chapter, Document, Settings, Template } from '../../src/api/gen';
import { numbered, partsOf } from '../../src/features/editor/parts';
import { apply, changesBetween } from '../../src/host/fake/apply';
import { seedSops } from '../../src/host/fake/sops';
import { BROKEN, STANDARD, templateAnswers } from '../../src/host/fake/templates';
import { patch } from '../../src/state/patch';
import { Places } from '../../src/state/places';
import { settings } from '../../src/state/settings.svelte';
import { templates } from '../../src/state/templates.svelte';

const draft = (): Document => structuredClone(seedSops()[0]?.document as Document);
const hiding = (...hidden: Chapter[]): Template => ({ ...STANDARD, outline: STANDARD.outline.map((each) => ({ ...each, shown: !hidden.includes(each.chapter) })) });

describe('the sections of a page', () => {
  it('stand in the usual order under their usual numbers', () => {
    expect(partsOf(draft()).map(({ n, key }) => `${n} ${key}`)).toEqual(STANDARD.outline.map(({ chapter }, i) => `${i + 1} ${chapter}`));
  });

  it('have the titles and the order of the template', () => {
    const [first, ...rest] = STANDARD.outline;
    const document = { ...draft(), template: { ...STANDARD, outline: [...rest, { chapter: first?.chapter ?? 'purpose', title: ' Why ', shown: true }] } };
    expect(partsOf(document).at(-1)).toMatchObject({ n: 13, key: 'purpose', title: 'Why', extra: false });
    expect(partsOf(document)[0]).toMatchObject({ n: 1, title: 'Scope and audience' });
  });

  it('are left out when the template does not show them and nothing stands there', () => {
    const document = { ...draft(), template: hiding('references') };
    document.sections.references = '';
    expect(partsOf(document).map(({ key }) => key)).not.toContain('references');
  });

  it('are kept after the others, and shift no number, when something stands there', () => {
    const document = { ...draft(), template: hiding('purpose', 'records') };
    const parts = partsOf(document);
    expect(parts.slice(-2).map(({ n, key, extra }) => ({ n, key, extra }))).toEqual([{ n: 12, key: 'purpose', extra: true }, { n: 13, key: 'records', extra: true }]);
    document.sections.purpose = '';
    expect(partsOf(document).map(({ n, key }) => `${n} ${key}`)).toEqual(parts.filter(({ key }) => key !== 'purpose').map(({ n, key }) => `${n} ${key}`));
  });

  it('are kept when a question about them waits', () => {
    const document = { ...draft(), template: hiding('references') };
    document.sections.references = '';
    document.questions.push({ id: 'q', question: 'Which?', target: { on: 'section', section: 'references' }, to: { name: '', role: '', contact: '' }, due: null, answer: null, wants: null });
    expect(partsOf(document).at(-1)?.key).toBe('references');
  });
});

describe('another template', () => {
  it('comes as a change that the page takes in', () => {
    const before = draft();
    const after = structuredClone(before);
    apply(after, [{ op: 'set_template', template: hiding('scope'), placed: [{ section: 'result', filled: true }] }]);
    const shown = patch({ document: before, places: new Places(before.phases) }, changesBetween(before, after));
    expect(shown?.document).toEqual(after);
    expect(numbered(after.template).at(-1)).toMatchObject({ n: 13, heading: { chapter: 'scope' } });
  });

  it('is asked for by name and refused when its name is taken', async () => {
    const answers = templateAnswers({ settings: () => ({ defaults: { template: null } }) as never, document: () => draft(), edit: () => Promise.reject(new Error('not asked')), tell: () => undefined, fault: (message) => new Error(message), broken: false });
    expect(() => answers.save_template({ template: { ...STANDARD, id: 'other' } })).toThrow('Another template is called Standard');
    const list = await answers.save_template({ template: { ...STANDARD, id: 'other', name: 'House' } });
    expect(list.templates.map(({ template }) => template.name)).toEqual(['Standard', 'Work instruction', 'House']);
  });
});

describe('the template that new drafts were to take', () => {
  const broken = { id: BROKEN, name: 'Old house style', why: '"blue" is not a colour' };
  const told = (wanted: string | null, listed = [broken]) => {
    settings.value = { defaults: { template: wanted } } as Settings;
    templates.list = { templates: [{ template: STANDARD, built_in: true, changed: false }], default: STANDARD.id, broken: listed };
    return templates.fallen;
  };

  it('is named with what is wrong with it and what is taken instead, when it cannot be read', () => {
    expect(told(BROKEN)).toEqual({ broken, instead: STANDARD });
  });
  it('is missed when it is not there any more', () => {
    expect(told(BROKEN, [])).toEqual({ broken: null, instead: STANDARD });
  });
  it('is named too when it is the one that comes with Sopwright, and what was changed of it cannot be read', () => {
    expect(told(null, [{ ...broken, id: STANDARD.id }])).toMatchObject({ broken: { id: STANDARD.id } });
  });
  it('is no matter when it can be used, whatever else is broken', () => {
    expect([told(STANDARD.id), told(null)]).toEqual([null, null]);
  });
});
