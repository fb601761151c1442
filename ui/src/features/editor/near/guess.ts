// How high a step is, before it was drawn once. The better the guess, the truer is the scroll bar.
import type { Block, Step } from '../../../api/gen';

/** The heights of a phase's head, its steps, and what stands after them. */
export type Guess = { head: number; step: (step: Step) => number; end: number };

/** Pixels and letters as they are on the page at its usual width. */
const LINE = 26;
const LETTERS = 68;
const WIDTH = 600;
const GAP = 10;

/** How high the rows of a procedure are on the page. */
export const ON_PAGE: Guess = { head: 44, step: onPage, end: 24 };
/** How high they are in the outline, where each is one line. */
export const IN_OUTLINE: Guess = { head: 32, step: () => 32, end: 0 };

// Asked for ten thousand steps at once before the page shows anything: nothing is made on the way to the sum.
function onPage(step: Step): number {
  let height = 24 + lines(step.action);
  if (step.details !== '') height += GAP + lines(step.details);
  if (step.expected !== '') height += GAP + lines(step.expected);
  for (const each of step.blocks) height += GAP + block(each);
  if (step.role !== '' || step.duration_s !== null) height += GAP + LINE;
  return height;
}

function lines(text: string): number {
  let count = 0;
  let from = 0;
  do {
    const end = text.indexOf('\n', from);
    count += Math.max(1, Math.ceil(((end < 0 ? text.length : end) - from) / LETTERS));
    from = end + 1;
  } while (from > 0);
  return count * LINE;
}

function block(block: Block): number {
  switch (block.block) {
    case 'figure': {
      const shown = block.crop ?? block;
      const width = Math.min(WIDTH, Math.max(240, shown.width * 0.75));
      return (width * shown.height) / Math.max(1, shown.width) + 64;
    }
    case 'callout':
      return lines(block.text) + 56;
    case 'snippet':
      return lines(block.code) + 56;
    case 'substeps':
      return block.items.length * LINE + 40;
    case 'branch':
      return 130 + block.arms.length * 70;
  }
}
