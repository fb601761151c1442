// Word's lists where the web view leaves out what Word says of them, as WebKit does: an item is then a paragraph that
// begins with its mark and a gap in small letters.

/** Between a mark and the item's text Word sets spaces of this size and face. */
const GAP = /\b7(?:\.0)?pt.*times new roman/s;
/** Longer than any mark. */
const MOST = 12;
/** Each level is set in by so much. */
const LEVEL_PT = 36;
const POINTS: Record<string, number> = { pt: 1, in: 72, cm: 28.35, mm: 2.835, px: 0.75 };

/** Says again what the paragraphs and the marks of Word's lists are, in Word's own words. */
export function restoreLists(body: Element): void {
  for (const gap of body.querySelectorAll('p span')) {
    const paragraph = gap.closest('p');
    if (!paragraph || !GAP.test(styleOf(gap).toLowerCase()) || gap.textContent.trim() !== '') continue;
    if (/mso-list/i.test(styleOf(paragraph))) continue;
    const mark = childWith(paragraph, gap);
    const text = mark.textContent.trim();
    if (text === '' || text.length > MOST || textBefore(paragraph, mark)) continue;
    add(paragraph, `mso-list:l0 level${levelOf(paragraph)} lfo1`);
    add(mark, 'mso-list:ignore');
  }
}

const styleOf = (at: Element): string => at.getAttribute('data-style') ?? at.getAttribute('style') ?? '';
const add = (at: Element, look: string) => at.setAttribute('data-style', `${styleOf(at)};${look}`);

function levelOf(paragraph: Element): number {
  const [, number, unit = ''] = /margin-left:\s*([\d.]+)(\w+)/i.exec(styleOf(paragraph)) ?? [];
  const points = Number(number ?? 0) * (POINTS[unit.toLowerCase()] ?? 0);
  return Math.max(1, Math.round(points / LEVEL_PT));
}

/** The child of the paragraph in which this is. */
function childWith(paragraph: Element, inner: Element): Element {
  let at = inner;
  while (at.parentElement && at.parentElement !== paragraph) at = at.parentElement;
  return at;
}

function textBefore(paragraph: Element, child: Element): boolean {
  for (const each of paragraph.childNodes) {
    if (each === child) return false;
    if ((each.textContent ?? '').trim() !== '') return true;
  }
  return false;
}
