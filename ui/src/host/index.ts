// Chooses the host once, before anything is shown.
import type { Host } from './types';

export type { Host, WindowAct } from './types';

let chosen: Host | undefined;

/** The host. Only after [`chooseHost`] has settled. */
export function host(): Host {
  if (!chosen) throw new Error('The host has not been chosen yet.');
  return chosen;
}

/** Finds out what runs us. Outside the shell, only builds for trying out have a host. */
export async function chooseHost(): Promise<Host> {
  if ('__TAURI_INTERNALS__' in globalThis) {
    const { tauriHost } = await import('./tauri');
    chosen = await tauriHost();
  } else if (import.meta.env.MODE !== 'production') {
    const { fakeHost } = await import('./fake');
    chosen = fakeHost();
  } else {
    throw new Error('This page works only inside Sopwright.');
  }
  return chosen;
}
