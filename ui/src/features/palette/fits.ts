// What the command palette offers, by what is open and what is being recorded.
import FilePlus from '@lucide/svelte/icons/file-plus-2';
import House from '@lucide/svelte/icons/house';
import Keyboard from '@lucide/svelte/icons/keyboard';
import LibraryBig from '@lucide/svelte/icons/library-big';
import ListVideo from '@lucide/svelte/icons/list-video';
import Moon from '@lucide/svelte/icons/moon';
import Pause from '@lucide/svelte/icons/pause';
import Redo2 from '@lucide/svelte/icons/redo-2';
import Search from '@lucide/svelte/icons/search';
import Settings2 from '@lucide/svelte/icons/settings-2';
import Share from '@lucide/svelte/icons/share';
import Sun from '@lucide/svelte/icons/sun';
import Undo2 from '@lucide/svelte/icons/undo-2';
import Video from '@lucide/svelte/icons/video';

import { call } from '../../api/call';
import { FIELD_KINDS, KIND_ICON, type Icon } from '../../parts/kinds';
import { current } from '../../state/current.svelte';
import { recorder } from '../../state/recorder.svelte';
import { settings } from '../../state/settings.svelte';
import { view } from '../../state/view.svelte';
import { t } from '../../text/text';

export type PaletteCommand = { key: string; words: string; icon: Icon; chord: string; act: () => void };

/** All commands that make sense now. */
export function paletteCommands(): PaletteCommand[] {
  const make = (key: string, words: string, icon: Icon, act: () => void, chord = ''): PaletteCommand => ({ key, words, icon, chord, act });
  const sop = current.sop;
  return [
    make('record', recorder.on ? t('record.stop') : t('record.start'), Video, () => void recorder.toggle(), settings.chord('record')),
    ...(recorder.on
      ? [
          make('pause', recorder.status.phase === 'paused' ? t('record.resume') : t('record.pause'), Pause, () => void recorder.togglePause(), settings.chord('pause')),
          ...FIELD_KINDS.map((kind) => make(`log-${kind}`, t('palette.log', { kind: t(`kind.${kind}`) }), KIND_ICON[kind], () => void call('log', { kind, text: '' }).catch(() => recorder.load()), settings.chord(kind as 'step'))),
        ]
      : []),
    ...(sop
      ? [
          make('export', t('export.open'), Share, () => (view.panel = 'export'), 'Ctrl+E'),
          make('undo', t('act.undo'), Undo2, () => void sop.undo(), 'Ctrl+Z'),
          make('redo', t('act.redo'), Redo2, () => void sop.redo(), 'Ctrl+Shift+Z'),
        ]
      : []),
    make('today', t('palette.go', { x: t('nav.today') }), House, () => view.go('today')),
    make('library', t('palette.go', { x: t('nav.library') }), LibraryBig, () => view.go('library')),
    make('sessions', t('palette.go', { x: t('nav.sessions') }), ListVideo, () => view.go('sessions')),
    make('settings', t('palette.go', { x: t('nav.settings') }), Settings2, () => view.go('settings')),
    make('search', t('search.open'), Search, () => (view.panel = 'search'), 'Ctrl+P'),
    make('create', t('library.create'), FilePlus, () => void call('create_sop', { title: t('sop.new_title') }).then((made) => view.go(`sop/${made.id}`)).catch(() => view.go('library'))),
    make('shortcuts', t('shortcuts.title'), Keyboard, () => view.go('shortcuts'), '?'),
    make('light', t('palette.light'), Sun, () => setLook('light')),
    make('dark', t('palette.dark'), Moon, () => setLook('dark')),
  ];
}

function setLook(look: 'light' | 'dark'): void {
  if (!settings.value) return;
  settings.value.look = look;
  void settings.save();
}

/** Whether the words' letters stand in the text, in order; nearer together is better. Lower is better; null is no. */
export function fits(text: string, words: string): number | null {
  const hay = text.toLowerCase();
  const needle = words.trim().toLowerCase();
  if (needle === '') return 0;
  const whole = hay.indexOf(needle);
  if (whole >= 0) return whole === 0 || hay[whole - 1] === ' ' ? whole : whole + 20;
  let at = -1;
  let spread = 0;
  for (const letter of needle.replace(/\s+/g, '')) {
    const next = hay.indexOf(letter, at + 1);
    if (next < 0) return null;
    spread += next - at - 1;
    at = next;
  }
  return 100 + spread;
}
