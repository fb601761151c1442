// The Markdown subset: what it reads as, and that it survives the way through the editor.
import { describe, expect, it } from 'vitest';

import { parseLine, parse } from '../../src/editor/parse';
import { plainText, type Inline, type TextBlock } from '../../src/editor/markup';
import { escaped, print, printLine } from '../../src/editor/print';
import { readLine, readText } from '../../src/editor/read';
import { writeLine, writeText } from '../../src/editor/write';

const p = (c: string): Inline => ({ t: 'plain', c });
const para = (...c: Inline[]): TextBlock => ({ t: 'paragraph', c });

describe('reading', () => {
  it('reads every inline form', () => {
    const text = 'Press <kbd>Ctrl+S</kbd> in **the _main_ window**, then `run {{x}}` for {{invoice_no}}.';
    expect(parseLine(text)).toEqual([
      p('Press '),
      { t: 'key', c: 'Ctrl+S' },
      p(' in '),
      { t: 'bold', c: [p('the '), { t: 'italic', c: [p('main')] }, p(' window')] },
      p(', then '),
      { t: 'code', c: 'run {{x}}' },
      p(' for '),
      { t: 'parameter', c: 'invoice_no' },
      p('.'),
    ]);
  });

  it('reads links, and only to where links may lead', () => {
    expect(parseLine('See [the **wiki**](https://example.org/a?b=1&c=2) or <mail@example.org>')).toEqual([
      p('See '),
      { t: 'link', c: { to: 'https://example.org/a?b=1&c=2', text: [p('the '), { t: 'bold', c: [p('wiki')] }] } },
      p(' or '),
      { t: 'link', c: { to: 'mailto:mail@example.org', text: [p('mail@example.org')] } },
    ]);
  });

  it('reads paragraphs, lists and line ends', () => {
    expect(parse('One\r\ntwo\\\nthree\n\n- a\n  - b\n- c\n\n1. x\n2. y')).toEqual([
      para(p('One'), { t: 'break' }, p('two'), { t: 'break' }, p('three')),
      {
        t: 'list',
        c: {
          ordered: false,
          items: [[para(p('a')), { t: 'list', c: { ordered: false, items: [[para(p('b'))]] } }], [para(p('c'))]],
        },
      },
      { t: 'list', c: { ordered: true, items: [[para(p('x'))], [para(p('y'))]] } },
    ]);
  });

  it.each([
    '# Heading', 'Heading\n=====', '> a quote\n> more', '---', '<div onclick="x">hi</div>', 'a <b>bold</b> word',
    '![alt](https://example.org/x.png)', '[x](javascript:alert(1))', '[x](file:///etc/passwd)',
    '[x](https://example.org "title")', 'a | b\n--|--\n1 | 2', '2024. A good year', '<!-- step:1 -->', '~~gone~~',
  ])('leaves %j as typed', (text) => {
    expect(plainText(parse(text))).toBe(text);
    expect(JSON.stringify(parse(text))).not.toContain('"link"');
  });

  it.each(['# a', '- a', '1. a', '> a', '---', '    a', '```', '<div>', '=='])('sees no block in the line %j', (text) => {
    expect(parseLine(text)).toEqual([p(text.trim())]);
  });

  it('keeps an escaped parameter as text', () => {
    expect(parseLine('\\{{a}} {\\{b}} \\\\{{c}}')).toEqual([p('{{a}} {{b}} \\'), { t: 'parameter', c: 'c' }]);
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
