// What completion offers, and when it is asked for.
import { describe, expect, it } from 'vitest';

import type { Parameter } from '../../src/api/gen';
import { parameterName, parameterOffers, stepOffers, wanted, type NumberedStep } from '../../src/editor/suggest';
import { newStep } from '../../src/features/editor/parts';

const parameter = (name: string, example = ''): Parameter => ({ id: name, name, example, found: '' });
const step = (number: string, action: string): NumberedStep => ({ number, step: { ...newStep(action), id: number } });
const STEPS = [step('1.1', 'Open the **ledger**'), step('1.2', 'Choose the month'), step('2.1', 'Check the ledger'), step('2.10', 'Close')];
const numbers = (query: string) => stepOffers(query, STEPS, (action) => action).map((offer) => (offer.kind === 'step' ? offer.number : ''));
const names = (query: string, ...known: string[]) => parameterOffers(query, known.map((name) => parameter(name))).map((offer) => (offer.kind === 'step' ? '' : `${offer.kind === 'new' ? '+' : ''}${offer.name}`));

describe('a menu is asked for', () => {
  it.each([
    ['Enter {{', 'parameter', '', 2],
    ['Enter {{inv', 'parameter', 'inv', 5],
    ['{{ Invoice No', 'parameter', 'Invoice No', 13],
    ['Go to #', 'step', '', 1],
    ['#2.1', 'step', '2.1', 4],
    ['(#open the le', 'step', 'open the le', 12],
    ['back to #2.1.', 'step', '2.1.', 5],
  ])('by %j', (before, kind, query, length) => expect(wanted(before)).toEqual({ kind, query, length }));

  it.each(['', 'C#', 'a#b', 'Enter {', 'Enter {{a}}', '{{a}} b', '# a b c d e f g', '##', 'Open (a)', '#\ufffc', '{{a\nb'])('not by %j', (before) => expect(wanted(before)).toBeNull());
});

describe('parameters', () => {
  it('fit by any part of the name, those that begin so first', () => {
    expect(names('no', 'invoice_no', 'month', 'no_of_copies')).toEqual(['no_of_copies', 'invoice_no', '+no']);
  });
  it('are offered as new only if there is none of the name', () => {
    expect(names('month', 'month_end', 'month')).toEqual(['month', 'month_end']);
    expect(names('Invoice No', 'month')).toEqual(['+invoice_no']);
    expect(names('', 'a', 'b')).toEqual(['a', 'b']);
    expect(names('—', 'a')).toEqual(['a']);
  });
  it('are named in lower-case letters, digits and underscores', () => {
    expect(['Größe in cm', ' a  b ', 'É-mail', '9', '__x__', '漢字'].map(parameterName)).toEqual(['grosse_in_cm', 'a_b', 'e_mail', '9', 'x', '']);
    expect(parameterName('x'.repeat(100))).toHaveLength(40);
  });
});

describe('steps', () => {
  it('are all there before anything is typed', () => expect(numbers('')).toEqual(['1.1', '1.2', '2.1', '2.10']));
  it('fit by number, as shown here or in print', () => {
    expect(numbers('2.1')).toEqual(['2.1', '2.10']);
    expect(numbers('6.2.1')).toEqual(['2.1', '2.10']);
    expect(numbers('1.2.')).toEqual(['1.2']);
    expect(numbers('3')).toEqual([]);
  });
  it('fit by words in any order, those that begin so first', () => {
    expect(numbers('ledger the')).toEqual(['1.1', '2.1']);
    expect(numbers('ch le')).toEqual(['2.1']);
    expect(numbers('c')).toEqual(['1.2', '2.1', '2.10', '1.1'].filter((n) => n !== '1.1'));
  });
  it('let a number go on as a sentence', () => expect(numbers('2.1 ')).toEqual([]));
});
