// Selecting steps: ranges over phases, and what is gone.
import { describe, expect, it } from 'vitest';

import type { Phase, Step } from '../../src/api/gen';
import { Places } from '../../src/state/places';
import { Selection } from '../../src/state/selection.svelte';

const step = (id: string): Step => ({ id, action: '', details: '', expected: '', blocks: [], duration_s: null, role: '', sources: [] });
const phases = (...names: string[]): Phase[] => names.map((steps, at) => ({ id: `p${at}`, title: '', restart: false, steps: [...steps].map(step) }));

function over(list: Phase[]): Selection {
  const places = new Places(list);
  return new Selection({ phases: () => list, places: () => places });
}

describe('a selection', () => {
  it('is a range from where it began, either way and over phases', () => {
    const selection = over(phases('abc', '', 'de'));
    selection.only('c');
    selection.extend('e');
    expect(selection.steps.join('')).toBe('cde');
    selection.extend('a');
    expect(selection.steps.join('')).toBe('abc');
    selection.extend('c');
    expect(selection.steps.join('')).toBe('c');
  });
  it('takes single steps in and out, in the order of the document', () => {
    const selection = over(phases('abc', 'de'));
    for (const id of ['e', 'a', 'c', 'a']) selection.toggle(id);
    expect(selection.steps.join('')).toBe('ce');
    expect(selection.has('a')).toBe(false);
    selection.extend('d');
    expect(selection.steps.join('')).toBe('abcd');
  });
  it('has no step that is gone', () => {
    let list = phases('abc');
    let places = new Places(list);
    const selection = new Selection({ phases: () => list, places: () => places });
    selection.all();
    list = phases('ac');
    places = new Places(list);
    selection.these(['b', 'c']);
    expect(selection.steps).toEqual(['c']);
  });
  it('goes from step to step, past empty phases', () => {
    const selection = over(phases('ab', '', 'c'));
    expect(selection.beside('b', 1)).toBe('c');
    expect(selection.beside('c', -1)).toBe('b');
    expect(selection.beside('a', -1)).toBeUndefined();
    expect(selection.beside('c', 1)).toBeUndefined();
  });
});
