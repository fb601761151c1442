// Where an answer can go, in words.
import type { AnswerPlace } from '../../api/gen';
import { hasText, t } from '../../text/text';

/** The name of a place, to tell it from the others that are offered. */
export const placeKey = (place: AnswerPlace): string => JSON.stringify(place);

/** The words for a place, as in "Goes to: General policy". */
export function placeWords(place: AnswerPlace): string {
  switch (place.place) {
    case 'kept':
    case 'faq':
    case 'alt':
    case 'item':
      return t(`place.${place.place}`);
    case 'meta': {
      const key = `meta.${place.field}`;
      return hasText(key) ? t(key) : place.field;
    }
    case 'section':
      return t(`section.${place.section}`);
    case 'step':
      return t(`place.${place.text}`);
    case 'callout':
      return t('place.callout', { kind: t(`callout.${place.callout}`).toLowerCase() });
  }
}
