// What the recorder is doing, with a clock that ticks here between notices.
import { untrack } from 'svelte';

import { call } from '../api/call';
import { wholeEntry, wholeStatus, type WholeStatus } from '../api/entry';
import { ApiError } from '../api/error';
import type { Notice, Receipt, RecorderStatus, SessionSummary } from '../api/gen';
import { count } from '../text/text';

const IDLE: WholeStatus = {
  phase: 'idle', session: null, title: '', started_at: null, elapsed_ms: 0, entries: 0, shots: 0, skipped: 0,
  failed: 0, last: [], last_kept_ms: null, trouble: null, waiting: 0, automatic: false, copied_ms: null, forgotten: 0,
};
const LANDED_MS = 1200;
const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
const A_MINUTE = 60;

class Recorder {
  status = $state<WholeStatus>(IDLE);
  /** Sessions that a crash or a power cut left open. */
  interrupted = $state<SessionSummary[]>([]);
  receipt = $state<Receipt | null>(null);
  problem = $state<ApiError | null>(null);
  /** The entry that has just landed, for a short highlight. */
  landed = $state<string | null>(null);
  /** Why something was left out on purpose, until the next entry. */
  skipped = $state('');
  busy = $state(false);

  /** How many notices told of the recorder. */
  private told = 0;
  private heardAt = $state(0);
  private now = $state(0);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private followers = 0;

  /** Recording clock, as of this moment. */
  elapsed = $derived.by(() =>
    this.status.phase === 'recording'
      ? this.status.elapsed_ms + Math.max(0, this.now - this.heardAt)
      : this.status.elapsed_ms,
  );

  get on(): boolean {
    return this.status.phase !== 'idle';
  }

  async load(): Promise<void> {
    try {
      await this.answered(call('record_status', {}));
      this.interrupted = await call('interrupted', {});
    } catch (thrown) {
      this.problem = ApiError.from(thrown);
    }
  }

  start = (title = '') => this.run(() => this.answered(call('record_start', { title })));
  pause = () => this.run(() => this.answered(call('record_pause', {})));
  resume = () => this.run(() => this.answered(call('record_resume', {})));
  stop = () =>
    this.run(async () => {
      this.receipt = await call('record_stop', {});
      this.take({ ...IDLE, automatic: this.status.automatic });
    });
  withdraw = (entry: string | null = null) => this.run(async () => void (await call('withdraw', { entry })));
  /** Whether clicks, shortcuts and typing become steps by themselves, now and later. */
  setAutomatic = (on: boolean) => this.run(() => this.answered(call('automatic', { on })));
  /** Keeps what was copied as a snippet. */
  keepCopied = () => this.run(async () => void (await call('log', { kind: 'snippet', text: '' })));
  /** Keeps readable what was masked in an entry. */
  reveal = (entry: string) => this.run(async () => void (await call('reveal', { entry })));
  /** Destroys what was recorded in the last minute. */
  forget = () => this.run(() => this.answered(call('record_forget', { seconds: A_MINUTE })));
  toggle = () => (this.on ? this.stop() : this.start());
  togglePause = () => (this.status.phase === 'paused' ? this.resume() : this.pause());

  /** Goes on with an interrupted session, or closes it. */
  recover = (session: string, goOn: boolean) =>
    this.run(async () => {
      await this.answered(call('recover', { session, go_on: goOn }));
      this.interrupted = this.interrupted.filter((found) => found.session.id !== session);
    });

  hear(notice: Notice): void {
    if (notice.notice === 'recorder') {
      this.told += 1;
      this.take(notice.status);
    } else if (notice.notice === 'entry') {
      const entry = wholeEntry(notice.entry);
      this.landed = entry.id;
      this.skipped = '';
      setTimeout(() => {
        if (this.landed === entry.id) this.landed = null;
      }, LANDED_MS);
    } else if (notice.notice === 'stopped') {
      this.receipt = notice.receipt;
    } else if (notice.notice === 'forgotten') {
      this.landed = null;
      this.skipped = count('forgotten', notice.count);
    } else if (notice.notice === 'skipped') {
      this.skipped = notice.why;
    }
  }

  /** Takes in an answer, unless a notice came meanwhile: that one knows better. */
  private async answered(answer: Promise<RecorderStatus>): Promise<void> {
    const told = this.told;
    const status = await answer;
    if (told === this.told) this.take(status);
  }

  private take(status: RecorderStatus): void {
    const wasIdle = this.status.phase === 'idle';
    this.status = wholeStatus(status);
    this.heardAt = this.now = performance.now();
    if (status.phase !== 'idle' && wasIdle) this.receipt = null;
    this.tick();
  }

  /** Has the clock tick every second while somebody looks at it. Gives what ends that. */
  follow(): () => void {
    const change = (by: number) => untrack(() => {
      this.followers += by;
      this.tick();
    });
    change(1);
    return () => change(-1);
  }

  /** Moves the clock on, now and as its next second or minute begins: nothing that is shown changes before. */
  private tick(): void {
    clearTimeout(this.timer);
    if (this.status.phase !== 'recording') return;
    this.now = performance.now();
    const step = this.followers > 0 || this.elapsed < MINUTE_MS ? SECOND_MS : MINUTE_MS;
    this.timer = setTimeout(() => this.tick(), step - (this.elapsed % step));
  }

  private async run(act: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    try {
      await act();
      this.problem = null;
      return true;
    } catch (thrown) {
      this.problem = ApiError.from(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

export const recorder = new Recorder();
