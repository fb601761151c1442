// What is typed into one field before it is sent: a moment after the last key, every now and then while typing goes on, on
// leaving, or when somebody flushes. One burst of typing is one step of undo, however often it was sent.
import { untrack } from 'svelte';

import type { OpenSop } from '../state/sop.svelte';

const WAIT_MS = 400;
/** While typing goes on without a pause, it is sent this often. */
const LONGEST_MS = 2000;
/** A pause after which another burst begins. */
const PAUSE_MS = 1000;

export class Draft {
  /** What the field shows. */
  text = $state('');
  private sent: string;
  private generation: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly key = Symbol('draft');
  private burst = Symbol('burst');
  private lastKey = 0;
  /** When the first key was pressed that is not sent yet. */
  private since = 0;

  /**
   * To be made while a component is. `value` is what is kept; `commit` sends an edit; `changed` shows what others made of
   * the text. While `composing`, characters are not settled yet: they are neither sent by time nor replaced.
   */
  constructor(
    private readonly sop: OpenSop,
    value: () => string,
    private readonly commit: (text: string) => void,
    private readonly changed: (text: string) => void = () => undefined,
    private readonly composing: () => boolean = () => false,
  ) {
    this.text = this.sent = untrack(value);
    this.generation = untrack(() => sop.generation);
    $effect(() => {
      const next = value();
      const generation = sop.generation;
      untrack(() => this.hear(next, generation));
    });
    $effect(() => () => this.send());
  }

  get pending(): boolean {
    return this.timer !== undefined;
  }

  /** A key was pressed. */
  typed(text: string): void {
    const now = performance.now();
    if (now - this.lastKey > PAUSE_MS) this.burst = Symbol('burst');
    this.lastKey = now;
    if (!this.pending) this.since = now;
    this.text = text;
    this.wait();
    this.sop.register(this.key, () => this.send());
  }

  private wait(): void {
    clearTimeout(this.timer);
    const longest = Math.max(0, this.since + LONGEST_MS - performance.now());
    this.timer = setTimeout(() => this.due(), Math.min(WAIT_MS, longest));
  }

  private due(): void {
    if (!this.composing()) {
      this.send();
      return;
    }
    this.since = performance.now();
    this.wait();
  }

  /** Sends what waits. */
  send(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.sop.unregister(this.key);
    if (this.text === this.sent) return;
    this.sent = this.text;
    this.sop.during(this.burst, () => this.commit(this.text));
  }

  /** Forgets what waits, because something else sends it. */
  drop(text: string): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.sop.unregister(this.key);
    this.text = this.sent = text;
  }

  private hear(next: string, generation: number): void {
    const anew = generation !== this.generation;
    this.generation = generation;
    if (next === this.sent && !anew) return;
    this.burst = Symbol('burst');
    this.sent = next;
    // What is typed here goes on: it is sent in its turn.
    if ((this.pending || this.composing()) && !anew) return;
    if (this.text !== next) {
      this.text = next;
      this.changed(next);
    }
  }
}
