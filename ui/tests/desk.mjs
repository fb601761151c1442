// Serves the demo build and opens it in Chromium: what the checks in a real browser stand on.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

import { chromium } from 'playwright-core';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };
// As strict as the shell's, so that what it would refuse is refused here.
const POLICY = "default-src 'self'; img-src 'self' data: shot:; style-src 'self'; script-src 'self'; connect-src 'self'";

/** A server over a folder, on a port of its own. */
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, 'http://desk').pathname);
    try {
      const body = await readFile(join(folder, path));
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'content-security-policy': POLICY });
      response.end(body);
    } catch {
      if (path.endsWith('favicon.ico')) return void response.writeHead(204).end();
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { at: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Chromium, from the system. */
export function browser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
}
