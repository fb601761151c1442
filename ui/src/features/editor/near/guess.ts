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

function onPage(step: Step): number {
  const texts = [step.details, step.expected].filter((text) => text !== '');
  const parts = [lines(step.action), ...texts.map(lines), ...step.blocks.map(block)];
  if (step.role !== '' || step.duration_s !== null) parts.push(LINE);
  return 24 + parts.reduce((sum, part) => sum + part + GAP, -GAP);
}

function lines(text: string): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LETTERS)), 0) * LINE;
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
