// The shell as host. The only file that imports @tauri-apps.
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWindow } from '@tauri-apps/api/window';

import type { Notice, PictureFile } from '../api/gen';
import type { Host } from './types';

/** The host inside the desktop shell. It hears notices before anybody asks it for anything: what happens between an
 *  answer and the first notice would be missed. */
export async function tauriHost(): Promise<Host> {
  const ears = new Set<(notice: Notice) => void>();
  await listen<Notice>('notice', (event) => ears.forEach((heard) => heard(event.payload)));
  return {
    label: getCurrentWindow().label,
    call: (name, request) => invoke('call', { name, request }),
    act: async (act, arg = null) => {
      const answer = await invoke<unknown>('window_act', { act, arg });
      return typeof answer === 'string' ? answer : null;
    },
    takePicture: (seconds) => invoke<PictureFile>('window_act', { act: 'take_picture', arg: { seconds } }),
    listen: (heard) => {
      ears.add(heard);
      return () => void ears.delete(heard);
    },
    picture: (hash, width) => convertFileSrc(hash, 'shot') + (width === undefined ? '' : `?w=${width}`),
  };
}
