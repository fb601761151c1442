// What parts, fields and values of a comparison are called.
import type { FieldDiff, FieldName, PartDiff, PartKind, Piece } from '../../api/gen';
import { date, duration } from '../../text/format';
import { hasText, t } from '../../text/text';

export const fieldWords = (name: FieldName): string => t(`of.${name}`);
export const kindWords = (kind: PartKind): string => t(`part.${kind}`);

/** What a part is called: `Step 2.3`, `Purpose`, `Phase Prepare`. */
export function headOf(part: PartDiff): string {
  if (part.section) return t(`section.${part.section}`);
  if (part.kind === 'step') return t('question.step', { number: part.after || part.before });
  return kindWords(part.kind);
}

/** A value as people write it. Words are as they are. */
export function pieceWords({ form, field }: FieldDiff, piece: Piece): string {
  switch (form) {
    case 'words':
    case 'code':
      return piece.text;
    case 'choice': {
      if (field === 'numbering') return t(piece.text === 'running' ? 'counted.running' : 'counted.by_phase');
      const key = `${CHOICES[field] ?? field}.${piece.text}`;
      return hasText(key) ? t(key) : piece.text;
    }
    case 'flag':
      return t(piece.text === 'true' ? 'diff.yes' : 'diff.no');
    case 'date':
      return date(piece.text);
    case 'minutes':
      return t('time.min', { m: piece.text });
    case 'seconds':
      return duration(Number(piece.text) * 1000);
    case 'step':
      return t('question.step', { number: piece.text });
  }
}

/** Where the words of a choice stand in the catalogue, if not under the field's own name. */
const CHOICES: Partial<Record<FieldName, string>> = { form: 'snippet' };
