// The numbers that readers see before steps: `core::document::Numbering`, counted here so that no edit has to carry ten
// thousand of them. The cases are those of the tests in core.
import type { Numbering, Phase } from '../api/gen';

/** What counts: which phases there are, how many steps each has, and which are counted apart. */
export type Counted = { numbering: Numbering; phases: Pick<Phase, 'steps' | 'restart'>[] };

/** What stands before the number of a phase's first step, and how many steps were counted before it. */
export type Count = { prefix: string; before: number };

/** For each phase, how its steps are counted. */
export function counts({ numbering, phases }: Counted): Count[] {
  let running = 0;
  let letter = 0;
  return phases.map((phase, at) => {
    if (numbering === 'by_phase') return { prefix: `${at + 1}.`, before: 0 };
    if (phase.restart) return { prefix: letters(letter++), before: 0 };
    const before = running;
    running += phase.steps.length;
    return { prefix: '', before };
  });
}

/** The number of the step at this place of a phase, counted from 0. */
export const numberAt = (count: Count | undefined, at: number): string => `${count?.prefix ?? ''}${(count?.before ?? 0) + at + 1}`;

/** `A` to `Z`, then `AA`, `AB` and so on, from 0. */
function letters(n: number): string {
  const last = String.fromCharCode(65 + (n % 26));
  return n < 26 ? last : letters(Math.floor(n / 26) - 1) + last;
}
