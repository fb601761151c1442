// Dragging a step by its handle, or an entry of the recording, by pointer alone: the system's own drag and drop is
// unreliable in web views.

export type DropPlace = { phase: string; at: number };

const SLACK = 4;
const EDGE = 56;
const SPEED = 14;

/** What is dragged, and where it would go. One at a time. */
class Drag {
  /** The step, if it is one that is dragged. */
  step = $state<string | null>(null);
  place = $state.raw<DropPlace | null>(null);
  private stop: (() => void) | undefined;

  /** Begins once the pointer has moved a little; `drop` is told where it ended. What is no step is taken up only over the
   *  page. */
  start(event: PointerEvent, step: string | null, scroller: HTMLElement | null, drop: (place: DropPlace) => void): void {
    if (event.button !== 0) return;
    const from = event.clientY;
    let { clientX: x, clientY: y } = event;
    let frame = 0;
    let moving = false;

    const tick = () => {
      if (scroller) {
        const box = scroller.getBoundingClientRect();
        const over = step !== null || (x >= box.left && x < box.right);
        if (!over) this.place = null;
        else if (y < box.top + EDGE) scroller.scrollTop -= SPEED;
        else if (y > box.bottom - EDGE) scroller.scrollTop += SPEED;
        if (over) this.place = placeAt(y);
      }
      frame = requestAnimationFrame(tick);
    };
    const move = (e: PointerEvent) => {
      ({ clientX: x, clientY: y } = e);
      if (!moving && Math.hypot(y - from, x - event.clientX) > SLACK) {
        moving = true;
        this.step = step;
        frame = requestAnimationFrame(tick);
      }
    };
    const end = (kept: boolean) => () => {
      const place = this.place;
      this.stop?.();
      if (kept && place) drop(place);
    };
    const key = (e: KeyboardEvent) => {
      if (e.key === 'Escape') end(false)();
    };
    const up = end(true);
    const cancel = end(false);
    addEventListener('pointermove', move);
    addEventListener('pointerup', up);
    addEventListener('pointercancel', cancel);
    addEventListener('keydown', key);
    this.stop = () => {
      cancelAnimationFrame(frame);
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', cancel);
      removeEventListener('keydown', key);
      this.step = null;
      this.place = null;
    };
  }
}

/** The gap between steps that is nearest to a height in the window. */
function placeAt(y: number): DropPlace | null {
  let best: { far: number; place: DropPlace } | null = null;
  for (const phase of document.querySelectorAll<HTMLElement>('[data-phase]')) {
    const id = phase.dataset.phase ?? '';
    // Cards far from the view are not there: each says its own place.
    const gaps = [...phase.querySelectorAll<HTMLElement>('[data-step]')].flatMap((card) => {
      const box = card.getBoundingClientRect();
      const at = Number(card.dataset.at);
      return [{ at, y: box.top }, { at: at + 1, y: box.bottom }];
    });
    if (phase.dataset.steps === '0') gaps.push({ at: 0, y: phase.getBoundingClientRect().bottom });
    for (const gap of gaps) {
      const far = Math.abs(gap.y - y);
      if (!best || far < best.far) best = { far, place: { phase: id, at: gap.at } };
    }
  }
  return (best as { place: DropPlace } | null)?.place ?? null;
}

export const drag = new Drag();
