// Runs in the page that is measured, and nowhere else: it is no part of the application. It says when a frame that shows
// what a key did has been painted; when the key was pressed is known to whoever pressed it.
globalThis.bench = (() => {
  let watching = false;
  let looking = false;
  let read = () => 0;
  let before = 0;
  let pressed = 0;
  let inputs = 0;
  let ends = [];
  let frames = [];

  /** Asks before the coming frame, and calls `then` once it has been painted: a message is only heard after it. */
  function painted(ask, then) {
    requestAnimationFrame(() => {
      const answer = ask();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        // WebKit asks every open port for messages whenever one has any: left open, thousands of them would be in the time.
        port1.close();
        if (watching) then(performance.now(), answer);
      };
      port2.postMessage(null);
    });
  }

  /** Looks at each frame until all that was pressed has had its effect. A letter comes after its key, in another task. */
  function look() {
    painted(() => read() - before, (now, effects) => {
      while (ends.length < Math.min(effects, pressed)) ends.push(now);
      looking = ends.length < pressed;
      if (looking) look();
    });
  }

  function tick(last) {
    painted(() => null, (now) => {
      frames.push(now - last);
      tick(now);
    });
  }

  addEventListener('keydown', (event) => {
    if (!watching || event.key === 'Control') return;
    pressed += 1;
    if (!looking) look();
    looking = true;
  }, true);
  addEventListener('input', () => (inputs += 1), true);

  return {
    /** From now on, notes for each key the first frame in which this number has risen by one more. */
    keys(number) {
      [watching, looking, read, before, pressed, ends] = [true, false, number, Number(number()), 0, []];
    },
    /** From now on, notes how long frames take. */
    frames() {
      [watching, pressed, frames] = [true, 0, []];
      tick(performance.now());
    },
    /** What was noted, in milliseconds. */
    stop() {
      watching = false;
      return { ends, frames };
    },
    get count() {
      return ends.length;
    },
    /** How often something was put into a field. */
    get inputs() {
      return inputs;
    },
    /** Rises by one when what this gives is no longer what it was. */
    changed(text) {
      const was = text();
      return () => Number(text() !== was);
    },
    call(name, request) {
      return globalThis.__TAURI_INTERNALS__.invoke('call', { name, request });
    },
    /** The steps of an SOP. */
    async steps(id) {
      const { document } = await this.call('sop', { id });
      return document.phases.flatMap((phase) => phase.steps);
    },
    /** Puts a button over the application that opens a text field with the words of so many steps of an SOP. */
    async cover(id, count) {
      const words = (await this.steps(id)).slice(0, count).map((step) => [step.action, step.details, step.expected].filter(Boolean).join('\n'));
      const text = words.join('\n\n');
      const cover = Object.assign(document.createElement('div'), { id: 'plain' });
      cover.style.cssText = 'position: fixed; inset: 0; z-index: 999; background: white';
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Open' });
      button.onclick = () => {
        const area = Object.assign(document.createElement('textarea'), { value: text });
        // The web view has an undo, and no key for it.
        area.addEventListener('keydown', (event) => {
          if (event.ctrlKey && event.key === 'z') document.execCommand('undo');
        });
        area.style.cssText = 'box-sizing: border-box; width: 100%; height: 100%; font: 16px sans-serif; background: white; color: black';
        cover.replaceChildren(area);
      };
      cover.append(button);
      document.body.append(cover);
      button.focus();
    },
    /** Puts the caret into the middle of the text field, and the middle into sight. */
    middle() {
      const area = document.querySelector('#plain textarea');
      const at = Math.max(area.value.indexOf('\n', area.value.length / 2), 0);
      area.setSelectionRange(at, at);
      area.scrollTop = area.scrollHeight / 2;
      area.focus();
    },
  };
})();
