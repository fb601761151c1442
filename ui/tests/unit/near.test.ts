// The arithmetic of drawing only what is near the view.
import { describe, expect, it } from 'vitest';

import type { Phase, Step } from '../../src/api/gen';
import { ON_PAGE } from '../../src/features/editor/near/guess';
import { Heights } from '../../src/features/editor/near/heights';
import { drawn, endOf, headOf, Rows } from '../../src/features/editor/near/rows';
import { grown, joined, steady } from '../../src/features/editor/near/spans';
import { Places } from '../../src/state/places';

/** Numbers that are the same at each run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

const step = (id: string): Step => ({ id, action: id, details: '', expected: '', blocks: [], duration_s: null, role: '', sources: [] });
/** Phases `p0`, `p1` and so on, with so many steps `p0s0`, `p0s1`. */
const procedure = (counts: number[]): Phase[] =>
  counts.map((n, p) => ({ id: `p${p}`, title: '', restart: false, steps: Array.from({ length: n }, (_, s) => step(`p${p}s${s}`)) }));
const rowsOf = (phases: Phase[]) => new Rows(phases, new Places(phases));
const GUESS = { head: 40, step: () => 100, end: 20 };

describe('heights', () => {
  it('agree with adding up, whatever is set', () => {
    const roll = dice(7);
    for (const length of [0, 1, 2, 3, 64, 100, 1000]) {
      const plain = Array.from({ length }, () => (roll(4) === 0 ? 0 : roll(300)));
      const heights = new Heights(plain);
      for (let round = 0; round < 50 && length > 0; round += 1) {
        const [row, height] = [roll(length), roll(500)];
        plain[row] = height;
        heights.set(row, height);
      }
      const before = (row: number) => plain.slice(0, row).reduce((sum, each) => sum + each, 0);
      expect(heights.total).toBe(before(length));
      for (let row = 0; row <= length; row += 1) expect(heights.before(row)).toBe(before(row));
      for (let round = 0; round < 50 && length > 0; round += 1) {
        const y = roll(Math.max(1, heights.total));
        const row = heights.at(y);
        expect(heights.before(row) <= y && y < heights.before(row + 1)).toBe(true);
      }
    }
  });
  it('hold a place beside all rows', () => {
    const heights = new Heights([10, 10]);
    expect([heights.at(-5), heights.at(99)]).toEqual([0, 1]);
    expect(heights.touched(-20, 0)).toEqual({ from: 0, to: 0 });
    expect(heights.touched(20, 40)).toEqual({ from: 2, to: 2 });
    expect(heights.touched(5, 11)).toEqual({ from: 0, to: 2 });
    expect(new Heights([]).touched(0, 10)).toEqual({ from: 0, to: 0 });
  });
});

describe('rows', () => {
  const phases = procedure([2, 0, 3]);
  const rows = rowsOf(phases);

  it('are a head, the steps and an end for each phase', () => {
    const order = ['head:p0', 'p0s0', 'p0s1', 'end:p0', 'head:p1', 'end:p1', 'head:p2', 'p2s0', 'p2s1', 'p2s2', 'end:p2'];
    expect(order.map((key) => rows.of(key))).toEqual(order.map((_, row) => row));
    expect(rows.length).toBe(order.length);
    expect(order.map((_, row) => rows.phaseAt(row))).toEqual([0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2]);
    expect([rows.of('nobody'), rows.of('head:nobody'), rows.of('')]).toEqual([undefined, undefined, undefined]);
  });
  it('are as high as measured, else as guessed', () => {
    expect(rows.heights(GUESS, new Map([['p0s1', 7], ['end:p1', 8], ['gone', 9]]))).toEqual([40, 100, 7, 20, 40, 8, 40, 100, 100, 100, 20]);
  });
});

describe('a step that was never drawn', () => {
  it('is guessed as high as the lines of its texts', () => {
    const guess = (text: string) => ON_PAGE.step({ ...step('s'), action: text }) - ON_PAGE.step({ ...step('s'), action: '' });
    const long = 'x'.repeat(100);
    const one = guess('\n');
    expect(one).toBeGreaterThan(0);
    expect(['a', 'a\n', '\n\nb', long, `${long}\n${long}`, `\n${long}`].map((text) => guess(text) / one)).toEqual([0, 1, 2, 1, 3, 2]);
  });
  it('is higher with each part that it has', () => {
    const parts: Partial<Step>[] = [{ details: 'd' }, { expected: 'e' }, { role: 'r' }, { duration_s: 5 }, { blocks: [{ id: 'b', block: 'snippet', form: 'command', code: 'c' }] }];
    for (const part of parts) expect(ON_PAGE.step({ ...step('s'), ...part })).toBeGreaterThan(ON_PAGE.step(step('s')));
  });
});

describe('what is drawn', () => {
  const phases = procedure([40, 3, 0, 200, 1]);
  const rows = rowsOf(phases);
  const heights = new Heights(rows.heights(GUESS, new Map([['p0s7', 333], ['p3s150', 55]])));
  /** Where each drawn row stands, as the page would set it: rows and holes, one below the other. */
  function laid(spans: { from: number; to: number }[]): Map<string, number> {
    const { phases: shown, below } = drawn(phases, rows, heights, joined(spans));
    const places = new Map<string, number>();
    let y = 0;
    for (const { phase, above, head, steps, end, holes } of shown) {
      y += above;
      for (const key of [...(head ? [headOf(phase.id)] : []), ...steps.map((each) => each.id), ...(end ? [endOf(phase.id)] : [])]) {
        y += holes.get(key) ?? 0;
        places.set(key, y);
        y += heights.of(rows.of(key) ?? -1);
      }
    }
    expect(y + below).toBeCloseTo(heights.total);
    return places;
  }

  it('stands where it would if all were drawn', () => {
    const roll = dice(11);
    const whole = laid([{ from: 0, to: rows.length }]);
    expect(whole.size).toBe(rows.length);
    for (let round = 0; round < 300; round += 1) {
      const spans = Array.from({ length: 1 + roll(4) }, () => {
        const from = roll(rows.length);
        return { from, to: Math.min(rows.length, from + roll(30)) };
      });
      const some = laid(spans);
      expect(some.size).toBe(new Set(spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i))).size);
      for (const [key, y] of some) expect(y).toBeCloseTo(whole.get(key) ?? -1);
    }
  });
  it('is nothing when nothing is near', () => expect(drawn(phases, rows, heights, [])).toEqual({ phases: [], below: heights.total }));
});

describe('which rows come', () => {
  const span = (from: number, to: number) => ({ from, to });

  it('those in view at once, those near it a few at a time', () => {
    let now = grown(span(0, 0), span(50, 60), span(40, 70), 4);
    expect(now).toEqual(span(50, 60));
    now = grown(now, span(50, 60), span(40, 70), 4);
    expect(now).toEqual(span(46, 64));
    for (let i = 0; i < 5; i += 1) now = grown(now, span(50, 60), span(40, 70), 4);
    expect(now).toEqual(span(40, 70));
  });
  it('rows in view are always among them, and none is that is not near', () => {
    const roll = dice(3);
    let now = span(0, 0);
    for (let round = 0; round < 2000; round += 1) {
      const from = roll(500);
      const view = roll(8) === 0 ? span(from, from) : span(from, from + 1 + roll(30));
      const near = span(Math.max(0, view.from - roll(20)), view.to + roll(20));
      now = grown(now, view, near, 1 + roll(5));
      expect(view.from >= view.to || (now.from <= view.from && now.to >= view.to)).toBe(true);
      expect(now.from >= near.from && now.to <= near.to).toBe(true);
    }
  });
  it('spans that touch are one', () => {
    expect(joined([span(9, 12), span(0, 3), span(3, 5), span(7, 7), span(1, 2)])).toEqual([span(0, 5), span(9, 12)]);
  });
  it('a row that was moved elsewhere is not what the others are held by', () => {
    const seen = ['a', 'b', 'c', 'd'];
    const among = (order: string[]) => steady(seen, (key) => (order.includes(key) ? order.indexOf(key) : undefined));
    expect(among(['x', 'a', 'b', 'c', 'd'])).toBe('a');
    expect(among(['b', 'c', 'd', 'e', 'f', 'a'])).toBe('b');
    expect(among(['c', 'd'])).toBe('c');
    expect(among(['d', 'x'])).toBe('d');
    expect(among(['x'])).toBeUndefined();
  });
});
