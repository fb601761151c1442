// Keeps in the page only those rows of a procedure that are near the view. The rows stand in the ordinary flow, so that
// one that grows while somebody types moves the rows after it without any script; what is left out is empty space of
// the same height. That height is guessed until a row was drawn once. When a guess turns out wrong above the view, the
// page is scrolled by the difference before it is painted: what is read stays where it is.
import { untrack } from 'svelte';

import type { Phase } from '../../../api/gen';
import type { Places } from '../../../state/places';
import type { Guess } from './guess';
import { Heights, type Span } from './heights';
import { drawn, Rows, type Drawn } from './rows';
import { grown, joined, steady } from './spans';

/** How far beyond the view rows are drawn, in pixels. */
const NEAR = 900;
/** How many rows beyond the view come with each frame, on either side. */
const FEW = 2;
/** A procedure of so few rows is drawn whole. */
const SHORT = 120;

type Source = {
  phases: () => readonly Phase[];
  places: () => Places;
  /** How high rows are that were never drawn. */
  guess: Guess;
  /** Rows that are drawn wherever they stand. */
  kept?: () => readonly (string | null | undefined)[];
};
type Anchor = { at: () => number; stood: number };

export class Near {
  private scroller: HTMLElement | undefined;
  private list: HTMLElement | undefined;
  // Nothing is drawn from these two: they say what was.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  private readonly elements = new Map<string, HTMLElement>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  private readonly measured = new Map<string, number>();
  private span = $state.raw<Span>({ from: 0, to: 0 });
  /** The row that has the focus, or had it last. */
  private focused = $state.raw<string | null>(null);
  private readonly laid = $derived.by(() => {
    const rows = new Rows(untrack(this.source.phases), this.source.places());
    return { rows, heights: new Heights(rows.heights(this.source.guess, this.measured)) };
  });
  /** The rows in view, from the top, when the page was last at rest. */
  private seen: string[] = [];
  private anchor: Anchor | null = null;
  private frame = 0;
  private readonly sizes = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver((entries) => this.measure(entries));

  /** To be made while a component is: it lives as long. */
  constructor(private readonly source: Source) {
    let before = untrack(() => this.laid);
    $effect.pre(() => {
      const laid = this.laid;
      untrack(() => this.follow(before.rows, laid.rows));
      before = laid;
    });
    $effect(() => {
      void this.laid;
      untrack(() => {
        this.hold();
        this.look();
      });
    });
    $effect(() => () => {
      this.sizes?.disconnect();
      cancelAnimationFrame(this.frame);
    });
  }

  /** What to draw. */
  readonly drawn: Drawn = $derived.by(() => {
    const { rows, heights } = this.laid;
    const kept = [this.focused, ...(this.source.kept?.() ?? [])].map((key): Span => {
      const row = key ? rows.of(key) : undefined;
      // With its neighbours, so that the keyboard finds a way on from it.
      return row === undefined ? { from: 0, to: 0 } : { from: Math.max(0, row - 1), to: Math.min(rows.length, row + 2) };
    });
    return drawn(this.source.phases(), rows, heights, joined([this.span, ...kept]));
  });

  /** What scrolls; it has one child. */
  readonly scrolls = (element: HTMLElement): (() => void) => {
    this.scroller = element;
    const look = () => this.look();
    const focused = (event: FocusEvent) => this.show(event.target);
    element.addEventListener('scroll', look, { passive: true });
    element.addEventListener('focusin', focused);
    for (const each of [element, element.firstElementChild]) if (each) this.sizes?.observe(each);
    return () => {
      element.removeEventListener('scroll', look);
      element.removeEventListener('focusin', focused);
    };
  };

  /** What holds the rows, and nothing else. */
  readonly holds = (element: HTMLElement): (() => void) => {
    this.list = element;
    // Or what is left out before the first row would move the list instead of the row.
    element.style.display = 'flow-root';
    const focused = (event: FocusEvent) => this.focus(event.target);
    element.addEventListener('focusin', focused);
    return () => element.removeEventListener('focusin', focused);
  };

  /** A row; `data-row` says which. */
  readonly row = (element: HTMLElement): (() => void) => {
    const key = element.dataset.row ?? '';
    this.elements.set(key, element);
    this.sizes?.observe(element);
    return () => {
      this.sizes?.unobserve(element);
      if (this.elements.get(key) === element) this.elements.delete(key);
    };
  };

  /** Draws what is in view, and goes on with what is near it in the next frames. */
  private look(): void {
    cancelAnimationFrame(this.frame);
    if (!this.scroller || !this.list) return;
    // Rows may have come since the last look: first they are known, and what they moved is put right.
    for (const [key, element] of this.elements) if (!this.measured.has(key)) this.know(key, element.getBoundingClientRect().height);
    this.hold();
    const { heights } = this.laid;
    const view = this.scroller.getBoundingClientRect();
    const top = view.top - this.list.getBoundingClientRect().top;
    const inView = heights.touched(top, top + view.height);
    const near = heights.rows <= SHORT ? { from: 0, to: heights.rows } : heights.touched(top - NEAR, top + view.height + NEAR);
    const next = grown(this.span, inView, near, FEW);
    this.note(view);
    if (next.from === this.span.from && next.to === this.span.to) return;
    this.span = next;
    this.frame = requestAnimationFrame(() => this.look());
  }

  /** Remembers what is in view, and where it stands. */
  private note(view: DOMRect): void {
    const list = this.list?.getBoundingClientRect();
    this.seen = [];
    this.anchor = null;
    // As long as the rows begin in view, what changes in them moves only what is below.
    if (!list || list.top >= view.top) return;
    const rows = [...this.elements].map(([key, element]) => ({ key, box: element.getBoundingClientRect() }));
    const seen = rows.filter(({ box }) => box.bottom > view.top + 1 && box.top < view.bottom).sort((a, b) => a.box.top - b.box.top);
    this.seen = seen.map(({ key }) => key);
    if (this.seen[0] !== undefined) this.hang(this.seen[0]);
    else if (list.bottom <= view.top) this.anchor = this.anchored(() => this.list?.getBoundingClientRect().bottom ?? 0);
  }

  private hang(key: string): void {
    const element = this.elements.get(key);
    this.anchor = element ? this.anchored(() => element.getBoundingClientRect().top) : null;
  }

  /** An anchor, by its place in what is scrolled. */
  private anchored(top: () => number): Anchor {
    const at = () => top() + (this.scroller?.scrollTop ?? 0);
    return { at, stood: at() };
  }

  /** Scrolls by as much as the anchor was moved. */
  private hold(): void {
    if (!this.anchor || !this.scroller) return;
    const moved = this.anchor.at() - this.anchor.stood;
    if (Math.abs(moved) < 1) return;
    const before = this.scroller.scrollTop;
    this.scroller.scrollTop += moved;
    // Whole pixels only: the rest is made up for the next time.
    this.anchor.stood += this.scroller.scrollTop - before;
  }

  private measure(entries: ResizeObserverEntry[]): void {
    for (const { target, borderBoxSize } of entries) {
      const key = target instanceof HTMLElement ? target.dataset.row : undefined;
      const height = borderBoxSize[0]?.blockSize;
      if (key !== undefined && height !== undefined && target.isConnected) this.know(key, height);
    }
    this.hold();
    // In the next frame: what is drawn within an observer's call is measured too late for this one.
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.look());
  }

  private know(key: string, height: number): void {
    const { rows, heights } = this.laid;
    this.measured.set(key, height);
    const row = rows.of(key);
    if (row !== undefined) heights.set(row, height);
  }

  /** The procedure got other rows: those that are drawn stay so, under their new numbers. */
  private follow(before: Rows, after: Rows): void {
    if (before === after) return;
    const key = steady(this.seen, (each) => after.of(each));
    const shift = key === undefined ? 0 : (after.of(key) ?? 0) - (before.of(key) ?? 0);
    const within = (row: number) => Math.max(0, Math.min(row + shift, after.length));
    this.span = { from: within(this.span.from), to: within(this.span.to) };
    if (key !== undefined) this.hang(key);
  }

  private focus(target: EventTarget | null): void {
    if (target instanceof HTMLElement) this.focused = target.closest<HTMLElement>('[data-row]')?.dataset.row ?? null;
  }

  /**
   * What takes the focus out of sight comes into view. The browser does not see to it where a text opens as an editor
   * the moment it is reached, because the focus then goes on without scrolling.
   */
  private show(target: EventTarget | null): void {
    const view = this.scroller?.getBoundingClientRect();
    if (!view || !(target instanceof HTMLElement)) return;
    const box = target.getBoundingClientRect();
    if (box.bottom <= view.top || box.top >= view.bottom) target.scrollIntoView({ block: 'nearest' });
  }
}
