// What is typed into one field before it is sent: a moment after the last key, on leaving, or when somebody flushes.
import { untrack } from 'svelte';

import type { OpenSop } from '../state/sop.svelte';

const WAIT_MS = 400;

export class Draft {
  /** What the field shows. */
  text = $state('');
  private sent: string;
  private generation: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly key = Symbol('draft');

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
    this.text = text;
    this.wait();
    this.sop.register(this.key, () => this.send());
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.composing() ? this.wait() : this.send()), WAIT_MS);
  }

  /** Sends what waits. */
  send(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.sop.unregister(this.key);
    if (this.text === this.sent) return;
    this.sent = this.text;
    this.commit(this.text);
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
    this.sent = next;
    // What is typed here goes on: it is sent in its turn.
    if ((this.pending || this.composing()) && !anew) return;
    if (this.text !== next) {
      this.text = next;
      this.changed(next);
    }
  }
}
