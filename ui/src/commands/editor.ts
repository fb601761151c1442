// Commands of the editor: about the SOP, its steps and its phases.
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Braces from '@lucide/svelte/icons/braces';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import CopyPlus from '@lucide/svelte/icons/copy-plus';
import EyeOff from '@lucide/svelte/icons/eye-off';
import FoldVertical from '@lucide/svelte/icons/fold-vertical';
import FolderInput from '@lucide/svelte/icons/folder-input';
import GitMerge from '@lucide/svelte/icons/git-merge';
import ListChecks from '@lucide/svelte/icons/list-checks';
import ListPlus from '@lucide/svelte/icons/list-plus';
import MessageSquarePlus from '@lucide/svelte/icons/message-square-plus';
import Merge from '@lucide/svelte/icons/merge';
import Package from '@lucide/svelte/icons/package';
import Plus from '@lucide/svelte/icons/plus';
import Redo2 from '@lucide/svelte/icons/redo-2';
import Save from '@lucide/svelte/icons/save';
import Scissors from '@lucide/svelte/icons/scissors';
import Share from '@lucide/svelte/icons/share';
import Trash2 from '@lucide/svelte/icons/trash-2';
import Undo2 from '@lucide/svelte/icons/undo-2';
import UnfoldVertical from '@lucide/svelte/icons/unfold-vertical';
import X from '@lucide/svelte/icons/x';

import { ask } from '../features/editor/ask';
import { addPhase, foldAll, mergePhase, movePhase, phaseAt, removePhase, startPhase } from '../features/editor/phases';
import { addBeside, chosen, duplicateSteps, mergeSteps, moveSteps, removeSteps } from '../features/editor/steps';
import { current } from '../state/current.svelte';
import type { OpenSop } from '../state/sop.svelte';
import { view } from '../state/view.svelte';
import { t } from '../text/text';
import type { Command } from './command';

type About<T> = (sop: OpenSop, it: T) => unknown;
type Made = Pick<Command, 'off' | 'act'>;

/** Of the SOP that is open. */
function sop(act: (sop: OpenSop) => unknown, off: (sop: OpenSop) => boolean = () => false): Made {
  return {
    off: () => current.sop === null || off(current.sop),
    act: () => void (current.sop && act(current.sop)),
  };
}
/** Of the steps that are selected, or the one that the person is at. */
const steps = (act: About<string[]>): Made => sop((open) => act(open, chosen(open)), (open) => chosen(open).length === 0);
/** Of the step that the person is at. */
const step = (act: About<string>): Made =>
  sop((open) => act(open, chosen(open)[0] ?? ''), (open) => chosen(open).length === 0);
/** Of the phase that the person is at. */
const phase = (act: About<string>): Made => sop((open) => act(open, phaseAt(open) ?? ''), (open) => phaseAt(open) === undefined);

/** Moves what the person is at: a phase from its title, else steps. */
function move(by: -1 | 1): Made {
  return sop(
    (open) => (open.atPhase === null ? moveSteps(open, chosen(open), by) : movePhase(open, open.atPhase, by)),
    (open) => open.atPhase === null && chosen(open).length === 0,
  );
}

function extend(by: -1 | 1): Made {
  return sop((open) => {
    const { selection } = open;
    const lead = selection.lead ?? open.at;
    if (lead === null) return;
    if (selection.steps.length === 0) selection.only(lead);
    const next = selection.beside(lead, by) ?? lead;
    selection.extend(next);
    open.at = next;
    open.wish = { key: `handle-${next}`, at: 'end' };
  }, (open) => open.selection.lead === null && open.at === null);
}

export const EDITOR: readonly Command[] = [
  { key: 'undo', group: 'editor', words: () => t('act.undo'), icon: Undo2, chord: 'Ctrl+Z', over: true, ...sop((open) => open.undo()) },
  { key: 'redo', group: 'editor', words: () => t('act.redo'), icon: Redo2, chord: 'Ctrl+Shift+Z', also: ['Ctrl+Y'], over: true, ...sop((open) => open.redo()) },
  { key: 'save', group: 'editor', words: () => t('saved.now'), icon: Save, chord: 'Ctrl+S', over: true, ...sop((open) => open.flush()) },
  {
    key: 'export', group: 'editor', words: () => t('export.open'), icon: Share, chord: 'Ctrl+E',
    ...sop((open) => {
      void open.flush();
      view.panel = 'export';
    }),
  },
  {
    key: 'send', group: 'editor', words: () => t('send.open'), icon: Package, chord: 'Ctrl+Shift+E',
    ...sop((open) => {
      void open.flush();
      view.panel = 'send';
    }),
  },
  { key: 'conflicts', group: 'editor', words: () => t('conflict.command'), icon: GitMerge, ...sop(() => (view.panel = 'conflicts'), (open) => open.conflicts === 0) },
  { key: 'ask', group: 'editor', words: () => t('ask.here'), icon: CircleQuestionMark, chord: 'Ctrl+Shift+A', ...sop((open) => ask(open, open.about)) },
  { key: 'suggest', group: 'editor', words: () => t('sketch.begin'), icon: MessageSquarePlus, chord: 'Ctrl+Shift+S', ...sop((open) => open.beginSketch(), (open) => open.sketch !== null) },
  { key: 'parameter', group: 'editor', words: () => t('parameter.make'), icon: Braces, chord: 'Ctrl+Shift+P', ...sop(() => (view.panel = 'parameter'), (open) => !open.pointed?.words) },
  { key: 'hide', group: 'editor', words: () => t('hide.open'), icon: EyeOff, chord: 'Ctrl+Shift+H', ...sop(() => (view.panel = 'hide')) },

  { key: 'step-below', group: 'steps', words: () => t('step.add_below'), icon: Plus, chord: 'Enter', told: true, ...step((open, at) => addBeside(open, at, 1)) },
  { key: 'step-above', group: 'steps', words: () => t('step.add_above'), icon: Plus, ...step((open, at) => addBeside(open, at, 0)) },
  { key: 'split', group: 'steps', words: () => t('step.split'), icon: Scissors, chord: 'Ctrl+Enter', told: true, ...sop((open) => open.pointed?.split?.(), (open) => !open.pointed?.split) },
  { key: 'merge', group: 'steps', words: () => t('step.merge'), icon: Merge, chord: 'Ctrl+J', page: true, ...steps(mergeSteps) },
  { key: 'duplicate', group: 'steps', words: () => t('step.duplicate'), icon: CopyPlus, chord: 'Ctrl+D', page: true, ...steps(duplicateSteps) },
  { key: 'to-phase', group: 'steps', words: () => t('step.to_phase'), icon: FolderInput, chord: 'Ctrl+Shift+M', page: true, ...steps(() => (view.panel = 'phase')) },
  { key: 'up', group: 'steps', words: () => t('act.move_up'), icon: ArrowUp, chord: 'Alt+Up', page: true, ...move(-1) },
  { key: 'down', group: 'steps', words: () => t('act.move_down'), icon: ArrowDown, chord: 'Alt+Down', page: true, ...move(1) },
  { key: 'remove', group: 'steps', words: () => t('step.delete'), icon: Trash2, chord: 'Ctrl+Shift+Backspace', page: true, ...steps(removeSteps) },
  { key: 'remove-selected', group: 'steps', unlisted: true, words: () => t('select.delete'), icon: Trash2, chord: 'Delete', quiet: true, page: true, ...steps(removeSteps), off: () => (current.sop?.selection.steps.length ?? 0) === 0 },
  { key: 'select-up', group: 'steps', unlisted: true, words: () => t('select.up'), icon: ArrowUp, chord: 'Shift+Up', quiet: true, page: true, ...extend(-1) },
  { key: 'select-down', group: 'steps', unlisted: true, words: () => t('select.down'), icon: ArrowDown, chord: 'Shift+Down', quiet: true, page: true, ...extend(1) },
  { key: 'select-all', group: 'steps', words: () => t('select.all'), icon: ListChecks, chord: 'Ctrl+A', quiet: true, page: true, ...sop((open) => open.selection.all()) },
  { key: 'select-none', group: 'steps', words: () => t('select.none'), icon: X, chord: 'Esc', quiet: true, ...sop((open) => open.selection.clear(), (open) => open.selection.steps.length === 0) },

  { key: 'phase-add', group: 'phases', words: () => t('phase.add'), icon: ListPlus, ...sop((open) => addPhase(open, open.document?.phases.length ?? 0)) },
  { key: 'phase-start', group: 'phases', words: () => t('phase.start'), icon: ListPlus, chord: 'Ctrl+Shift+Enter', page: true, ...step(startPhase) },
  { key: 'phase-merge', group: 'phases', words: () => t('phase.merge'), icon: Merge, ...phase(mergePhase) },
  { key: 'phase-fold', group: 'phases', words: () => t('phase.fold'), icon: FoldVertical, chord: 'Ctrl+Shift+F', page: true, ...phase((open, at) => open.folded.toggle(at)) },
  { key: 'phase-fold-all', group: 'phases', words: () => t('phase.fold_all'), icon: FoldVertical, ...sop((open) => foldAll(open, true)) },
  { key: 'phase-open-all', group: 'phases', words: () => t('phase.open_all'), icon: UnfoldVertical, ...sop((open) => foldAll(open, false), (open) => !open.folded.some) },
  { key: 'phase-remove', group: 'phases', words: () => t('phase.delete'), icon: Trash2, ...phase(removePhase) },
];
