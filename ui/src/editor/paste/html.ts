// Reads what other programs put on the clipboard as HTML. Only the subset of texts survives: nothing runs, nothing is
// loaded, and what is only looks is dropped. Word's lists are paragraphs, Google's bold is a style, and spreadsheets are
// tables: each is read as what it means.
import { isAllowedAddress, stepOf, type Inline, type TextBlock } from '../markup';
import { Page, PLAIN, type Style } from './page';
import { CELLS, joinedLines, linesOf } from './text';
import { restoreLists } from './word';

/** What a clipboard holds. `missed` counts pictures that are only named, and lie elsewhere. */
export type Pasted = { blocks: TextBlock[]; pictures: Blob[]; missed: number };
type Looks = Map<string, string>;

const SKIPPED = new Set([
  'SCRIPT', 'STYLE', 'HEAD', 'TITLE', 'META', 'LINK', 'XML', 'TEMPLATE', 'NOSCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'SVG', 'MATH',
  'CANVAS', 'AUDIO', 'VIDEO', 'SELECT', 'INPUT', 'COLGROUP', 'DATALIST',
]);
const BLOCKS = new Set([
  'P', 'DIV', 'BLOCKQUOTE', 'SECTION', 'ARTICLE', 'HEADER', 'FOOTER', 'MAIN', 'NAV', 'ASIDE', 'FIGURE', 'FIGCAPTION', 'ADDRESS', 'DL',
  'DT', 'DD', 'DETAILS', 'SUMMARY', 'FIELDSET', 'FORM', 'CENTER', 'HR', 'PRE', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'LI', 'CAPTION', 'TR', 'BODY',
]);
const DEEPEST = 300;
const CELL: Inline = { t: 'plain', c: CELLS };

/** The paragraphs, lists and pictures of some HTML. */
export function readHtml(html: string): Pasted {
  // Such a document runs no script and loads nothing.
  const { body } = new DOMParser().parseFromString(withoutStyles(html), 'text/html');
  restoreLists(body);
  const found: Pasted = { blocks: [], pictures: [], missed: 0 };
  const page = new Page();
  new Reader(found).children(body, page, PLAIN, 0);
  found.blocks = page.done();
  return found;
}

class Reader {
  constructor(private readonly found: Pasted) {}

  children(parent: Node, page: Page, style: Style, depth: number): void {
    for (const child of parent.childNodes) {
      if (child.nodeType === 3) page.text(child.nodeValue ?? '', style);
      else if (child instanceof Element) this.element(child, page, style, depth + 1);
    }
  }

  private element(at: Element, page: Page, outer: Style, depth: number): void {
    const name = at.tagName.toUpperCase();
    const looks = looksOf(at);
    if (SKIPPED.has(name) || isUnseen(at, looks)) return;
    if (depth > DEEPEST) {
      page.text(at.textContent, outer);
      return;
    }
    const style = styled(at, name, looks, outer);
    const piece = pieceOf(at, name);
    if (piece) page.piece(piece, style);
    else if (name === 'BR') page.lineEnd();
    else if (name === 'IMG') this.picture(at, page, style);
    else if (name === 'TABLE') this.table(at, page, style, depth);
    else if (name === 'UL' || name === 'OL') this.list(at, page, style, depth, 1);
    else if (/\blevel\d/.test(looks.get('mso-list') ?? '')) this.wordItem(at, page, style, looks, depth);
    else if (BLOCKS.has(name)) {
      page.paragraphEnd();
      this.children(at, page, style, depth);
      page.paragraphEnd();
    } else this.children(at, page, style, depth);
  }

  /** A list of HTML. Google and Word on the web set lists right into lists; the latter also says levels. */
  private list(at: Element, page: Page, style: Style, depth: number, level: number): void {
    page.paragraphEnd();
    for (const child of at.children) {
      const name = child.tagName.toUpperCase();
      if ((name === 'UL' || name === 'OL') && depth < DEEPEST) this.list(child, page, style, depth + 1, level + 1);
      else if (!SKIPPED.has(name) && !isUnseen(child, looksOf(child))) {
        const own = Number(child.getAttribute('data-aria-level'));
        page.item(own > 0 ? own : level, at.tagName.toUpperCase() === 'OL', this.within(child, style, depth));
      }
    }
  }

  /** A paragraph that Word shows as an item of a list: its mark stands in the text. */
  private wordItem(at: Element, page: Page, style: Style, looks: Looks, depth: number): void {
    const level = Number(/\blevel(\d)/.exec(looks.get('mso-list') ?? '')?.[1] ?? 1);
    const mark = [...at.querySelectorAll('[data-style], [style]')].find((each) => isMark(looksOf(each)))?.textContent ?? '';
    page.item(level, /^[\s\u00a0]*\w{1,4}[.)]/.test(mark), this.within(at, style, depth));
  }

  /** A line for each row; a table that only holds other blocks in place is taken apart. */
  private table(at: Element, page: Page, style: Style, depth: number): void {
    const rows = [...at.querySelectorAll('tr')].filter((row) => row.closest('table') === at && !isUnseen(row, looksOf(row)));
    const table = rows.map((row) => [...row.children].filter((cell) => /^T[DH]$/i.test(cell.tagName) && !isUnseen(cell, looksOf(cell))));
    for (const caption of at.children) if (caption.tagName.toUpperCase() === 'CAPTION') this.element(caption, page, style, depth);
    if (at.querySelector('table') || table.every((row) => row.length < 2 && row.some((cell) => cell.querySelector('p, div, ul, ol')))) {
      for (const cell of table.flat()) page.blocks(this.within(cell, style, depth));
      return;
    }
    const lines = table.map((row) => row.map((cell) => joinedLines(linesOf(this.within(cell, style, depth))))).map(oneRow).filter((line) => line.length > 0);
    const pieces = lines.flatMap((line, i): Inline[] => (i === 0 ? line : [{ t: 'break' }, ...line]));
    page.blocks(pieces.length > 0 ? [{ t: 'paragraph', c: pieces }] : []);
  }

  private within(at: Element, outer: Style, depth: number): TextBlock[] {
    const page = new Page();
    this.children(at, page, styled(at, at.tagName.toUpperCase(), looksOf(at), outer), depth + 1);
    return page.done();
  }

  private picture(at: Element, page: Page, style: Style): void {
    const data = /^data:(image\/(?:png|jpeg|gif|webp|bmp));base64,([A-Za-z0-9+/=\s]+)$/i.exec(at.getAttribute('src') ?? '');
    const alt = at.getAttribute('alt') ?? '';
    if (/^\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{M}\p{Sk}\u200d\ufe0f]{0,12}$/u.test(alt)) page.text(alt, style);
    else if (data) this.found.pictures.push(blobOf(data[1] ?? '', data[2] ?? ''));
    else this.found.missed += 1;
  }
}

/**
 * Style sheets taken out, and styles of elements under another name: they are read here, and never tried on. A style behind
 * a `>` in another attribute keeps its name.
 */
function withoutStyles(html: string): string {
  let out = '';
  let at = 0;
  for (const { index } of html.matchAll(/<style[\s>]/gi)) {
    if (index < at) continue;
    out += html.slice(at, index);
    const end = /<\/style\s*>/gi;
    end.lastIndex = index;
    at = end.exec(html) ? end.lastIndex : html.length;
  }
  return (out + html.slice(at)).replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/(\s)style(\s*=)/gi, '$1data-style$2'));
}

/** What the program says of the looks of an element. */
function looksOf(at: Element): Looks {
  const looks: Looks = new Map();
  for (const part of (at.getAttribute('data-style') ?? at.getAttribute('style') ?? '').split(';')) {
    const colon = part.indexOf(':');
    if (colon > 0) looks.set(part.slice(0, colon).trim().toLowerCase(), part.slice(colon + 1).trim().toLowerCase());
  }
  return looks;
}

/** Not to be read: hidden, Word's marks of list items and its remarks, and what was struck out while changes were tracked. */
function isUnseen(at: Element, looks: Looks): boolean {
  const hidden = looks.get('display')?.startsWith('none') || looks.get('visibility') === 'hidden' || looks.get('mso-hide') === 'all';
  const remark = looks.get('mso-element')?.startsWith('comment') || /\bmso-?comment/i.test(at.getAttribute('class') ?? '');
  return at.hasAttribute('hidden') || Boolean(hidden) || isMark(looks) || remark || (/^del$/i.test(at.tagName) && at.hasAttribute('datetime'));
}

function isMark(looks: Looks): boolean {
  return looks.get('mso-list') === 'ignore';
}

function styled(at: Element, name: string, looks: Looks, outer: Style): Style {
  const style = { ...outer };
  if (/^(?:B|STRONG|H[1-6])$/.test(name)) style.bold = true;
  if (/^(?:I|EM|CITE|DFN)$/.test(name)) style.italic = true;
  if (/^(?:CODE|SAMP|TT|PRE)$/.test(name)) style.code = true;
  const weight = looks.get('font-weight') ?? '';
  if (/^(?:bold|[6-9]00)/.test(weight)) style.bold = true;
  else if (/^(?:normal|lighter|[1-5]00)/.test(weight)) style.bold = false;
  const slant = looks.get('font-style') ?? '';
  if (/^(?:italic|oblique)/.test(slant)) style.italic = true;
  else if (slant.startsWith('normal')) style.italic = false;
  const space = looks.get('white-space') ?? '';
  if (name === 'PRE' || /^(?:pre|break-spaces)/.test(space) || looks.get('white-space-collapse') === 'preserve') style.pre = true;
  else if (/^(?:normal|nowrap)/.test(space)) style.pre = false;
  if (name === 'A') {
    const to = (at.getAttribute('href') ?? '').trim();
    style.link = isAllowedAddress(to) ? to : '';
  }
  return style;
}

/** Key caps, and what an editor like this one has put there. */
function pieceOf(at: Element, name: string): Inline | undefined {
  const words = () => at.textContent.replace(/[\s\u00a0]+/g, ' ').trim();
  if (name === 'KBD') return at.querySelector('kbd') || words() === '' ? undefined : { t: 'key', c: words() };
  const parameter = at.getAttribute('data-parameter');
  if (parameter !== null && /^[a-z0-9_]+$/.test(parameter)) return { t: 'parameter', c: parameter };
  const link = at.getAttribute('data-step-link');
  const step = link === null ? undefined : stepOf(`step:${link}`);
  return step === undefined || words() === '' ? undefined : { t: 'step_link', c: { to: step, text: words() } };
}

/** Cells on one line; empty ones at its ends are left out. */
function oneRow(row: Inline[][]): Inline[] {
  const last = row.findLastIndex((cell) => cell.length > 0);
  const first = row.findIndex((cell) => cell.length > 0);
  return joinedLines([row.slice(Math.max(0, first), last + 1).flatMap((cell, i) => (i === 0 ? cell : [CELL, ...cell]))]);
}

function blobOf(type: string, base64: string): Blob {
  const bytes = atob(base64.replace(/\s/g, ''));
  return new Blob([Uint8Array.from(bytes, (character) => character.charCodeAt(0))], { type: type.toLowerCase() });
}
