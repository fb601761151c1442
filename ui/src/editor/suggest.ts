// What a completion menu offers for what was typed before the caret, best first. Knows no editor and no page.
import type { Parameter, Step } from '../api/gen';

/** What a menu is wanted for; `length` counts the characters that a choice replaces. */
export type Wanted = { kind: 'parameter' | 'step'; query: string; length: number };
export type Offer =
  | { kind: 'parameter'; name: string; example: string }
  | { kind: 'new'; name: string }
  | { kind: 'step'; id: string; number: string; action: string };
export type NumberedStep = { number: string; step: Step };

const MOST = 40;
const LONGEST_NAME = 40;
// `{{`, and the beginning of a name, also one that is typed in words.
const PARAMETER = /\{\{ ?((?:[\p{L}\p{N}_-]+ ?){0,6})$/u;
// `#` where a word may begin, and a number or some words.
const STEP = /(?:^|[\s([{„“‘"'«/])#((?:[\p{L}\p{N}.'’-]+ ?){0,6})$/u;

/** What the characters before the caret ask for. */
export function wanted(before: string): Wanted | null {
  const parameter = PARAMETER.exec(before);
  if (parameter) return { kind: 'parameter', query: (parameter[1] ?? '').trim(), length: parameter[0].length };
  const step = STEP.exec(before);
  if (step) return { kind: 'step', query: step[1] ?? '', length: (step[1] ?? '').length + 1 };
  return null;
}

/** The name that a parameter gets from words: lower-case letters, digits and underscores. */
export function parameterName(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+/, '')
    .slice(0, LONGEST_NAME)
    .replace(/_+$/, '');
}

/** The document's parameters that fit, those that begin so first, and a new one if there is none of this name. */
export function parameterOffers(query: string, parameters: Parameter[]): Offer[] {
  const name = parameterName(query);
  const fitting = parameters.filter((each) => each.name.includes(name));
  const begins = (each: Parameter) => (each.name.startsWith(name) ? 0 : 1);
  const offers = fitting
    .sort((a, b) => begins(a) - begins(b) || (a.name === name ? -1 : 0) - (b.name === name ? -1 : 0))
    .slice(0, MOST)
    .map((each): Offer => ({ kind: 'parameter', name: each.name, example: each.example }));
  if (name !== '' && !parameters.some((each) => each.name === name)) offers.push({ kind: 'new', name });
  return offers;
}

/** The steps that fit: by number, as in the editor or as in print, or by words of their action. */
export function stepOffers(query: string, steps: Iterable<NumberedStep>, plain: (action: string) => string): Offer[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  // A number and a space: it goes on as a sentence.
  const number = /\s$/.test(query) ? '' : query.trim().toLowerCase().replace(/\.$/, '');
  const ranked: { rank: number; step: NumberedStep }[] = [];
  for (const each of steps) {
    const rank = words.length === 0 ? 0 : rankOf(each, number, words);
    if (rank !== null) ranked.push({ rank, step: each });
    if (words.length === 0 && ranked.length >= MOST) break;
  }
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ step: { number: shown, step } }): Offer => ({ kind: 'step', id: step.id, number: shown, action: plain(step.action) }));
}

function rankOf({ number: own, step }: NumberedStep, number: string, words: string[]): number | null {
  for (const shown of [own.toLowerCase(), `6.${own.toLowerCase()}`]) {
    if (number !== '' && shown === number) return 0;
    if (number !== '' && shown.startsWith(number)) return 1;
  }
  const action = step.action.toLowerCase();
  if (!words.every((word) => action.includes(word))) return null;
  return action.startsWith(words[0] ?? '') ? 2 : 3;
}
