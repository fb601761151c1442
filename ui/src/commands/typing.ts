// Keys that only the field with the keyboard can answer: they are listed here, and held to in its own code.
import Braces from '@lucide/svelte/icons/braces';
import ClipboardType from '@lucide/svelte/icons/clipboard-type';
import Hash from '@lucide/svelte/icons/hash';
import IndentDecrease from '@lucide/svelte/icons/indent-decrease';
import IndentIncrease from '@lucide/svelte/icons/indent-increase';
import Bold from '@lucide/svelte/icons/bold';
import Code from '@lucide/svelte/icons/code';
import CornerDownLeft from '@lucide/svelte/icons/corner-down-left';
import Eye from '@lucide/svelte/icons/eye';
import Italic from '@lucide/svelte/icons/italic';
import Keyboard from '@lucide/svelte/icons/keyboard';
import Link from '@lucide/svelte/icons/link';
import Tag from '@lucide/svelte/icons/tag';
import Undo2 from '@lucide/svelte/icons/undo-2';

import { t } from '../text/text';
import type { Command } from './command';

export const TYPING: readonly Command[] = [
  { key: 'bold', group: 'text', words: () => t('mark.bold'), icon: Bold, chord: 'Ctrl+B' },
  { key: 'italic', group: 'text', words: () => t('mark.italic'), icon: Italic, chord: 'Ctrl+I' },
  { key: 'code', group: 'text', words: () => t('mark.code'), icon: Code, chord: 'Ctrl+`' },
  { key: 'key', group: 'text', words: () => t('mark.key'), icon: Keyboard, chord: 'Ctrl+Shift+K' },
  { key: 'link', group: 'text', words: () => t('mark.link'), icon: Link, chord: 'Ctrl+L' },
  { key: 'break', group: 'text', words: () => t('mark.break'), icon: CornerDownLeft, chord: 'Shift+Enter' },
  { key: 'deeper', group: 'text', words: () => t('mark.deeper'), icon: IndentIncrease, chord: 'Ctrl+]' },
  { key: 'shallower', group: 'text', words: () => t('mark.shallower'), icon: IndentDecrease, chord: 'Ctrl+[' },
  { key: 'paste-plain', group: 'text', words: () => t('mark.plain'), icon: ClipboardType, chord: 'Ctrl+Shift+V' },
  { key: 'complete-parameter', group: 'text', words: () => t('mark.parameter'), icon: Braces, chord: '{{' },
  { key: 'complete-step', group: 'text', words: () => t('mark.step'), icon: Hash, chord: '#' },
  { key: 'complete-keys', group: 'text', words: () => t('mark.caps'), icon: Keyboard, chord: '[[' },

  { key: 'field-keep', group: 'field', words: () => t('field.keep'), icon: CornerDownLeft, chord: 'Enter' },
  { key: 'field-without', group: 'field', words: () => t('field.without'), icon: CornerDownLeft, chord: 'Esc' },
  { key: 'field-withdraw', group: 'field', words: () => t('record.withdraw'), icon: Undo2, chord: 'Ctrl+Backspace' },
  { key: 'field-kinds', group: 'field', words: () => t('field.kinds'), icon: Tag, chord: 'Ctrl+1' },
  { key: 'field-next-kind', group: 'field', words: () => t('field.next_kind'), icon: Tag, chord: 'Tab' },
  { key: 'field-reveal', group: 'field', words: () => t('field.reveal'), icon: Eye, chord: 'Ctrl+U' },
];
