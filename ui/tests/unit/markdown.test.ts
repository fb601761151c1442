// The Markdown subset: what it reads as, and that it survives the way through the editor.
import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { parseLine, parse } from '../../src/editor/parse';
import { plainText, type Inline, type TextBlock } from '../../src/editor/markup';
import { escaped, print, printLine } from '../../src/editor/print';
import { readLine, readText } from '../../src/editor/read';
import { writeLine, writeText } from '../../src/editor/write';

const p = (c: string): Inline => ({ t: 'plain', c });
const para = (...c: Inline[]): TextBlock => ({ t: 'paragraph', c });

/** What both readers of the subset, this one and `core::text`, are held to. */
type Cases = {
  lines: [string, Inline[]][];
  lines_as_typed: string[];
  texts: [string, TextBlock[]][];
  texts_as_typed: string[];
};
const cases = JSON.parse(readFileSync(new URL('../../../crates/core/src/text/cases.json', import.meta.url), 'utf8')) as Cases;

describe('reading', () => {
  it.each(cases.lines)('reads the line %j', (text, pieces) => expect(parseLine(text)).toEqual(pieces));
  it.each(cases.texts)('reads the text %j', (text, blocks) => expect(parse(text)).toEqual(blocks));
  it.each(cases.lines_as_typed)('leaves the line %j as typed', (text) => expect(parseLine(text)).toEqual([p(text)]));
  it.each(cases.texts_as_typed)('leaves the text %j as typed', (text) => {
    const read = parse(text);
    expect(read.map((block) => (block.t === 'paragraph' ? block.c.map((piece) => piece.t) : [block.t])).flat()).not.toContain('link');
    expect(plainText(read).replace(/\n+/g, '\n')).toBe(text.replace(/\n+/g, '\n'));
  });

  it('stands deep nesting', () => {
    for (const text of ['- '.repeat(2000), '**a '.repeat(500), '['.repeat(2000)]) {
      expect(() => plainText(parse(text))).not.toThrow();
    }
  });
});

/** Texts in the form in which they are written. Each must come back to the letter. */
const LINES = [
  '',
  'Click Save',
  'Click **Save**',
  '**Open** the *monthly* view',
  '***Both at once***',
  '**bold *and italic***',
  '*a***b**',
  'un**believ**able',
  'Run `cargo test` now',
  '``a ` b``',
  'Press <kbd>Ctrl</kbd>+<kbd>S</kbd>',
  'Enter {{invoice_no}} into **Number**',
  '**{{amount}}** is due',
  'See [the wiki](https://example.org/a_b?c=d&e=f)',
  'See [a **bold** link](https://example.org/)',
  '[Wikipedia](https://en.wikipedia.org/wiki/Step_\\(software\\))',
  'Go to [Sign in](step:01890a5d-ac96-774b-bcce-b302099a8057) again',
  '**See [a \\[b\\] \\*c\\*](step:01890a5d-ac96-774b-bcce-b302099a8057)** and {{d}}',
  'See [a \\[b\\] c](https://example.org/)',
  'C:\\Users\\ann\\file_name_2.txt',
  'https://example.org/a_b?c=d&e=f#g',
  '5 > 3, a - b, 50 % + 7',
  'R&D\'s "x" = y',
  '2 \\* 3 \\* 4',
  'not \\{\\{a\\}\\} parameter'.replaceAll('\\}', '}'),
  'Straße, Ærø, 漢字, 👍🏽',
  '1\\. is no list'.replace('\\', ''),
];

const TEXTS = [
  'One paragraph.',
  'One.\n\nTwo.',
  'Line one\nline two',
  '- a\n- b',
  '1. first\n2. second\n3. third',
  '- a\n  - b\n    - c\n- d',
  '1. a\n   - b\n2. c',
  'Before:\n\n- **a** is `b`\n- {{c}}\n\nAfter.',
  '- a\n\n  second paragraph\n- b',
  '- a\n- b\n\n* another list',
  '\\# no heading',
  '\\- no list',
  '1\\. no list',
  '\\> no quote',
  'a\n\\- b',
];

describe('through the editor and back', () => {
  it.each(LINES)('line %j', (text) => expect(writeLine(readLine(text))).toBe(text));
  it.each([...TEXTS, ...LINES])('text %j', (text) => {
    const once = writeText(readText(text));
    expect(writeText(readText(once))).toBe(once);
    expect(parse(once)).toEqual(parse(text));
  });
  it.each(TEXTS)('text %j to the letter', (text) => expect(writeText(readText(text))).toBe(text));
});

describe('writing', () => {
  it('hardly escapes ordinary words', () => {
    for (const text of ['C:\\Users\\ann\\file_name_2.txt', 'Click Save (F12). Done!', 'a - b', 'x_y_z']) {
      expect(escaped(text, true)).toBe(text);
    }
  });

  it('never lets plain characters become markup', () => {
    const tokens = ['*', '**', '_', '`', '[', ']', '(', ')', '<', '>', '#', '-', '1.', '!', '\\', '&', '&amp;', '{{', '}}', '{{a}}', '~~~', '=', ':', ' ', 'a', 'Z9', 'é', '漢', 'http://e.org', '<kbd>', '</kbd>'];
    let seed = 7;
    const next = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    for (let round = 0; round < 3000; round += 1) {
      const text = Array.from({ length: 1 + next(8) }, () => tokens[next(tokens.length)]).join('').trim();
      if (text === '') continue;
      expect(parseLine(printLine([p(text)])), text).toEqual([p(text)]);
      expect(parse(print([para(p(text))])), text).toEqual([para(p(text))]);
    }
  });

  it('keeps words whose marks cannot be written', () => {
    const odd: Inline[] = [p('a'), { t: 'bold', c: [p('"b"')] }, p('c')];
    expect(plainText(parse(print([para(...odd)])))).toBe('a"b"c');
  });
});
