// One open SOP: what the editor shows, and the queue through which every change goes. Texts that could not be saved
// stay in the queue until they are.
import { call } from '../api/call';
import { ApiError } from '../api/error';
import type { AnswerPlace, Block, Edited, Item, ItemList, Meta, Notice, Operation, Phase, QuestionTarget, SketchStep, Spot, Step, Wish } from '../api/gen';
import { Checks } from './checks.svelte';
import { Folded } from './folded.svelte';
import { counts, numberAt } from './numbers';
import { patch, type Placed } from './patch';
import { Places } from './places';
import type { Pointed } from './pointed';
import { Selection } from './selection.svelte';
import { t } from '../text/text';
import { Sketching } from './sketch.svelte';

/** What stands in each list. */
export type Listed = { [I in Item as I['list']]: I['value'] };
/** What waits to be sent. What `may` be refused is not kept when it is. */
type Waiting = { send: () => Promise<Edited> | null; may: boolean; settle: (done: boolean) => void };
export type Saved = 'saved' | 'saving' | 'failed';
export type FocusWish = { key: string; at: 'start' | 'end' } | null;

const NOWHERE = new Places([]);
/** Errors after which trying again makes no sense. */
const REFUSALS = ['refused', 'stale', 'not_found', 'bad_request'];

/** One SOP while it is open. */
export class OpenSop {
  readonly id: string;
  /** What the checks find in it. */
  readonly checks: Checks;
  // Replaced as a whole and never changed in place: watching each of ten thousand steps would cost more than all else.
  private placed = $state.raw<Placed | null>(null);
  /** As it stands. What an edit did not touch is the same object afterwards. */
  readonly document = $derived(this.placed?.document ?? null);
  /** Where the steps stand. */
  readonly places = $derived(this.placed?.places ?? NOWHERE);
  revision = $state('');
  canUndo = $state(false);
  canRedo = $state(false);
  /** How many conflicts of a merge wait for a decision. */
  conflicts = $state(0);
  /** Why it could not be opened. */
  trouble = $state<ApiError | null>(null);
  /** Why the last change could not be saved. */
  problem = $state<ApiError | null>(null);
  /** What was last removed, in words, while undo brings it back. */
  removed = $state('');
  /** What was wished for and refused, until the next change. */
  refused = $state.raw<ApiError | null>(null);
  /** Which field is to have the focus next. */
  wish = $state<FocusWish>(null);
  saved: Saved = $derived.by(() => (this.problem ? 'failed' : this.busy || this.typing > 0 ? 'saving' : 'saved'));

  /** Counts full readings: fields then show what is kept rather than what was typed. */
  generation = $state(0);
  /** The step that the person is at. */
  at = $state<string | null>(null);
  /** The phase whose title the person is at, if not at a step. */
  atPhase = $state<string | null>(null);
  /** The part that is to be seen: it is drawn wherever it stands. */
  sought = $state<string | null>(null);
  /** What a question that is asked here is about. */
  about = $state.raw<QuestionTarget>({ on: 'document' });
  /** The suggestion that is being written: while there is one, nothing is changed in the SOP itself. */
  sketch = $state.raw<Sketching | null>(null);
  /** Where in a text the person pointed last. */
  pointed = $state.raw<Pointed | null>(null);
  readonly selection = new Selection({ phases: () => this.document?.phases ?? [], places: () => this.places });
  readonly folded: Folded;

  private busy = $state(false);
  private typing = $state(0);
  private seq = 0;
  private queue: Waiting[] = [];
  private burst: symbol | null = null;
  /** The last edit that was sent: which burst it was of, and its place in the journal. */
  private last: { burst: symbol | null; seq: number } = { burst: null, seq: 0 };
  private gathered: Operation[] | null = null;
  // Nothing is drawn from it: `typing` is.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  private fields = new Map<symbol, () => void>();
  private running: Promise<void> = Promise.resolve();

  constructor(id: string) {
    this.id = id;
    this.checks = new Checks(id);
    this.folded = new Folded(id);
  }

  /** Reads the SOP as it stands. */
  async load(): Promise<void> {
    try {
      const view = await call('sop', { id: this.id });
      this.sketch ??= Sketching.begun(this.id);
      const document = this.sketch ? await this.sketch.document() : view.document;
      this.placed = { document, places: new Places(document.phases) };
      this.generation += 1;
      this.seq = this.sketch?.seq ?? view.seq;
      this.revision = view.revision;
      this.canUndo = this.sketch?.canUndo ?? view.can_undo;
      this.canRedo = this.sketch?.canRedo ?? view.can_redo;
      this.conflicts = view.conflicts;
      this.trouble = null;
      this.checks.renew();
    } catch (thrown) {
      this.trouble = ApiError.from(thrown);
    }
  }

  /** Sends operations after those that wait. True once they are durable. */
  edit(...operations: Operation[]): Promise<boolean> {
    return this.editWith(() => operations);
  }

  /** Sends operations that are made only when their turn comes, from the document as it is then. */
  editWith(make: () => Operation[]): Promise<boolean> {
    if (this.gathered) {
      this.gathered.push(...make());
      return Promise.resolve(true);
    }
    const burst = this.burst;
    // What does not fit a sketch is no trouble of saving.
    return this.send(this.sketch !== null, () => {
      const operations = $state.snapshot(make()) as Operation[];
      return operations.length > 0 ? this.commit({ step: 'edit', operations }, burst) : null;
    });
  }

  /** What `act` sends is undone in one with what was sent for the same burst of typing, if nothing came between. */
  during(burst: symbol, act: () => void): void {
    this.burst = burst;
    try {
      act();
    } finally {
      this.burst = null;
    }
  }

  private async sendEdit(operations: Operation[], burst: symbol | null): Promise<Edited> {
    const goesOn = burst !== null && burst === this.last.burst && this.seq === this.last.seq;
    // What others did since `seq` is kept; where both changed the same, the edit comes back as `stale`.
    const edited = await call('edit', { id: this.id, operations, seq: this.seq, ...(goesOn ? { joins: this.seq } : {}) });
    this.last = { burst, seq: edited.seq };
    return edited;
  }

  /** The operations that `act` would send. They are not sent. */
  gather(act: () => void): Operation[] {
    this.gathered = [];
    try {
      act();
      return this.gathered;
    } finally {
      this.gathered = null;
    }
  }

  /**
   * Fulfils a wish, after all that was typed is sent. The steps that are new; none if it could not be fulfilled, which is
   * then said.
   */
  async rewrite(wish: Wish): Promise<string[] | null> {
    for (const send of [...this.fields.values()]) send();
    let before = this.places;
    const done = await this.send(true, () => {
      before = this.places;
      return this.commit({ step: 'rewrite', wish: $state.snapshot(wish) as Wish });
    });
    return done ? this.steps().flatMap((step) => (before.of(step.id) ? [] : [step.id])) : null;
  }

  /** Puts an entry of the recording in, after all that was typed is sent. True once it is durable. */
  useEntry(entry: string, spot: Spot): Promise<boolean> {
    for (const send of [...this.fields.values()]) send();
    return this.whole(() => call('use_entry', { id: this.id, entry, spot: $state.snapshot(spot) as Spot }));
  }

  /** Gives the SOP a template, after all that was typed is sent. False if it cannot be, which is then said. */
  applyTemplate(template: string): Promise<boolean> {
    for (const send of [...this.fields.values()]) send();
    return this.whole(() => call('apply_template', { id: this.id, template }));
  }

  /** Answers a question. What is wrong with the answer; nothing, if it is kept. */
  async answer(question: string, text: string, place: AnswerPlace | null, faq: boolean): Promise<ApiError | null> {
    const done = await this.send(true, () => this.commit({ step: 'answer', answer: { id: this.id, question, text, place, faq } }));
    const { refused } = this;
    this.refused = null;
    return done ? null : (refused ?? this.problem);
  }

  /** Collects what is changed from now on for a suggestion. */
  async beginSketch(): Promise<void> {
    await this.flush();
    if (this.sketch || this.problem) return;
    this.sketch = new Sketching(this.id, this.seq);
    await this.load();
  }

  /** Shows the SOP itself again. What was sketched is handed in or dropped before. */
  async endSketch(): Promise<void> {
    await this.flush();
    this.sketch?.drop();
    this.sketch = null;
    this.refused = null;
    await this.load();
  }

  /** Does what no suggestion can hold: refused while one is written. */
  private whole(send: () => Promise<Edited>): Promise<boolean> {
    const refused = () => Promise.reject(new ApiError('refused', t('sketch.whole'), t('sketch.whole_hint')));
    return this.send(true, this.sketch ? refused : send);
  }

  /** Does it: in the SOP, or in the sketch of a suggestion. */
  private commit(next: Exclude<SketchStep, { step: 'back' }>, burst: symbol | null = null): Promise<Edited> {
    if (this.sketch) return this.sketch.on(next);
    switch (next.step) {
      case 'edit':
        return this.sendEdit(next.operations, burst);
      case 'rewrite':
        return call('rewrite', { id: this.id, wish: next.wish });
      case 'answer':
        return call('answer', next.answer);
    }
  }

  private send(may: boolean, send: Waiting['send']): Promise<boolean> {
    this.removed = '';
    this.refused = null;
    return new Promise((settle) => {
      this.queue.push({ send, may, settle });
      this.pump();
    });
  }

  /** Changes something of the front matter. */
  setMeta(change: (meta: Meta) => void): Promise<boolean> {
    return this.editWith(() => {
      if (!this.document) return [];
      const meta = $state.snapshot(this.document.meta) as Meta;
      change(meta);
      return [{ op: 'set_meta', meta }];
    });
  }

  /** Changes something of a block. */
  setBlock(id: string, change: (block: Block) => void): Promise<boolean> {
    return this.editWith(() => {
      const found = this.stepWith(id)?.blocks.find((block) => block.id === id);
      if (!found) return [];
      const block = $state.snapshot(found) as Block;
      change(block);
      return [{ op: 'set_block', block }];
    });
  }

  /** Changes something of a listed part. */
  setItem<L extends ItemList>(list: L, id: string, change: (value: Listed[L]) => void): Promise<boolean> {
    return this.editWith(() => {
      const found = this.items(list).find((value: { id: string }) => value.id === id);
      if (!found) return [];
      const value = $state.snapshot(found) as Listed[L];
      change(value);
      return [{ op: 'set_item', item: { list, value } as Item }];
    });
  }

  /** What stands in a list. */
  items<L extends ItemList>(list: L): Listed[L][] {
    const d = this.document;
    if (!d) return [];
    const lists: { [L in ItemList]: Listed[L][] } = {
      role: d.roles, parameter: d.parameters, faq: d.faq, definition: d.definitions, question: d.questions, history: d.history,
    };
    return lists[list];
  }

  /** How each phase's steps are counted. */
  readonly counts = $derived.by(() => (this.document ? counts(this.document) : []));

  /** All steps, in order. Walks through the whole procedure: not for what is done at a key press. */
  steps(): Step[] {
    return this.document?.phases.flatMap((phase) => phase.steps) ?? [];
  }

  /** Where a step stands. */
  placeOf(id: string): { phase: Phase; step: Step; phaseAt: number; at: number; number: string } | undefined {
    const place = this.places.of(id);
    if (!place) return undefined;
    const phase = this.document?.phases[place.phase];
    const step = phase?.steps[place.at];
    return phase && step && { phase, step, phaseAt: place.phase, at: place.at, number: numberAt(this.counts[place.phase], place.at) };
  }

  /** The step of this identity, or the one that holds a block of it. */
  stepWith(id: string): Step | undefined {
    const step = this.placeOf(id)?.step;
    if (step || id === '') return step;
    for (const phase of this.document?.phases ?? []) {
      const holder = phase.steps.find((each) => each.blocks.some((block) => block.id === id));
      if (holder) return holder;
    }
    return undefined;
  }

  /** Takes something away, and says what until the next change. */
  async remove(words: string, ...operations: Operation[]): Promise<boolean> {
    const done = await this.edit(...operations);
    if (done) this.removed = words;
    return done;
  }

  /** A field with keystrokes that are not sent yet registers here; `flush` sends them. */
  register(key: symbol, flush: () => void): void {
    this.fields.set(key, flush);
    this.typing = this.fields.size;
  }

  /** The field has nothing left to send. */
  unregister(key: symbol): void {
    this.fields.delete(key);
    this.typing = this.fields.size;
  }

  /** Sends all that was typed, and waits until nothing is under way. */
  async flush(): Promise<void> {
    for (const send of [...this.fields.values()]) send();
    await this.running;
  }

  async undo(): Promise<void> {
    await this.flush();
    if (this.canUndo && !this.problem) await this.travel('undo');
  }

  async redo(): Promise<void> {
    await this.flush();
    if (this.canRedo && !this.problem) await this.travel('redo');
  }

  /** Sends again what could not be saved. */
  async retry(): Promise<void> {
    // Sent once more it takes the place of what others did: the person has been told of that.
    if (this.problem?.code === 'stale') await this.load();
    this.problem = null;
    this.pump();
  }

  /** Gives up what could not be saved, and shows the SOP as it is kept. */
  async discard(): Promise<void> {
    for (const waiting of this.queue.splice(0)) waiting.settle(false);
    this.problem = null;
    await this.load();
  }

  /** Hears what others changed. */
  hear(notice: Notice): void {
    if (notice.notice === 'conflicts' && notice.id === this.id) this.conflicts = notice.count;
    // A sketch stands on the SOP as it was.
    if (this.sketch || notice.notice !== 'document' || notice.id !== this.id || notice.seq <= this.seq) return;
    this.take(notice);
  }

  private pump(): void {
    if (this.busy || this.problem || this.queue.length === 0) return;
    this.busy = true;
    this.running = this.drain();
  }

  /** At rest the moment nothing waits: what is asked for by whoever waited for the last edit begins anew. */
  private async drain(): Promise<void> {
    try {
      for (let next = this.queue[0]; next; next = this.queue[0]) if (!(await this.sendNext(next))) return;
    } finally {
      this.busy = false;
    }
  }

  /** True if the queue can go on. */
  private async sendNext(next: Waiting): Promise<boolean> {
    try {
      const edited = await next.send();
      if (edited) this.take(edited);
      this.queue.shift();
      next.settle(true);
    } catch (thrown) {
      const error = ApiError.from(thrown);
      if (!next.may || !REFUSALS.includes(error.code)) {
        this.problem = error;
        return false;
      }
      this.refused = error;
      this.queue.shift();
      next.settle(false);
    }
    return true;
  }

  private async travel(way: 'undo' | 'redo'): Promise<void> {
    this.busy = true;
    this.removed = '';
    this.refused = null;
    try {
      this.take(this.sketch ? await this.sketch[way]() : await call(way, { id: this.id }));
    } catch (thrown) {
      this.problem = ApiError.from(thrown);
    } finally {
      this.busy = false;
      this.pump();
    }
  }

  /** Takes in what changed. An edit is one step of the journal: a gap means that something was missed. */
  private take(edited: Edited): void {
    if (!this.placed || edited.seq < this.seq) return;
    this.canUndo = edited.can_undo;
    this.canRedo = edited.can_redo;
    // An own edit comes twice: as the answer, and as the notice to all windows.
    if (edited.seq === this.seq) return;
    const next = edited.seq > this.seq + 1 ? null : patch(this.placed, edited.changes);
    this.seq = edited.seq;
    if (next) {
      this.placed = next;
      this.checks.renew();
    } else void this.load();
  }
}
