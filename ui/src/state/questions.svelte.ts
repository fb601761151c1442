// The open questions of the whole library, read when a screen shows them, and anew when what they are about changes.
import { call } from '../api/call';
import type { Notice, SopQuestions } from '../api/gen';
import { ReadList } from './list.svelte';

export const questions = new ReadList<SopQuestions>(() => call('open_questions', { id: null }));

/** Whether a notice is about questions, or about what is shown with them. */
export const aboutQuestions = (notice: Notice): boolean =>
  notice.notice === 'sops' || (notice.notice === 'document' && notice.changes.some((change) => change.change === 'step' || (change.change === 'list' && change.list === 'question')));
