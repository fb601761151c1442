// Where the main window is: the screen, and what it shows. The address bar's hash keeps it, so that back works.

export type Screen =
  | { at: 'today' } | { at: 'library' } | { at: 'sessions' } | { at: 'settings'; part: string } | { at: 'shortcuts' }
  | { at: 'questions'; id: string }
  | { at: 'session'; id: string; part: string } | { at: 'sop'; id: string; part: string };

export type Panel = 'commands' | 'search' | 'export' | 'send' | 'conflicts' | 'parameter' | 'hide' | 'phase' | null;

/** Reads `sop/ID/PART` and the like; anything unknown is Today. */
export function screenOf(path: string): Screen {
  const [at = '', id = '', part = ''] = path.replace(/^#?\/?/, '').split(/[/:]/);
  switch (at) {
    case 'library':
    case 'sessions':
    case 'shortcuts':
      return { at };
    case 'questions':
      return { at, id };
    case 'settings':
      return { at, part: id };
    case 'session':
    case 'sop':
      return id === '' ? { at: 'today' } : { at, id, part };
    default:
      return { at: 'today' };
  }
}

class View {
  screen = $state.raw<Screen>({ at: 'today' });
  panel = $state<Panel>(null);

  listen(): () => void {
    const read = () => {
      this.screen = screenOf(location.hash);
      this.panel = null;
    };
    read();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }

  /** Goes to a screen such as `library` or `sop/ID`. */
  go(path: string): void {
    location.hash = `/${path}`;
  }

  back(): void {
    history.back();
  }
}

export const view = new View();
