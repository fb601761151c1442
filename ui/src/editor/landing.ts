// Where the keyboard is while the next field is on its way: between Enter and the step that it adds lies a save. A real,
// unseen text box has the focus for that moment, so that every way of typing works and no character is lost. The field that
// opens then takes what was typed.

const PATIENCE_MS = 1500;

class Landing {
  private box: HTMLTextAreaElement | undefined;
  private back: ((typed: string) => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Takes the focus until a field opens. If none does, `back` gets what was typed. */
  open(label: string, back: (typed: string) => void, typed = ''): void {
    this.drop();
    const box = document.createElement('textarea');
    box.className = 'unseen';
    box.tabIndex = -1;
    box.setAttribute('aria-label', label);
    box.value = typed;
    document.body.append(box);
    box.focus({ preventScroll: true });
    this.box = box;
    this.back = back;
    this.timer = setTimeout(() => this.giveBack(), PATIENCE_MS);
  }

  /** The field that was waited for is there: runs once no composition is under way, with what was typed. */
  arrive(then: (typed: string) => void): void {
    const box = this.box;
    if (!box) {
      then('');
      return;
    }
    clearTimeout(this.timer);
    const hand = () => {
      if (this.box === box) this.drop();
      then(box.value);
    };
    if (composing.has(box)) box.addEventListener('compositionend', () => setTimeout(hand), { once: true });
    else hand();
  }

  private giveBack(): void {
    const { box, back } = this;
    const here = document.activeElement === box;
    this.drop();
    // Who went elsewhere is not called back, but for words that would be lost.
    if (box && back && (here || box.value !== '')) back(box.value);
  }

  private drop(): void {
    clearTimeout(this.timer);
    this.box?.remove();
    this.box = undefined;
    this.back = undefined;
  }
}

const composing = new WeakSet<EventTarget>();
if (typeof addEventListener === 'function') {
  addEventListener('compositionstart', (event) => event.target && composing.add(event.target), true);
  addEventListener('compositionend', (event) => event.target && composing.delete(event.target), true);
}

export const landing = new Landing();
