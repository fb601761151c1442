// The parsed form of a text, in the shape that `core::text` gives it as JSON. Knows no Markdown and no editor.

export type Inline =
  | { t: 'plain'; c: string }
  | { t: 'bold'; c: Inline[] }
  | { t: 'italic'; c: Inline[] }
  | { t: 'code'; c: string }
  | { t: 'key'; c: string }
  | { t: 'link'; c: { to: string; text: Inline[] } }
  | { t: 'step_link'; c: { to: string; text: string } }
  | { t: 'parameter'; c: string }
  | { t: 'break' };

export type TextBlock =
  | { t: 'paragraph'; c: Inline[] }
  | { t: 'list'; c: { ordered: boolean; items: TextBlock[][] } };

/** What the pieces read as, without marks. */
export function plainLine(pieces: Inline[]): string {
  return pieces
    .map((piece) => {
      switch (piece.t) {
        case 'plain':
        case 'code':
        case 'key':
          return piece.c;
        case 'bold':
        case 'italic':
          return plainLine(piece.c);
        case 'link':
          return plainLine(piece.c.text);
        case 'step_link':
          return piece.c.text;
        case 'parameter':
          return `{{${piece.c}}}`;
        case 'break':
          return '\n';
      }
    })
    .join('');
}

/** What the blocks read as, without marks: for labels, outlines and search. */
export function plainText(blocks: TextBlock[]): string {
  return blocks
    .map((block) => (block.t === 'paragraph' ? plainLine(block.c) : block.c.items.map(plainText).join('\n')))
    .join('\n');
}

/** Whether a link may lead there: http, https or mailto, without white space or characters that disguise it. */
export function isAllowedAddress(to: string): boolean {
  const rest = /^(?:https?:\/\/|mailto:)(.+)$/is.exec(to)?.[1];
  return rest !== undefined && !rest.startsWith('/') && !/[\s\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u.test(rest);
}

/** The step that `step:ID` leads to. */
export function stepOf(to: string): string | undefined {
  return /^step:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/.exec(to)?.[1]?.toLowerCase();
}

/** Adds characters, joined to the plain piece before. */
export function pushPlain(out: Inline[], text: string): void {
  if (text === '') return;
  const last = out.at(-1);
  if (last?.t === 'plain') last.c += text;
  else out.push({ t: 'plain', c: text });
}

/** The same pieces, with plain ones that follow one another joined. */
export function joinedPieces(pieces: Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const piece of pieces) {
    if (piece.t === 'plain') pushPlain(out, piece.c);
    else out.push(piece);
  }
  return out;
}

/** Runs of characters with the marks that they bear: equal for texts that look the same. */
export function flat(pieces: Inline[], marks: string[] = []): string[] {
  const out: string[] = [];
  const add = (text: string, more: string[] = []) => {
    const key = JSON.stringify([...new Set([...marks, ...more])].sort());
    const last = out.at(-1);
    if (last?.startsWith(`${key}|`) && more.length === 0) out[out.length - 1] = last + text;
    else out.push(`${key}|${text}`);
  };
  for (const piece of pieces) {
    switch (piece.t) {
      case 'plain':
        add(piece.c);
        break;
      case 'code':
      case 'key':
      case 'parameter':
        add(piece.c, [piece.t]);
        break;
      case 'step_link':
        add(piece.c.text, [`step_link ${piece.c.to}`]);
        break;
      case 'break':
        add('\n', ['break']);
        break;
      case 'bold':
      case 'italic':
        out.push(...flat(piece.c, [...marks, piece.t]));
        break;
      case 'link':
        out.push(...flat(piece.c.text, [...marks, `link ${piece.c.to}`]));
        break;
    }
  }
  return merged(out);
}

function merged(runs: string[]): string[] {
  const out: string[] = [];
  for (const run of runs) {
    const cut = run.indexOf('|');
    const key = run.slice(0, cut + 1);
    const last = out.at(-1);
    const mergeable = !/"(code|key|parameter|break|step_link [^"]*)"/.test(key);
    if (mergeable && last?.startsWith(key)) out[out.length - 1] = last + run.slice(cut + 1);
    else out.push(run);
  }
  return out;
}
