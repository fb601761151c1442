// Reads the inline part of the Markdown subset. Follows `core::text`: what is not in the subset stays as typed.
import { isAllowedAddress, joinedPieces, plainLine, stepOf, type Inline } from './markup';

const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORDLESS = /[\p{P}\p{S}]/u;
const ENTITIES: Record<string, string> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', ndash: '–', mdash: '—', hellip: '…', copy: '©',
};
const MAX_DEPTH = 8;

type Node =
  | { kind: 'text'; text: string }
  | { kind: 'piece'; piece: Inline }
  | { kind: 'run'; mark: string; left: number; length: number; opens: boolean; closes: boolean };

type Bracket = { node: number; at: number; image: boolean; live: boolean };

/** The pieces of some lines; a line end is a break. */
export function parseInline(source: string): Inline[] {
  const nodes: Node[] = [];
  const brackets: Bracket[] = [];
  const text = (characters: string) => nodes.push({ kind: 'text', text: characters });
  let at = 0;
  while (at < source.length) {
    const c = source.charAt(at);
    const rest = source.slice(at);
    if (c === '\\') {
      const next = source.charAt(at + 1);
      if (next === '\n') {
        at += 1;
      } else if (PUNCTUATION.test(next)) {
        text(next);
        at += 2;
      } else {
        text(c);
        at += 1;
      }
    } else if (c === '\n') {
      nodes.push({ kind: 'piece', piece: { t: 'break' } });
      at += 1;
    } else if (c === '`') {
      const code = codeSpan(rest);
      if (code) nodes.push({ kind: 'piece', piece: { t: 'code', c: code.text } });
      else text(/^`+/.exec(rest)?.[0] ?? c);
      at += code ? code.length : (/^`+/.exec(rest)?.[0].length ?? 1);
    } else if (c === '<') {
      const found = angle(rest);
      nodes.push(found.node);
      at += found.length;
    } else if (c === '&') {
      const entity = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w+));/.exec(rest);
      const decoded = entity ? decode(entity) : undefined;
      text(decoded ?? c);
      at += decoded === undefined ? 1 : (entity?.[0].length ?? 1);
    } else if (c === '{') {
      const name = /^\{\{([a-z0-9_]+)\}\}/.exec(rest);
      if (name) nodes.push({ kind: 'piece', piece: { t: 'parameter', c: name[1] ?? '' } });
      else text(c);
      at += name ? name[0].length : 1;
    } else if (c === '*' || c === '_') {
      const length = (c === '*' ? /^\*+/ : /^_+/).exec(rest)?.[0].length ?? 1;
      nodes.push(run(c, length, source.slice(0, at), source.slice(at + length)));
      at += length;
    } else if (c === '[' || (c === '!' && source.charAt(at + 1) === '[')) {
      const image = c === '!';
      brackets.push({ node: nodes.length, at, image, live: true });
      text(image ? '![' : c);
      at += image ? 2 : 1;
    } else if (c === ']') {
      at += closeBracket(source, at, nodes, brackets);
    } else {
      const plain = /^[^\\\n`<&{*_[\]!]+/.exec(rest)?.[0] ?? c;
      text(plain);
      at += plain.length;
    }
  }
  return tidy(emphasised(nodes), 0);
}

function codeSpan(rest: string): { text: string; length: number } | undefined {
  const fence = /^`+/.exec(rest)?.[0] ?? '`';
  for (const match of rest.slice(fence.length).matchAll(/`+/g)) {
    if (match[0].length !== fence.length) continue;
    let text = rest.slice(fence.length, fence.length + match.index).replace(/\n/g, ' ');
    if (/^ .* $/s.test(text) && text.trim() !== '') text = text.slice(1, -1);
    return { text, length: fence.length * 2 + match.index };
  }
  return undefined;
}

function angle(rest: string): { node: Node; length: number } {
  const key = /^<kbd>([^<\n]*)<\/kbd>/i.exec(rest);
  if (key) {
    const label = parseInline(key[1] ?? '');
    if (label.every((piece) => piece.t === 'plain') && plainLine(label).trim() !== '') {
      return { node: { kind: 'piece', piece: { t: 'key', c: plainLine(label).trim() } }, length: key[0].length };
    }
  }
  const auto = /^<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/i.exec(rest) ?? /^<([\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>/.exec(rest);
  if (auto?.[1] !== undefined) {
    const to = auto[1].includes(':') ? auto[1] : `mailto:${auto[1]}`;
    if (isAllowedAddress(to)) {
      const piece: Inline = { t: 'link', c: { to, text: [{ t: 'plain', c: auto[1] }] } };
      return { node: { kind: 'piece', piece }, length: auto[0].length };
    }
  }
  const tag = /^<(?:\/?[a-z][^<>]*|!--.*?--|\?.*?\?)>/is.exec(rest)?.[0] ?? '<';
  return { node: { kind: 'text', text: tag }, length: tag.length };
}

function decode(entity: RegExpExecArray): string | undefined {
  const point = entity[1] ? parseInt(entity[1], 10) : entity[2] ? parseInt(entity[2], 16) : undefined;
  if (point === undefined) return ENTITIES[entity[3] ?? ''];
  return point === 0 || point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
}

/** A run of `*` or `_`, with what it may do by what stands around it. */
function run(mark: string, length: number, before: string, after: string): Node {
  const left = [...before.slice(-2)].at(-1) ?? ' ';
  const right = [...after.slice(0, 2)].at(0) ?? ' ';
  const white = (c: string) => /\s/u.test(c);
  const leftFlanking = !white(right) && (!WORDLESS.test(right) || white(left) || WORDLESS.test(left));
  const rightFlanking = !white(left) && (!WORDLESS.test(left) || white(right) || WORDLESS.test(right));
  const star = mark === '*';
  const opens = leftFlanking && (star || !rightFlanking || WORDLESS.test(left));
  const closes = rightFlanking && (star || !leftFlanking || WORDLESS.test(right));
  return { kind: 'run', mark, left: length, length, opens, closes };
}

/** Makes a link of what stands before `]`, if an address follows. Gives back how far it read. */
function closeBracket(source: string, at: number, nodes: Node[], brackets: Bracket[]): number {
  const open = brackets.pop();
  const address = open?.live ? /^\]\(\s*(?:<([^<>\n]*)>|((?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*))(\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*\)/.exec(source.slice(at)) : null;
  if (!open || !address) {
    nodes.push({ kind: 'text', text: ']' });
    return 1;
  }
  const to = (address[1] ?? address[2] ?? '').replace(/\\([!-/:-@[-`{-~])/g, '$1');
  const inner = nodes.splice(open.node);
  const text = tidy(emphasised(inner.slice(1)), 0);
  const link = open.image || address[3] !== undefined ? undefined : linkOf(to, text);
  nodes.push(link ? { kind: 'piece', piece: link } : { kind: 'text', text: source.slice(open.at, at + address[0].length) });
  // No link stands within a link, whether it may lead there or not.
  if (!open.image) for (const bracket of brackets) if (!bracket.image) bracket.live = false;
  return address[0].length;
}

/** A link to the web or to a step; none if nothing may lead there, or there are no words. */
function linkOf(to: string, text: Inline[]): Inline | undefined {
  const step = stepOf(to);
  if (step !== undefined) {
    const words = plainLine(text).trim().replace(/\s+/g, ' ');
    return words === '' ? undefined : { t: 'step_link', c: { to: step, text: words } };
  }
  return isAllowedAddress(to) && text.length > 0 ? { t: 'link', c: { to, text } } : undefined;
}

/** Pairs the runs, innermost first, as CommonMark does. */
function emphasised(nodes: Node[]): Inline[] {
  const list = nodes.slice();
  for (let closer = 0; closer < list.length; closer += 1) {
    const close = list[closer];
    if (close?.kind !== 'run' || !close.closes) continue;
    while (close.left > 0) {
      const opener = openerFor(list, closer, close);
      if (opener < 0) break;
      const open = list[opener] as Extract<Node, { kind: 'run' }>;
      const strong = open.left >= 2 && close.left >= 2;
      const used = strong ? 2 : 1;
      const inner = list.slice(opener + 1, closer).flatMap(settle);
      open.left -= used;
      close.left -= used;
      const piece: Inline = { t: strong ? 'bold' : 'italic', c: joinedPieces(inner) };
      list.splice(opener + 1, closer - opener - 1, { kind: 'piece', piece });
      closer = opener + 2;
      if (open.left === 0) {
        list.splice(opener, 1);
        closer -= 1;
      }
    }
  }
  return joinedPieces(list.flatMap(settle));
}

function openerFor(list: Node[], closer: number, close: Extract<Node, { kind: 'run' }>): number {
  for (let i = closer - 1; i >= 0; i -= 1) {
    const open = list[i];
    if (open?.kind !== 'run' || open.mark !== close.mark || !open.opens || open.left === 0) continue;
    const both = open.closes || close.opens;
    const threes = (open.length + close.length) % 3 === 0 && !(open.length % 3 === 0 && close.length % 3 === 0);
    if (!(both && threes)) return i;
  }
  return -1;
}

function settle(node: Node): Inline[] {
  if (node.kind === 'piece') return [node.piece];
  const text = node.kind === 'text' ? node.text : node.mark.repeat(node.left);
  return text === '' ? [] : [{ t: 'plain', c: text }];
}

/** Takes white space from line ends, and flattens what nests too deep. */
function tidy(pieces: Inline[], depth: number): Inline[] {
  return pieces.map((piece) => {
    if (piece.t !== 'bold' && piece.t !== 'italic') return piece;
    if (depth >= MAX_DEPTH) return { t: 'plain', c: plainLine(piece.c) };
    return { t: piece.t, c: tidy(piece.c, depth + 1) };
  });
}

/** Takes white space from both ends of every line, and breaks from both ends of the whole. */
export function trimLines(pieces: Inline[]): Inline[] {
  const isBreak = (i: number) => i < 0 || i >= pieces.length || pieces[i]?.t === 'break';
  const out = pieces
    .map((piece, i): Inline => {
      if (piece.t !== 'plain') return piece;
      let c = piece.c;
      if (isBreak(i - 1)) c = c.trimStart();
      if (isBreak(i + 1)) c = c.trimEnd();
      return { t: 'plain', c };
    })
    .filter((piece) => piece.t !== 'plain' || piece.c !== '');
  while (out[0]?.t === 'break') out.shift();
  while (out.at(-1)?.t === 'break') out.pop();
  return out;
}
