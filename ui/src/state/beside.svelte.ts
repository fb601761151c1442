// What lies beside an open SOP: its revisions, and what others suggest.
import { call } from '../api/call';
import type { Notice, OpenQuestion, RevisionSummary, SuggestionView } from '../api/gen';
import { ReadList } from './list.svelte';

/** After the last edit: what waits is read anew against the SOP as it is then. */
const SETTLE_MS = 600;

export class Beside {
  readonly revisions: ReadList<RevisionSummary>;
  readonly suggestions: ReadList<SuggestionView>;
  /** Its open questions, with how and where to each can be answered. */
  readonly questions: ReadList<OpenQuestion>;
  /** The step whose suggestions the person asks for. */
  asked = $state<string | null>(null);
  /** The step whose beginnings in the recording the person asks for. */
  traced = $state<string | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly id: string) {
    this.revisions = new ReadList(() => call('revisions', { id }));
    this.suggestions = new ReadList(() => call('suggestions', { id }));
    this.questions = new ReadList(async () => (await call('open_questions', { id })).flatMap((sop) => sop.questions));
  }

  /** What somebody still has to decide. */
  readonly waiting = $derived.by(() => this.suggestions.items.filter((each) => each.state === 'waiting'));

  /** How many changes wait beside each step. */
  readonly marks = $derived.by(() => {
    const marks: Record<string, number> = {};
    for (const reading of this.waiting.flatMap((each) => each.readings)) {
      if (reading.step && !reading.verdict) marks[reading.step] = (marks[reading.step] ?? 0) + 1;
    }
    return marks;
  });

  load(): void {
    void this.revisions.load();
    void this.suggestions.load();
    void this.questions.load();
  }

  hear(notice: Notice): void {
    if (notice.notice === 'suggestions' && notice.id === this.id) void this.suggestions.load();
    if (notice.notice !== 'document' || notice.id !== this.id) return;
    // Not at each key that is typed into a step: a long recording leaves thousands.
    if (notice.changes.some((change) => change.change === 'list' && change.list === 'question')) void this.questions.load();
    // A revision that was kept has a row in the history.
    if (notice.changes.some((change) => change.change === 'list' && change.list === 'history')) void this.revisions.load();
    if (this.waiting.length > 0) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.suggestions.load(), SETTLE_MS);
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
