import { expect, test } from 'vitest';

import type { Numbering } from '../../src/api/gen';
import { counts, numberAt } from '../../src/state/numbers';

function numbers(numbering: Numbering, ...phases: [steps: number, restart: boolean][]): string[] {
  const shapes = phases.map(([steps, restart]) => ({ restart, steps: Array.from({ length: steps }, () => ({}) as never) }));
  const all = counts({ numbering, phases: shapes });
  return phases.flatMap(([steps], p) => Array.from({ length: steps }, (_, at) => numberAt(all[p], at)));
}

test('steps are counted anew in every phase', () => {
  expect(numbers('by_phase', [2, false], [0, false], [1, true])).toEqual(['1.1', '1.2', '3.1']);
});

test('steps run on, and a phase that restarts counts apart', () => {
  expect(numbers('running', [2, false], [2, true], [1, false], [1, true])).toEqual(['1', '2', 'A1', 'A2', '3', 'B1']);
});

test('letters do not run out', () => {
  const many = Array.from({ length: 703 }, (): [number, boolean] => [1, true]);
  expect([0, 25, 26, 51, 52, 701, 702].map((n) => numbers('running', ...many)[n])).toEqual(['A1', 'Z1', 'AA1', 'AZ1', 'BA1', 'ZZ1', 'AAA1']);
});
