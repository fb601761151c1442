// Writes paragraphs and lists as the Markdown subset, so that they read back as themselves. Ordinary words stay as
// people know them: only what would mean something gets a backslash.
import { parseInline, trimLines } from './inline';
import { flat, plainLine, type Inline, type TextBlock } from './markup';

/** The text of some paragraphs and lists. */
export function print(blocks: TextBlock[]): string {
  return lines(blocks).join('\n');
}

/** The text of one line. */
export function printLine(pieces: Inline[]): string {
  const oneLine = pieces.map((piece): Inline => (piece.t === 'break' ? { t: 'plain', c: ' ' } : piece));
  return inline(oneLine, false);
}

function lines(blocks: TextBlock[]): string[] {
  const out: string[] = [];
  blocks.forEach((block, i) => {
    const before = blocks[i - 1];
    if (before) out.push('');
    if (block.t === 'paragraph') {
      out.push(...inline(block.c, true).split('\n'));
      return;
    }
    // Two lists of one kind in a row would grow together: the second bears the other sign.
    const other = before?.t === 'list' && before.c.ordered === block.c.ordered;
    block.c.items.forEach((item, n) => {
      const sign = block.c.ordered ? `${n + 1}${other ? ')' : '.'} ` : other ? '* ' : '- ';
      const own = tightened(item);
      own.forEach((line, k) => out.push(line === '' ? '' : (k === 0 ? sign : ' '.repeat(sign.length)) + line));
      if (own.length === 0) out.push(sign.trimEnd());
    });
  });
  return out;
}

/** An item's lines; a list right under its first paragraph needs no empty line. */
function tightened(item: TextBlock[]): string[] {
  const [first, second] = item;
  if (first?.t === 'paragraph' && second?.t === 'list') return [...lines([first]), ...lines(item.slice(1))];
  return lines(item);
}

/** Pieces as text. Where marks cannot be written so that they read back, the words are kept and the marks go. */
function inline(pieces: Inline[], blocks: boolean): string {
  const want = flat(trimLines(pieces)).join('\u0001');
  for (const sign of ['*', '_']) {
    const text = write(pieces, sign, { first: blocks });
    if (flat(trimLines(parseInline(text))).join('\u0001') === want) return text;
  }
  return write([{ t: 'plain', c: plainLine(pieces) }], '*', { first: blocks });
}

/** `first`: at the start of a block's line. `link`: between the brackets of a link. */
type Place = { first: boolean; link?: boolean | undefined };

function write(pieces: Inline[], italic: string, place: Place): string {
  let out = '';
  const atStart = place.first;
  pieces.forEach((piece, i) => {
    const first = atStart && (out === '' || out.endsWith('\n'));
    switch (piece.t) {
      case 'plain':
        out += escaped(piece.c, first, place.link);
        break;
      case 'bold':
        out += `**${write(piece.c, italic, { first: false, link: place.link })}**`;
        break;
      case 'italic':
        out += `${italic}${write(piece.c, italic, { first: false, link: place.link })}${italic}`;
        break;
      case 'code':
        out += code(piece.c);
        break;
      case 'key':
        out += `<kbd>${escaped(piece.c, false, place.link)}</kbd>`;
        break;
      case 'link':
        out += `[${write(piece.c.text, italic, { first: false, link: true })}](${address(piece.c.to)})`;
        break;
      case 'step_link':
        out += `[${escaped(piece.c.text, false, true)}](step:${piece.c.to})`;
        break;
      case 'parameter':
        out += `{{${piece.c}}}`;
        break;
      case 'break':
        if (i > 0 && i < pieces.length - 1) out += '\n';
        break;
    }
  });
  return out;
}

function address(to: string): string {
  return to.replace(/[()\\]/g, '\\$&');
}

function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((m) => m[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$|^ .* $/s.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** Characters that read back as themselves, at this place. */
export function escaped(text: string, first: boolean, link = false): string {
  return text
    .split('\n')
    .map((line, n) => escapedLine(line, n > 0 || first, link))
    .join('\n');
}

function escapedLine(line: string, first: boolean, link: boolean): string {
  const chars = [...line];
  const digits = /^\d*/.exec(line)?.[0].length ?? 0;
  return chars
    .map((c, i) => {
      const before = chars[i - 1];
      const after = chars[i + 1];
      const start = first && i === 0;
      const marked =
        '*`['.includes(c) ||
        (c === '\\' && (after === undefined || /[!-/:-@[-`{-~]/.test(after))) ||
        (c === '_' && !isWithinWord(chars, i)) ||
        (c === '<' && (after === undefined || /[a-zA-Z/!?]/.test(after))) ||
        (c === '&' && /^&(?:#\w+|\w+);/.test(chars.slice(i, i + 40).join(''))) ||
        (c === '{' && (before === '{' || after === '{' || after === undefined)) ||
        (c === '!' && after === '[') ||
        (c === ']' && (link || after === ':' || after === '(' || after === undefined)) ||
        (start && '#>-+=~'.includes(c)) ||
        (first && (c === '.' || c === ')') && digits > 0 && i === digits);
      return marked ? `\\${c}` : c;
    })
    .join('');
}

/** Whether a run of underscores has a letter or digit on both sides, and so means nothing. */
function isWithinWord(chars: string[], at: number): boolean {
  const left = chars.slice(0, at).reverse().find((c) => c !== '_');
  const right = chars.slice(at).find((c) => c !== '_');
  const word = (c: string | undefined) => c !== undefined && /[\p{L}\p{N}]/u.test(c);
  return word(left) && word(right);
}
