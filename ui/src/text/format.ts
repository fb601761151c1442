// Numbers, times and keys as people write them. Words around them come from the catalogue.
import { t } from './text';

const DAY_MS = 86_400_000;

/** `4 min 10 s`; `1 h 5 min` from an hour on. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  const s = seconds % 60;
  if (h > 0) return m > 0 ? t('time.h_min', { h, m }) : t('time.h', { h });
  if (m > 0) return s > 0 ? t('time.min_s', { m, s }) : t('time.min', { m });
  return t('time.s', { s });
}

const UNITS: [RegExp, number][] = [[/^h(?:ours?|rs?)?$/, 3600], [/^m(?:in(?:ute)?s?)?$/, 60], [/^s(?:ec(?:ond)?s?)?$/, 1]];
const LONGEST_S = 100 * 3600;

/** Seconds of a duration as people write it: `4 min`, `90 s`, `1:30`, `1 h 5 min`, `1.5 h`; a bare number is minutes. */
export function durationOf(words: string): number | undefined {
  const text = words.trim().toLowerCase().replace(/(\d),(\d)/g, '$1.$2');
  const within = (seconds: number) => (seconds <= LONGEST_S ? Math.round(seconds) : undefined);
  const clocked = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)$/.exec(text);
  if (clocked) return within(Number(clocked[1] ?? 0) * 3600 + Number(clocked[2]) * 60 + Number(clocked[3]));
  if (/^\d+(?:\.\d+)?$/.test(text)) return within(Number(text) * 60);
  let seconds = 0;
  const rest = text.replace(/(\d+(?:\.\d+)?)\s*([a-z]+)\.?\s*/g, (whole, number: string, word: string) => {
    const unit = UNITS.find(([pattern]) => pattern.test(word))?.[1];
    if (unit === undefined) return whole;
    seconds += Number(number) * unit;
    return '';
  });
  return text !== '' && rest === '' ? within(seconds) : undefined;
}

/** `4:10`, `1:05:00`: a running clock. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  const s = String(seconds % 60).padStart(2, '0');
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`;
}

/** A date as the person's locale writes it. Takes `2026-03-01` and full timestamps. */
export function date(iso: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? new Date(`${iso}T12:00:00`) : new Date(iso);
  if (Number.isNaN(day.getTime())) return iso;
  return day.toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** Hours and minutes of a timestamp, as the clock on the wall showed them there. */
export function timeOfDay(iso: string): string {
  return /T(\d{2}:\d{2})/.exec(iso)?.[1] ?? iso;
}

/** Today as `2026-03-01`, by the local calendar. */
export function today(now = new Date()): string {
  const part = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
}

/** Days from today to a date; negative when it has passed. */
export function daysUntil(iso: string, now = new Date()): number {
  const there = Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
  const here = Date.parse(`${today(now)}T00:00:00Z`);
  return Math.round((there - here) / DAY_MS);
}

/** `today`, `yesterday`, `in 3 days`, else the date. */
export function whenWords(iso: string, now = new Date()): string {
  const days = daysUntil(iso, now);
  if (days === 0) return t('time.today');
  if (days === -1) return t('time.yesterday');
  if (days === 1) return t('time.tomorrow');
  if (days > 1 && days <= 30) return t('time.in_days', { n: days });
  return date(iso);
}

/** `12 kB`, `3.4 MB`. */
export function bytes(n: number): string {
  if (n < 1000) return t('size.b', { n });
  if (n < 1_000_000) return t('size.kb', { n: Math.round(n / 1000) });
  return t('size.mb', { n: (n / 1_000_000).toFixed(1) });
}

/** The keys of a chord, one by one: `Ctrl+Super+S` is three. */
export function keysOf(chord: string): string[] {
  return chord === '' ? [] : chord.split('+').map((key) => key.trim()).filter((key) => key !== '');
}
