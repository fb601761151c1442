// Numbers and times as people write them, and the catalogue of words.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { bytes, clock, daysUntil, duration, durationOf, keysOf, timeOfDay, whenWords } from '../../src/text/format';
import en from '../../src/text/en.json';
import { count, t } from '../../src/text/text';

describe('formatting', () => {
  it('writes durations', () => {
    expect([0, 4_000, 60_000, 250_000, 3_600_000, 3_900_000].map(duration)).toEqual(['0 s', '4 s', '1 min', '4 min 10 s', '1 h', '1 h 5 min']);
  });
  it('reads durations as people write them', () => {
    const read = ['4 min', '90 s', '1:30', '1:05:00', '1 h 5 min', '1.5h', '1,5 min', '2 hours', '90sec', '5', ' 4 Minutes 10 seconds '];
    expect(read.map(durationOf)).toEqual([240, 90, 90, 3900, 3900, 5400, 90, 7200, 90, 300, 250]);
    for (const seconds of [1, 59, 60, 61, 3599, 3600, 3661, 86_400]) expect(durationOf(clock(seconds * 1000))).toBe(seconds);
    for (const seconds of [1, 59, 60, 61, 3600, 3900]) expect(durationOf(duration(seconds * 1000))).toBe(seconds);
    expect(['', 'soon', '4 min soon', '1:75', '-3', '4 parsecs', '1:2:3:4', '9999999 h'].map(durationOf)).toEqual(Array(8).fill(undefined));
  });
  it('writes a running clock', () => {
    expect([0, 9_999, 250_000, 3_900_000, -5].map(clock)).toEqual(['0:00', '0:09', '4:10', '1:05:00', '0:00']);
  });
  it('counts days by the calendar', () => {
    const now = new Date(2026, 2, 28, 23, 30);
    expect(daysUntil('2026-03-29', now)).toBe(1);
    expect(daysUntil('2026-03-28T00:10:00+01:00', now)).toBe(0);
    expect(whenWords('2026-03-27', now)).toBe('yesterday');
    expect(whenWords('2026-04-02', now)).toBe('in 5 days');
  });
  it('keeps the clock on the wall of the place', () => expect(timeOfDay('2026-03-01T09:12:00+13:00')).toBe('09:12'));
  it('writes sizes', () => expect([12, 12_400, 3_440_000].map(bytes)).toEqual(['12 B', '12 kB', '3.4 MB']));
  it('parts chords', () => expect(keysOf('Ctrl+Super+S')).toEqual(['Ctrl', 'Super', 'S']));
});

describe('the catalogue', () => {
  const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(svelte|ts)$/.test(file) && !file.startsWith(join('host', 'fake')))
    .map((file) => readFileSync(join('src', file), 'utf8'))
    .join('\n');

  it('fills blanks and picks the form for a number', () => {
    expect(t('step.label', { number: '2.3' })).toBe('Step 2.3');
    expect([count('entries', 1), count('entries', 2)]).toEqual(['1 entry', '2 entries']);
  });
  it('has no words that nothing shows, on the pages or in the tray', () => {
    const tray = readFileSync(join('..', 'src-tauri', 'src', 'tray.rs'), 'utf8');
    const families = [...source.matchAll(/`([a-z_.]+)\$\{/g)].map((match) => match[1] ?? '');
    const unused = Object.keys(en).filter((key) => {
      const base = key.replace(/\.(one|other)$/, '');
      return !tray.includes(`"${key}"`) && !source.includes(`'${key}'`) && !source.includes(`'${base}'`) && !families.some((family) => family !== '' && key.startsWith(family));
    });
    expect(unused).toEqual([]);
  });
  it('never shouts', () => {
    expect(Object.values(en).filter((words) => words.includes('!') || /\b(oops|please|sorry)\b/i.test(words))).toEqual([]);
  });
});
