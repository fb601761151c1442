// Plain text from a clipboard as paragraphs, and paragraphs as the lines that steps are made of. Nothing in it is markup.
import { joinedPieces, type Inline, type TextBlock } from '../markup';

/** What stands between the cells of a row. */
export const CELLS = ' | ';
const MARK = /^\s*(?:[-*+•◦▪‣·–—]|o(?=\t)|(?:\d{1,4}|[a-zA-Z])[.)])\s+(?=\S)/u;
const NUMBERED = /^\s*\d{1,4}[.)]\s/;

/** Paragraphs, parted by empty lines. Cells of a spreadsheet stand on one line. */
export function paragraphs(text: string): TextBlock[] {
  const out: TextBlock[] = [];
  let open: Inline[] = [];
  const close = () => {
    if (open.length > 0) out.push({ t: 'paragraph', c: open });
    open = [];
  };
  for (const raw of text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').split('\n')) {
    const line = cells(raw.split('\t').map(oneLine));
    if (line === '') close();
    else if (open.length > 0) open.push({ t: 'break' }, { t: 'plain', c: line });
    else open.push({ t: 'plain', c: line });
  }
  close();
  return out;
}

/** The same, with a list where every line begins with a bullet or a number. */
export function paragraphsAndLists(text: string): TextBlock[] {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2 || !lines.every((line) => MARK.test(line))) return paragraphs(text);
  const items = lines.map((line): TextBlock[] => [{ t: 'paragraph', c: [{ t: 'plain', c: oneLine(line.replace(MARK, '')) }] }]);
  return [{ t: 'list', c: { ordered: lines.every((line) => NUMBERED.test(line)), items } }];
}

/** Each line of some blocks: of paragraphs, and of the items of lists without their marks. */
export function linesOf(blocks: TextBlock[]): Inline[][] {
  return blocks.flatMap((block) => (block.t === 'list' ? block.c.items.flatMap(linesOf) : partedAtBreaks(block.c)));
}

/** What stands in the cells of a row, on one line; empty cells at its ends are left out. */
function cells(row: string[]): string {
  const last = row.findLastIndex((cell) => cell !== '');
  const first = row.findIndex((cell) => cell !== '');
  return row.slice(Math.max(0, first), last + 1).join(CELLS);
}

/** Some lines on one, with a space between. */
export function joinedLines(lines: Inline[][]): Inline[] {
  return joinedPieces(lines.flatMap((line, i): Inline[] => (i === 0 ? line : [{ t: 'plain', c: ' ' }, ...line])));
}

function partedAtBreaks(pieces: Inline[]): Inline[][] {
  const lines: Inline[][] = [[]];
  for (const piece of pieces) {
    if (piece.t === 'break') lines.push([]);
    else lines.at(-1)?.push(piece);
  }
  return lines.filter((line) => line.length > 0);
}

function oneLine(text: string): string {
  return text.replace(/[\s\u00a0]+/g, ' ').replace(/\0/g, '\ufffd').trim();
}
