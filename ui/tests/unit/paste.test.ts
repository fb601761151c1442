// @vitest-environment jsdom
// What is pasted from other programs: clipboards in the shape that these programs give them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Inline } from '../../src/editor/markup';
import { parse } from '../../src/editor/parse';
import { readHtml } from '../../src/editor/paste/html';
import { readClipboard } from '../../src/editor/paste/paste';
import { clipboardPictures } from '../../src/editor/paste/pictures';
import { joinedLines, linesOf, paragraphs, paragraphsAndLists } from '../../src/editor/paste/text';
import { print, printLine } from '../../src/editor/print';
import { blockNodes } from '../../src/editor/read';
import { textSchema } from '../../src/editor/schema';
import { writeText } from '../../src/editor/write';

const file = (name: string) => readFileSync(join(import.meta.dirname, 'clipboard', `${name}.html`), 'utf8');
/** As the text that it becomes in a field. */
const markdown = (html: string) => {
  const nodes = blockNodes(readHtml(html).blocks);
  return nodes.length === 0 ? '' : writeText(textSchema.node('doc', null, nodes));
};
const steps = (html: string) => linesOf(readHtml(html).blocks).map(printLine);
const clipboard = (data: Record<string, string>, files: File[] = []) =>
  ({ getData: (type: string) => data[type] ?? '', files: files as unknown as FileList });
const png = new File([new Uint8Array([137, 80, 78, 71])], 'image.png', { type: 'image/png' });

const WORD = [
  '**Before you start**',
  '',
  'Ask **Ann** in Graz for the *list* of [blocked customers](https://intranet.example.org/customers?x=1&y=2).',
  '',
  '1. Open the **ledger**',
  '   - as yourself',
  '2. Choose the month',
].join('\n');

const FIXTURES: Record<string, string> = {
  word: WORD,
  'word-webkit': WORD,
  'word-online': 'Every **Monday**\n\n- Open the tool\n  - with your card\n- Close it',
  'google-docs': 'Send the **report** to [Ann](mailto:ann@example.org) *today*:\n\n- first\n  - inner\n- second\n\nName | Limit\nGraz | 500',
  excel: 'Field | Value\nTotal | 1.234,50 | a \\* b',
  'google-sheets': 'Open the ledger\n**Choose** **the month**\nPress OK',
  calc: '**Month**\nMarch | 12',
  writer: 'A picture:\n\n1. **Turn** it on\n2. Wait\n   1. one minute',
  browser: [
    '**Undo a commit**',
    '',
    'Press <kbd>Ctrl</kbd>+<kbd>Z</kbd>, or run `git reset --soft HEAD~1` and read [the manual](https://docs.example.org/reset#soft), here or there 🚀.',
    '',
    '`cd repo`',
    '`git   log --oneline`',
    '',
    'Note that this',
    'keeps your files.',
  ].join('\n'),
  outlook: 'Dear all,\n\nplease restart the server.\n\nThanks',
  hostile: '**bold**\n\n\\*\\*not bold\\*\\* \\{\\{not_mine}} \\[x\\](javascript:y) \\<script>alert(2)\\</script>\n\np qrs\n\nabcd\n\nGo',
  own: 'Enter {{invoice_no}}, press <kbd>F2</kbd> and go to [Sign in](step:01890a5d-ac96-774b-bcce-b302099a8057) or **the [wiki](https://example.org/)**',
};

describe('HTML on the clipboard', () => {
  it.each(Object.entries(FIXTURES))('from %s', (name, expected) => {
    const text = markdown(file(name));
    expect(text).toBe(expected);
    expect(print(parse(text))).toBe(text);
  });

  it('is steps when it is lines', () => {
    expect(steps(file('word'))).toEqual([
      '**Before you start**',
      'Ask **Ann** in Graz for the *list* of [blocked customers](https://intranet.example.org/customers?x=1&y=2).',
      'Open the **ledger**', 'as yourself', 'Choose the month',
    ]);
    expect(steps(file('google-sheets'))).toEqual(['Open the ledger', '**Choose** **the month**', 'Press OK']);
    expect(steps(file('excel'))).toEqual(['Field | Value', 'Total | 1.234,50 | a \\* b']);
  });

  it('gives the pictures that it carries, and counts those that it only names', () => {
    const { pictures, missed } = readHtml(file('writer'));
    expect(pictures.map((each) => [each.type, each.size])).toEqual([['image/png', 70]]);
    expect(missed).toBe(0);
    expect(readHtml(file('word'))).toMatchObject({ pictures: [], missed: 1 });
    expect(readHtml(file('hostile'))).toMatchObject({ pictures: [], missed: 1 });
  });

  it('is a list of Word without its styles only where a mark stands first', () => {
    const gap = '<span style="font-size: 7pt; font-family: &quot;Times New Roman&quot;;">  </span>';
    const item = (mark: string, words: string, left = '') => `<p style="${left}"><span><span>${mark}${gap}</span></span>${words}</p>`;
    expect(markdown(item('a)', 'one', 'margin-left:.5in') + item('o', 'two', 'margin-left: 3.81cm') + item('b)', 'three', 'margin-left:36pt'))).toBe('1. one\n   - two\n2. three');
    expect(markdown(`<p>See ${item('1.', 'x').slice(12, -4)}</p>`)).toBe('See 1. x');
    expect(markdown(`<p><span>A sentence that is long${gap}</span>goes on</p>`)).toBe('A sentence that is long goes on');
    expect(markdown(`<p>${gap}words</p>`)).toBe('words');
  });

  it('stands what is nested deeply or broken', () => {
    const deep = `${'<div><b>'.repeat(600)}words${'</b></div>'.repeat(600)}`;
    expect(print(readHtml(deep).blocks)).toContain('words');
    expect(print(readHtml(`${'<ul><li>'.repeat(400)}words`).blocks)).toContain('words');
    expect(print(readHtml('<p>a<table><tr><td>b</p><li>c').blocks)).toMatch(/a[^]*b[^]*c/);
    expect(readHtml('').blocks).toEqual([]);
  });
});

describe('a clipboard', () => {
  it('gives text rather than the picture of it that spreadsheets add', () => {
    expect(readClipboard(clipboard({ 'text/html': file('excel'), 'text/plain': 'x' }, [png]), false)).toMatchObject({ pictures: [], missed: 0 });
  });

  it('gives a picture that was copied from a page', () => {
    const copied = clipboard({ 'text/html': '<meta charset="utf-8"><img src="https://example.org/x.png" alt="A chart">' }, [png]);
    expect(readClipboard(copied, false)).toEqual({ blocks: [], pictures: [png], missed: 0 });
    expect(readClipboard(clipboard({}, [png]), false).pictures).toEqual([png]);
    expect(readClipboard(clipboard({}, [png]), true).pictures).toEqual([]);
  });

  it('gives characters alone when that is asked', () => {
    const both = clipboard({ 'text/html': '<b>bold</b>', 'text/plain': '**bold**\n- a' });
    expect(print(readClipboard(both, false).blocks)).toBe('**bold**');
    expect(print(readClipboard(both, true).blocks)).toBe('\\*\\*bold\\*\\*\n\\- a');
  });
});

describe('plain text', () => {
  const p = (c: string): Inline => ({ t: 'plain', c });

  it('is paragraphs and lines, and nothing in it is markup', () => {
    expect(paragraphs('One\r\ntwo\r\n\r\n\r\n  three  ')).toEqual([
      { t: 'paragraph', c: [p('One'), { t: 'break' }, p('two')] },
      { t: 'paragraph', c: [p('three')] },
    ]);
    expect(parse(print(paragraphs('# a\n{{b}} [c](https://d.e)\n```')))).toEqual(paragraphs('# a\n{{b}} [c](https://d.e)\n```'));
  });

  it('keeps cells apart', () => {
    expect(print(paragraphs('a\tb\t\tc\t\n\td\n'))).toBe('a | b |  | c\nd');
  });

  it('is a list when every line is an item', () => {
    expect(print(paragraphsAndLists('• a\n• b\n'))).toBe('- a\n- b');
    expect(print(paragraphsAndLists('7. a\n8) b'))).toBe('1. a\n2. b');
    expect(print(paragraphsAndLists('- a\nb'))).toBe('\\- a\nb');
    expect(print(paragraphsAndLists('-5 degrees\n-6 degrees'))).toBe('\\-5 degrees\n\\-6 degrees');
    expect(linesOf(paragraphsAndLists('1. Open\n2. Close')).map(printLine)).toEqual(['Open', 'Close']);
  });

  it('fits into one line', () => {
    expect(joinedLines(linesOf(paragraphs('a\nb\n\nc')))).toEqual([p('a b c')]);
  });
});

describe('a picture that the event does not show', () => {
  const item = (...types: string[]) => ({ types, getType: (type: string) => Promise.resolve(new Blob(['x'], { type })) }) as unknown as ClipboardItem;
  it('is asked for', async () => {
    const pictures = await clipboardPictures({ read: () => Promise.resolve([item('text/plain'), item('text/html', 'image/png')]) });
    expect(pictures.map((picture) => picture.type)).toEqual(['image/png']);
  });
  it('is left where it may not be read', async () => {
    expect(await clipboardPictures({ read: () => Promise.reject(new DOMException('no', 'NotAllowedError')) })).toEqual([]);
    expect(await clipboardPictures(undefined)).toEqual([]);
  });
});
