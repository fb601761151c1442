// Long work of the app that a person may call off: whether it is under way, how far it is, and how it ended. What was
// called off, or made way for another try, says nothing any more.
import { call } from '../api/call';
import { ApiError } from '../api/error';
import type { Notice } from '../api/gen';
import { freshId } from '../api/id';

export class Job<R> {
  result = $state.raw<R | null>(null);
  problem = $state.raw<ApiError | null>(null);
  progress = $state.raw<{ done: number; of: number; what: string } | null>(null);
  private id = $state<string | null>(null);

  get running(): boolean {
    return this.id !== null;
  }

  /** Begins anew. What came of it; nothing, if it failed or was called off. */
  async run(work: (job: string) => Promise<R>): Promise<R | null> {
    const own = freshId();
    this.clear();
    this.id = own;
    try {
      const result = await work(own);
      if (this.id !== own) return null;
      this.result = result;
      return result;
    } catch (thrown) {
      const error = ApiError.from(thrown);
      if (this.id === own && error.code !== 'cancelled') this.problem = error;
      return null;
    } finally {
      if (this.id === own) this.id = null;
    }
  }

  /** Calls it off. */
  cancel(): void {
    if (this.id) void call('cancel', { job: this.id }).catch(() => undefined);
    this.id = null;
  }

  /** Forgets how the last one ended. */
  clear(): void {
    [this.result, this.problem, this.progress] = [null, null, null];
  }

  hear(notice: Notice): void {
    if (notice.notice === 'progress' && notice.job === this.id) this.progress = notice;
  }
}
