// Which phases are folded away. It is how somebody looks at an SOP and no part of it, so it is kept by this window.
import { SvelteSet } from 'svelte/reactivity';

const KEY = 'folded:';

export class Folded {
  private readonly phases: SvelteSet<string>;

  constructor(private readonly sop: string) {
    this.phases = new SvelteSet(read(KEY + sop));
  }

  get some(): boolean {
    return this.phases.size > 0;
  }

  has(phase: string): boolean {
    return this.phases.has(phase);
  }

  toggle(phase: string): void {
    if (!this.phases.delete(phase)) this.phases.add(phase);
    this.keep();
  }

  /** Shows the steps of a phase. */
  open(phase: string): void {
    if (this.phases.delete(phase)) this.keep();
  }

  /** Folds these phases and no others. */
  set(phases: readonly string[]): void {
    this.phases.clear();
    for (const phase of phases) this.phases.add(phase);
    this.keep();
  }

  private keep(): void {
    try {
      if (this.some) localStorage.setItem(KEY + this.sop, JSON.stringify([...this.phases]));
      else localStorage.removeItem(KEY + this.sop);
    } catch {
      // Without room for it, a phase is open again the next time. Nothing else is lost.
    }
  }
}

function read(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
