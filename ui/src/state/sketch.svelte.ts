// A suggestion that is being written: what was done so far, on the SOP as it was when the writing began. The app applies
// it and keeps nothing of it; this window does, so that it is still there after a restart.
import { call } from '../api/call';
import { ApiError } from '../api/error';
import type { Comparison, Document, Edited, Operation, PartDiff, Sketch, SketchStep } from '../api/gen';

const KEY = 'sketch:';
/** After the last step: what it all amounts to is read anew. */
const SETTLE_MS = 300;

/** What is kept of a sketch. */
type Kept = { base: number; done: Operation[][]; title: string; reason: string };

export class Sketching {
  /** What it amounts to. */
  comparison = $state.raw<Comparison | null>(null);
  problem = $state<ApiError | null>(null);
  title = $state('');
  reason = $state('');
  /** Each step with its operations. */
  private done = $state.raw<Operation[][]>([]);
  private undone = $state.raw<Operation[][]>([]);
  /** Counts its steps, from the edit on which it stands. */
  seq: number;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly sop: string,
    private readonly base: number,
  ) {
    this.seq = base;
  }

  /** The one that was begun and not finished. */
  static begun(sop: string): Sketching | null {
    const kept = read(sop);
    if (!kept) return null;
    const sketch = new Sketching(sop, kept.base);
    [sketch.done, sketch.title, sketch.reason] = [kept.done, kept.title, kept.reason];
    return sketch;
  }

  /** How many parts it would change. */
  readonly changes = $derived.by(() => {
    const count = this.comparison?.count;
    return count ? count.added + count.removed + count.moved + count.changed : 0;
  });
  /** The steps that it would change. */
  // Made anew each time, and never changed.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly steps = $derived.by(() => new Set(stepsIn(this.comparison?.parts ?? [])));
  readonly canUndo = $derived.by(() => this.done.length > 0);
  readonly canRedo = $derived.by(() => this.undone.length > 0);

  /** The SOP as it is in the sketch. */
  document(): Promise<Document> {
    this.settle();
    return call('sketched_sop', this.whole());
  }

  /** Does one more step. */
  async on(next: SketchStep): Promise<Edited> {
    const { operations, changes } = await call('sketch', { sketch: this.whole(), next });
    this.set([...this.done, operations], []);
    return this.told(changes);
  }

  async undo(): Promise<Edited> {
    const last = this.done.at(-1) ?? [];
    const { changes } = await call('sketch', { sketch: this.whole(), next: { step: 'back', operations: last.length } });
    this.set(this.done.slice(0, -1), [...this.undone, last]);
    return this.told(changes);
  }

  async redo(): Promise<Edited> {
    const operations = this.undone.at(-1) ?? [];
    const { changes } = await call('sketch', { sketch: this.whole(), next: { step: 'edit', operations } });
    this.set([...this.done, operations], this.undone.slice(0, -1));
    return this.told(changes);
  }

  /** Hands it in: from now on it waits beside the SOP. */
  async handIn(author: string): Promise<void> {
    const { operations } = await call('sketched', this.whole());
    await call('suggest', { id: this.sop, title: this.title.trim(), reason: this.reason.trim(), author, operations, base: this.base });
    this.drop();
  }

  /** Forgets it. */
  drop(): void {
    clearTimeout(this.timer);
    localStorage.removeItem(KEY + this.sop);
  }

  /** Keeps its name and reason too. */
  named(): void {
    this.keep();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private whole(): Sketch {
    return { id: this.sop, base: this.base, operations: this.done.flat() };
  }

  private told(changes: Edited['changes']): Edited {
    this.seq += 1;
    this.settle();
    return { seq: this.seq, changes, can_undo: this.canUndo, can_redo: this.canRedo };
  }

  private set(done: Operation[][], undone: Operation[][]): void {
    this.done = done;
    this.undone = undone;
    this.keep();
  }

  private keep(): void {
    try {
      const kept: Kept = { base: this.base, done: this.done, title: this.title, reason: this.reason };
      localStorage.setItem(KEY + this.sop, JSON.stringify(kept));
    } catch {
      // Without room for it, it lasts as long as the window.
    }
  }

  private settle(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), SETTLE_MS);
  }

  private async look(): Promise<void> {
    const asked = this.done;
    try {
      const { comparison } = await call('sketched', this.whole());
      if (asked === this.done) this.comparison = comparison;
      this.problem = null;
    } catch (thrown) {
      this.problem = ApiError.from(thrown);
    }
  }
}

function stepsIn(parts: PartDiff[]): string[] {
  return parts.flatMap((part) => [...(part.kind === 'step' && part.id !== null ? [part.id] : []), ...stepsIn(part.parts)]);
}

function read(sop: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY + sop) ?? 'null');
    return typeof kept === 'object' && kept !== null && 'base' in kept && 'done' in kept && Array.isArray(kept.done) ? (kept as Kept) : null;
  } catch {
    return null;
  }
}
