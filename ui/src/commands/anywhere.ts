// Commands of the main window, whatever it shows.
import ArrowLeft from '@lucide/svelte/icons/arrow-left';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import Eraser from '@lucide/svelte/icons/eraser';
import FilePlus from '@lucide/svelte/icons/file-plus-2';
import House from '@lucide/svelte/icons/house';
import Keyboard from '@lucide/svelte/icons/keyboard';
import LibraryBig from '@lucide/svelte/icons/library-big';
import ListVideo from '@lucide/svelte/icons/list-video';
import Moon from '@lucide/svelte/icons/moon';
import PackageOpen from '@lucide/svelte/icons/package-open';
import Pause from '@lucide/svelte/icons/pause';
import Search from '@lucide/svelte/icons/search';
import Settings2 from '@lucide/svelte/icons/settings-2';
import SquareTerminal from '@lucide/svelte/icons/square-terminal';
import Sun from '@lucide/svelte/icons/sun';
import Video from '@lucide/svelte/icons/video';

import { call } from '../api/call';
import { FIELD_KINDS, KIND_ICON } from '../parts/kinds';
import { arrival } from '../state/arrival.svelte';
import { recorder } from '../state/recorder.svelte';
import { settings } from '../state/settings.svelte';
import { view } from '../state/view.svelte';
import { t } from '../text/text';
import type { Command } from './command';

const notRecording = () => !recorder.on;

function create(): void {
  void call('create_sop', { title: t('sop.new_title'), template: null }).then((made) => view.go(`sop/${made.id}`)).catch(() => view.go('library'));
}

function look(look: 'light' | 'dark'): void {
  if (!settings.value) return;
  settings.value.look = look;
  void settings.save();
}

export const ANYWHERE: readonly Command[] = [
  { key: 'record', group: 'anywhere', words: () => t(recorder.on ? 'record.stop' : 'record.start'), icon: Video, hotkey: () => settings.chord('record'), act: () => void recorder.toggle() },
  { key: 'pause', group: 'anywhere', words: () => t(recorder.status.phase === 'paused' ? 'record.resume' : 'record.pause'), icon: Pause, hotkey: () => settings.chord('pause'), off: notRecording, act: () => void recorder.togglePause() },
  { key: 'forget', group: 'anywhere', words: () => t('record.forget'), icon: Eraser, hotkey: () => settings.chord('forget'), off: notRecording, act: () => void recorder.forget() },
  ...FIELD_KINDS.map((kind): Command => ({
    key: `log-${kind}`, group: 'anywhere', words: () => t('palette.log', { kind: t(`kind.${kind}`) }), icon: KIND_ICON[kind], hotkey: () => settings.chord(kind as 'step'), off: notRecording,
    act: () => void call('log', { kind, text: '' }).catch(() => recorder.load()),
  })),
  { key: 'palette', group: 'anywhere', words: () => t('palette.title'), icon: SquareTerminal, chord: 'Ctrl+K', off: () => view.panel === 'commands', act: () => (view.panel = 'commands') },
  { key: 'search', group: 'anywhere', words: () => t('search.open'), icon: Search, chord: 'Ctrl+P', act: () => (view.panel = 'search') },
  { key: 'shortcuts', group: 'anywhere', words: () => t('shortcuts.title'), icon: Keyboard, chord: '?', quiet: true, act: () => view.go('shortcuts') },
  { key: 'back', group: 'anywhere', words: () => t('act.back'), icon: ArrowLeft, chord: 'Alt+Left', quiet: true, act: () => view.back() },
  { key: 'today', group: 'anywhere', words: () => t('palette.go', { x: t('nav.today') }), icon: House, act: () => view.go('today') },
  { key: 'questions', group: 'anywhere', words: () => t('palette.go', { x: t('nav.questions') }), icon: CircleQuestionMark, act: () => view.go('questions') },
  { key: 'library', group: 'anywhere', words: () => t('palette.go', { x: t('nav.library') }), icon: LibraryBig, act: () => view.go('library') },
  { key: 'sessions', group: 'anywhere', words: () => t('palette.go', { x: t('nav.sessions') }), icon: ListVideo, act: () => view.go('sessions') },
  { key: 'settings', group: 'anywhere', words: () => t('palette.go', { x: t('nav.settings') }), icon: Settings2, act: () => view.go('settings') },
  { key: 'create', group: 'anywhere', words: () => t('library.create'), icon: FilePlus, act: create },
  { key: 'open-package', group: 'anywhere', words: () => t('import.open'), icon: PackageOpen, off: () => arrival.busy, act: () => void arrival.choose() },
  { key: 'light', group: 'anywhere', words: () => t('palette.light'), icon: Sun, act: () => look('light') },
  { key: 'dark', group: 'anywhere', words: () => t('palette.dark'), icon: Moon, act: () => look('dark') },
];
