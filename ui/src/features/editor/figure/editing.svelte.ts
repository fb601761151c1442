// What goes on while a figure is edited: the tool, what is selected, marks that are being moved by keys, and the areas
// that will be blacked out. Each finished change is one edit of the SOP, so undo is the SOP's own.
import { call } from '../../../api/call';
import { ApiError } from '../../../api/error';
import type { Block, Figure, Mark, Rect } from '../../../api/gen';
import type { OpenSop } from '../../../state/sop.svelte';
import { t } from '../../../text/text';
import { shownPart } from '../blocks/shown';
import { hasArea, heldArea, moved, nameOf, placeOf, resized, without, type Tool } from './mark';

export type FigureBlock = Extract<Block, { block: 'figure' }>;
/** What can be selected: a mark or an area to black out, by its place in its list, or the part that is shown. */
export type Thing = { what: 'mark' | 'redaction'; at: number } | { what: 'crop' };

const WAIT_MS = 400;

/** The editing of one figure. */
export class FigureEditing {
  tool = $state<Tool>('select');
  selected = $state.raw<Thing | null>(null);
  redactions = $state.raw<Rect[]>([]);
  /** What was last done, for those who cannot see it. */
  said = $state('');
  /** Why the areas could not be blacked out. */
  problem = $state.raw<ApiError | null>(null);
  busy = $state(false);
  private pending = $state.raw<Mark[] | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  private readonly sop: OpenSop;
  private readonly block: () => FigureBlock;

  constructor(sop: OpenSop, block: () => FigureBlock) {
    this.sop = sop;
    this.block = block;
  }

  get figure(): Figure {
    return this.block();
  }

  /** The marks as they are shown: with what was moved by keys and is not sent yet. */
  readonly marks = $derived.by(() => this.pending ?? this.block().marks);
  readonly part = $derived.by(() => shownPart(this.block()));

  /** The selected mark, if a mark is selected. */
  get mark(): Mark | null {
    return this.selected?.what === 'mark' ? (this.marks[this.selected.at] ?? null) : null;
  }

  select(thing: Thing | null): void {
    this.flush();
    this.selected = thing;
    if (thing) this.said = t('mark.selected', { name: this.wordsOf(thing) });
  }

  /** Goes to the next mark or area, or the one before; false at the end. */
  cycle(by: 1 | -1): boolean {
    const all: Thing[] = [
      ...this.marks.map((_, at) => ({ what: 'mark' as const, at })),
      ...this.redactions.map((_, at) => ({ what: 'redaction' as const, at })),
    ];
    const is = (thing: Thing) => this.selected?.what === thing.what && thing.what !== 'crop' && this.selected.what !== 'crop' && this.selected.at === thing.at;
    const at = all.findIndex(is);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    this.select(next ?? null);
    return next !== undefined;
  }

  add(mark: Mark): void {
    this.flush();
    const at = this.marks.length;
    this.send([...this.marks, mark]);
    this.selected = { what: 'mark', at };
    this.said = t('mark.added', { name: nameOf(mark) });
  }

  addRedaction(area: Rect): void {
    this.redactions = [...this.redactions, heldArea(area, this.figure)];
    this.selected = { what: 'redaction', at: this.redactions.length - 1 };
    this.said = t('mark.added', { name: t('mark.redaction') });
  }

  /** Replaces a mark. */
  set(at: number, mark: Mark): void {
    this.flush();
    this.send(this.marks.with(at, mark));
  }

  /** Replaces the area of whatever is selected. */
  setArea(thing: Thing, area: Rect): void {
    const held = heldArea(area, this.figure);
    if (thing.what === 'crop') return this.crop(held);
    if (thing.what === 'redaction') {
      this.redactions = this.redactions.with(thing.at, held);
      return;
    }
    const mark = this.marks[thing.at];
    if (mark && hasArea(mark)) this.set(thing.at, { ...mark, area: held });
  }

  /** Shows only a part; all of it if the part is the whole. */
  crop(area: Rect | null): void {
    this.flush();
    const { width, height } = this.figure;
    const whole = !area || (area.width >= width && area.height >= height);
    void this.change((figure) => (figure.crop = whole ? null : area));
    this.said = whole ? t('mark.uncropped') : t('mark.cropped', { place: placeOf(area) });
  }

  /** Moves or resizes what is selected by keys. Sent when the keys rest. */
  nudge(dx: number, dy: number, size: boolean): void {
    const thing = this.selected;
    if (!thing) return;
    if (thing.what !== 'mark') {
      const area = thing.what === 'crop' ? this.part : this.redactions[thing.at];
      if (area) this.setArea(thing, size ? { ...area, width: area.width + dx, height: area.height + dy } : { ...area, x: area.x + dx, y: area.y + dy });
      return;
    }
    const mark = this.marks[thing.at];
    if (!mark) return;
    const next = (size ? resized : moved)(mark, dx, dy, this.figure);
    this.pending = this.marks.with(thing.at, next);
    this.said = placeOf(next);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), WAIT_MS);
  }

  /** Takes away what is selected, or what is named. */
  remove(thing: Thing | null = this.selected): void {
    if (!thing) return;
    this.flush();
    const name = this.wordsOf(thing);
    this.selected = null;
    if (thing.what === 'crop') return this.crop(null);
    if (thing.what === 'redaction') this.redactions = this.redactions.filter((_, i) => i !== thing.at);
    else this.send(without(this.marks, thing.at));
    this.said = t('mark.removed', { name });
  }

  /** Sends what was moved by keys. */
  flush(): void {
    clearTimeout(this.timer);
    if (this.pending) this.send(this.pending);
  }

  /** Blacks out the areas, for good. True if nothing is left to do. */
  async redact(): Promise<boolean> {
    this.flush();
    if (this.redactions.length === 0) return true;
    this.busy = true;
    this.problem = null;
    try {
      await this.sop.flush();
      await call('redact', { shot: this.figure.shot, areas: this.redactions });
      this.redactions = [];
      return true;
    } catch (thrown) {
      this.problem = ApiError.from(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  private wordsOf(thing: Thing): string {
    if (thing.what === 'crop') return t('mark.crop');
    const found = thing.what === 'mark' ? this.marks[thing.at] : this.redactions[thing.at];
    if (!found) return '';
    return `${'mark' in found ? nameOf(found) : t('mark.redaction')}, ${placeOf(found)}`;
  }

  private send(marks: Mark[]): void {
    // Shown at once; the SOP follows when it is on disk.
    this.pending = marks;
    void this.change((figure) => (figure.marks = marks)).then(() => {
      if (this.pending === marks) this.pending = null;
    });
  }

  private change(change: (figure: FigureBlock) => void): Promise<boolean> {
    return this.sop.setBlock(this.block().id, (block) => {
      if (block.block === 'figure') change(block);
    });
  }
}
