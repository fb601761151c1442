// Drawn stand-ins for screenshots: an invoicing program at several moments. For trying out only.
import type { Rect } from '../../api/gen';

const PAGES: Record<string, (w: number, h: number) => string> = {
  login: () => card(520, 220, 400, 380, 'Sign in', field(570, 330, 300, 'anna.berg') + field(570, 400, 300, '••••••••') + button(570, 480, 300, 'Sign in', true)),
  list: () => title('Invoices') + tabs(['Open', 'Sent', 'Paid', 'Overdue']) + rows(8) + button(1180, 118, 180, 'New run', true),
  run: () => title('Monthly run') + field(300, 240, 320, 'October 2025') + field(300, 320, 320, 'Standard terms, 30 days') + button(300, 400, 160, 'Prepare', true) + rows(3, 500),
  review: () => title('Review 42 invoices') + rows(9, 220) + badge(1050, 236, 'Check') + badge(1050, 340, 'Check') + button(1180, 118, 180, 'Approve all', true),
  send: () => title('Send') + card(400, 260, 640, 300, 'Send 42 invoices?', line(450, 360, 460) + line(450, 390, 380) + button(830, 480, 160, 'Send', true) + button(690, 480, 120, 'Cancel', false)),
  done: () => title('Sent') + card(300, 240, 840, 140, '42 invoices were sent', line(350, 330, 500)) + rows(4, 440),
  terminal: () => '<rect x="0" y="44" width="1440" height="856" fill="#10201d"/>' + mono(40, 110, '$ sftp archive@files.example.org', '#9be0d4') + mono(40, 150, 'Connected to files.example.org.', '#d5e4e1') + mono(40, 190, 'sftp&gt; put 2025-10-*.pdf /invoices/2025/10/', '#9be0d4') + mono(40, 230, 'Uploading 42 files', '#d5e4e1'),
  mail: () => title('Inbox') + rows(10),
};

function text(x: number, y: number, words: string, size: number, fill = '#1b2a27', weight = 400): string {
  return `<text x="${x}" y="${y}" font-family="sans-serif" font-size="${size}" font-weight="${weight}" fill="${fill}">${words}</text>`;
}
const mono = (x: number, y: number, words: string, fill: string) =>
  `<text x="${x}" y="${y}" font-family="monospace" font-size="22" fill="${fill}">${words}</text>`;
const box = (x: number, y: number, w: number, h: number, fill: string, stroke = 'none') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="8" fill="${fill}" stroke="${stroke}"/>`;
const line = (x: number, y: number, w: number) => box(x, y, w, 10, '#d9e0de');
const title = (words: string) => text(290, 148, words, 34, '#1b2a27', 700);
const field = (x: number, y: number, w: number, words: string) => box(x, y, w, 48, '#fff', '#bcc7c4') + text(x + 16, y + 31, words, 19);
const badge = (x: number, y: number, words: string) => box(x, y, 84, 30, '#fdf0d5') + text(x + 16, y + 21, words, 16, '#7a4d00');
const button = (x: number, y: number, w: number, words: string, strong: boolean) =>
  box(x, y, w, 48, strong ? '#2b6cb0' : '#eef1f0') + text(x + w / 2 - words.length * 5, y + 31, words, 19, strong ? '#fff' : '#333', 600);
const card = (x: number, y: number, w: number, h: number, head: string, inside: string) =>
  box(x, y, w, h, '#fff', '#d4dcda') + text(x + 50, y + 62, head, 26, '#1b2a27', 700) + inside;
const tabs = (words: string[]) =>
  words.map((word, i) => text(290 + i * 110, 202, word, 20, i === 0 ? '#2b6cb0' : '#667', i === 0 ? 700 : 400)).join('') + box(288, 216, 60, 4, '#2b6cb0');
const rows = (n: number, from = 250) =>
  Array.from({ length: n }, (_, i) => {
    const y = from + i * 52;
    return `${box(288, y, 1080, 44, i % 2 ? '#fff' : '#f6f8f8')}${text(310, y + 29, `2025-10${String(41 + i)}`, 18)}${line(470, y + 17, 180 + ((i * 53) % 120))}${line(820, y + 17, 90)}${text(1260, y + 29, `${(i * 317 + 240) % 990},00`, 18)}`;
  }).join('');

/** A picture as an address that needs no network. The hash names the page: `run-…`. */
export function drawn(hash: string): string {
  const name = /^[a-z]+/.exec(atob(hash.slice(0, 16)).trim())?.[0] ?? 'list';
  const body = (PAGES[name] ?? PAGES.list)?.(1440, 900) ?? '';
  const chrome = `<rect width="1440" height="900" fill="#f1f4f3"/><rect width="1440" height="44" fill="#dfe6e4"/>${[24, 48, 72].map((x) => `<circle cx="${x}" cy="22" r="7" fill="#b6c2bf"/>`).join('')}${text(640, 29, 'Faktura 12', 18, '#556')}`;
  const side = name === 'terminal' || name === 'login' ? '' : `<rect y="44" width="240" height="856" fill="#22313f"/>${['Overview', 'Invoices', 'Customers', 'Reports', 'Archive'].map((w, i) => text(40, 120 + i * 52, w, 20, i === 1 ? '#fff' : '#a9b8c6', i === 1 ? 700 : 400)).join('')}`;
  const black = areasOf(hash).map((a) => `<rect x="${a.x}" y="${a.y}" width="${a.width}" height="${a.height}" fill="#161b1d"/>`).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1440 900" width="1440" height="900">${chrome}${side}${body}${black}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const blacked = new Map<string, { of: string; areas: Rect[] }>();

/** The hash of a picture with areas blacked out. */
export function blackedOut(of: string, areas: Rect[]): string {
  const hash = `${of.slice(0, 16)}b${String(blacked.size + 1).padStart(47, '0')}`;
  blacked.set(hash, { of, areas });
  return hash;
}

function areasOf(hash: string): Rect[] {
  const found = blacked.get(hash);
  return found ? [...areasOf(found.of), ...found.areas] : [];
}

/** A made-up hash that names a page. */
export function shotHash(page: string): string {
  return btoa(page.padEnd(12, ' ')).padEnd(64, '0');
}
