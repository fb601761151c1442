// Reads the Markdown subset into paragraphs and lists, as `core::text` does: headings, quotes, tables and the like stay
// as typed. A line end is a line break; a numbered list that does not start at 1 stays as typed.
import { parseInline, trimLines } from './inline';
import type { Inline, TextBlock } from './markup';

const MAX_LIST_DEPTH = 6;
const BULLET = /^( {0,3})([-*+])( {1,4}|\t|$)(.*)$/;
const NUMBER = /^( {0,3})(\d{1,9})([.)])( {1,4}|\t|$)(.*)$/;
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const HEADING = /^ {0,3}#{1,6}(?:\s|$)/;
const QUOTE = /^ {0,3}>/;
const INDENTED = /^(?: {4}| {0,3}\t)/;

type Marker = { ordered: boolean; sign: string; start: number; width: number; first: string };

/** The paragraphs and lists of a text. */
export function parse(text: string): TextBlock[] {
  return blocks(normalised(text).split('\n'), 0);
}

/** The pieces of a text that is one line: list marks and the like mean nothing in it, line ends become spaces. */
export function parseLine(text: string): Inline[] {
  const line = normalised(text)
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
  return parseInline(line);
}

function normalised(text: string): string {
  return text.replace(/\r\n|[\r\u2028\u2029\u0085]/g, '\n').replace(/\0/g, '\ufffd');
}

function marker(line: string): Marker | undefined {
  if (RULE.test(line)) return undefined;
  const bullet = BULLET.exec(line);
  if (bullet) {
    const [, indent = '', sign = '-', gap = '', first = ''] = bullet;
    return { ordered: false, sign, start: 1, width: indent.length + 1 + Math.max(1, gap.length), first };
  }
  const number = NUMBER.exec(line);
  if (number) {
    const [, indent = '', digits = '1', sign = '.', gap = '', first = ''] = number;
    const width = indent.length + digits.length + 1 + Math.max(1, gap.length);
    return { ordered: true, sign, start: parseInt(digits, 10), width, first };
  }
  return undefined;
}

/** Whether this line begins a list although a paragraph is open. */
function interrupts(line: string): boolean {
  const found = marker(line);
  return found !== undefined && found.start === 1 && found.first.trim() !== '';
}

function blocks(lines: string[], depth: number): TextBlock[] {
  const out: TextBlock[] = [];
  const paragraph = (pieces: Inline[]) => {
    const trimmed = trimLines(pieces);
    if (trimmed.length > 0) out.push({ t: 'paragraph', c: trimmed });
  };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    const found = marker(line);
    const fence = FENCE.exec(line)?.[1];
    if (found) {
      const read = list(lines, at, found, depth);
      if (found.start === 1 && depth < MAX_LIST_DEPTH) out.push(read.block);
      else paragraph(asTyped(lines.slice(at, read.next)));
      at = read.next;
    } else if (INDENTED.test(line)) {
      const end = lines.findIndex((l, i) => i > at && l.trim() !== '' && !INDENTED.test(l));
      const last = end < 0 ? lines.length : end;
      paragraph(asTyped(lines.slice(at, last)));
      at = last;
    } else if (fence) {
      const end = lines.findIndex((l, i) => i > at && l.trim().startsWith(fence) && /^[`~\s]+$/.test(l));
      const last = end < 0 ? lines.length : end;
      paragraph(codeLines(lines.slice(at + 1, last)));
      at = last + 1;
    } else if (HEADING.test(line) || RULE.test(line)) {
      paragraph([{ t: 'plain', c: line.trim() }]);
      at += 1;
    } else {
      const quote = QUOTE.test(line);
      const end = quote ? quoteEnd(lines, at) : paragraphEnd(lines, at);
      const taken = lines.slice(at, end);
      const verbatim = quote || taken.slice(1).some((l) => /^ {0,3}(?:=+|-+)\s*$/.test(l));
      paragraph(verbatim ? asTyped(taken) : parseInline(taken.map((l) => l.trim()).join('\n')));
      at = end;
    }
  }
  return out;
}

function paragraphEnd(lines: string[], from: number): number {
  let at = from + 1;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const setext = /^ {0,3}-+\s*$/.test(line);
    if (line.trim() === '' || interrupts(line) || QUOTE.test(line) || FENCE.test(line) || HEADING.test(line)) break;
    if (RULE.test(line) && !setext) break;
    at += 1;
  }
  return at;
}

/** A quote goes on while its marks do, and with the paragraph that is open in it. */
function quoteEnd(lines: string[], from: number): number {
  const empty = (line: string) => /^ {0,3}>\s*$/.test(line);
  let at = from;
  while (QUOTE.test(lines[at] ?? '')) at = empty(lines[at] ?? '') ? at + 1 : paragraphEnd(lines, at);
  return at;
}

function list(lines: string[], from: number, opened: Marker, depth: number): { block: TextBlock; next: number } {
  const items: TextBlock[][] = [];
  let at = from;
  let open: Marker | undefined = opened;
  while (open && open.ordered === opened.ordered && open.sign === opened.sign) {
    const own = [open.first];
    const width = open.width;
    at += 1;
    let blank = open.first.trim() === '';
    while (at < lines.length) {
      const line = lines[at] ?? '';
      const indent = /^ */.exec(line)?.[0].length ?? 0;
      if (line.trim() === '') {
        blank = true;
        own.push('');
      } else if (indent >= width) {
        own.push(line.slice(width));
        blank = false;
      } else if (!blank && !marker(line) && !FENCE.test(line) && !HEADING.test(line) && !RULE.test(line)) {
        own.push(line.trim());
      } else {
        break;
      }
      at += 1;
    }
    items.push(blocks(own, depth + 1));
    open = at < lines.length ? marker(lines[at] ?? '') : undefined;
  }
  return { block: { t: 'list', c: { ordered: opened.ordered, items } }, next: at };
}

function codeLines(lines: string[]): Inline[] {
  const out: Inline[] = [];
  for (const line of lines) {
    if (out.length > 0) out.push({ t: 'break' });
    if (line.trim() !== '') out.push({ t: 'code', c: line.trimEnd() });
  }
  return out;
}

function asTyped(lines: string[]): Inline[] {
  return lines.flatMap((line, i): Inline[] => {
    const plain: Inline = { t: 'plain', c: line.trim() };
    return i === 0 ? [plain] : [{ t: 'break' }, plain];
  });
}
