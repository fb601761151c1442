// The shell as host. The only file that imports @tauri-apps.
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWindow } from '@tauri-apps/api/window';

import type { Notice, PictureFile } from '../api/gen';
import type { Host } from './types';

/** The host inside the desktop shell. */
export function tauriHost(): Host {
  return {
    label: getCurrentWindow().label,
    call: (name, request) => invoke('call', { name, request }),
    act: async (act, arg = null) => {
      const answer = await invoke<unknown>('window_act', { act, arg });
      return typeof answer === 'string' ? answer : null;
    },
    takePicture: (seconds) => invoke<PictureFile>('window_act', { act: 'take_picture', arg: { seconds } }),
    listen: (heard) => {
      const stop = listen<Notice>('notice', (event) => heard(event.payload));
      return () => void stop.then((unlisten) => unlisten());
    },
    picture: (hash, width) => convertFileSrc(hash, 'shot') + (width === undefined ? '' : `?w=${width}`),
  };
}
