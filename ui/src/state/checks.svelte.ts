// What the checks find in the open SOP. They run again after each change, one at a time: what changes meanwhile is
// looked at in the next run.
import { call } from '../api/call';
import { ApiError } from '../api/error';
import type { Checked, Finding, FindingTarget, Rule } from '../api/gen';

/** Findings of one check that a window shows; the rest is counted. */
const MOST = 200;

/** Findings of one check. */
export type Group = { rule: Rule; findings: Finding[] };

/** Whether both are the same thing, found at different times. */
export const isSame = (a: Finding, b: Finding): boolean =>
  a.rule === b.rule && a.message === b.message && JSON.stringify(a.target) === JSON.stringify(b.target);

/** The part of the page that a finding is about, by its identity or the key of its section. Nothing for the details. */
export function partOf(target: FindingTarget): string | null {
  switch (target.on) {
    case 'meta':
      return null;
    case 'section':
      return target.section === 'trigger' || target.section === 'needs' ? 'before' : target.section;
    case 'procedure':
      return 'procedure';
    case 'list':
      return { role: 'roles', parameter: 'before', faq: 'faq', definition: 'definitions', question: null, history: 'history' }[target.list];
    case 'item':
      return target.id;
    case 'phase':
      return target.phase;
    case 'step':
      return target.step;
    case 'block':
      return target.block;
  }
}

/** What the checks find in one SOP. */
export class Checks {
  checked = $state.raw<Checked | null>(null);
  problem = $state.raw<ApiError | null>(null);
  /** Whether an answer is waited for. */
  busy = $state(false);

  private rules = $state.raw<Rule[]>([]);
  private stale = false;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly id: string) {}

  /** Findings by check, in the order in which the checks are listed: those that block come first. */
  readonly groups = $derived.by(() => {
    const groups: Group[] = [];
    for (const finding of this.checked?.findings ?? []) {
      const last = groups[groups.length - 1];
      if (last?.rule.key === finding.rule) {
        last.findings.push(finding);
        continue;
      }
      const rule = this.rules.find((each) => each.key === finding.rule);
      if (rule) groups.push({ rule, findings: [finding] });
    }
    return groups;
  });

  /** Steps, phases and sections in which something was found; true where it blocks approval. */
  readonly marks = $derived.by(() => {
    const marks: Record<string, boolean> = {};
    for (const { target, severity } of this.checked?.findings ?? []) {
      const part = target.on === 'block' ? target.step : target.on === 'item' ? partOf({ on: 'list', list: target.list }) : partOf(target);
      if (part) marks[part] = severity === 'blocks' || marks[part] === true;
    }
    return marks;
  });

  /** The SOP changed. */
  renew(): void {
    this.stale = true;
    if (!this.busy) this.running = this.run();
  }

  /** Waits until nothing is under way. */
  async settled(): Promise<void> {
    while (this.busy) await this.running;
  }

  private async run(): Promise<void> {
    this.busy = true;
    try {
      if (this.rules.length === 0) this.rules = await call('rules', {});
      while (this.stale) {
        this.stale = false;
        this.checked = await call('check', { id: this.id, most: MOST });
      }
      this.problem = null;
    } catch (thrown) {
      this.problem = ApiError.from(thrown);
    } finally {
      this.busy = false;
    }
  }
}
