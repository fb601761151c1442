// The icon of every kind of entry: the same everywhere.
import AppWindow from '@lucide/svelte/icons/app-window';
import Camera from '@lucide/svelte/icons/camera';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import Clipboard from '@lucide/svelte/icons/clipboard';
import Command from '@lucide/svelte/icons/command';
import Eraser from '@lucide/svelte/icons/eraser';
import Footprints from '@lucide/svelte/icons/footprints';
import Keyboard from '@lucide/svelte/icons/keyboard';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import MousePointerClick from '@lucide/svelte/icons/mouse-pointer-click';
import Pause from '@lucide/svelte/icons/pause';
import Play from '@lucide/svelte/icons/play';
import Split from '@lucide/svelte/icons/split';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import Undo2 from '@lucide/svelte/icons/undo-2';
import Unplug from '@lucide/svelte/icons/unplug';
import type { Component } from 'svelte';

import type { EntryKind } from '../api/gen';

export type Icon = Component<{ size?: number; strokeWidth?: number }>;

export const KIND_ICON: Record<EntryKind, Icon> = {
  step: Footprints,
  note: StickyNote,
  warning: TriangleAlert,
  decision: Split,
  expected: CircleCheck,
  faq: MessagesSquare,
  question: CircleQuestionMark,
  snippet: Clipboard,
  shot: Camera,
  click: MousePointerClick,
  typing: Keyboard,
  shortcut: Command,
  focus: AppWindow,
  pause: Pause,
  resume: Play,
  gap: Unplug,
  withdrawn: Undo2,
  words: StickyNote,
  forgotten: Eraser,
};

/** Kinds that the quick field offers, in the order of Ctrl+1 to Ctrl+7. */
export const FIELD_KINDS: EntryKind[] = ['step', 'note', 'warning', 'decision', 'expected', 'faq', 'question'];
