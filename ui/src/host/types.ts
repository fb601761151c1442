// What the face needs from whatever runs it: commands, window acts, notices, pictures.
import type { Notice, PictureFile } from '../api/gen';

/** Acts of the windows; the shell alone knows them. */
export type WindowAct =
  | 'ready' | 'field_done' | 'field_target' | 'field_turned' | 'bar_expand' | 'bar_collapse' | 'bar_menu_none' | 'show_main' | 'hide_main'
  | 'pick_folder' | 'save_package' | 'open_package' | 'open_path' | 'reveal_path';

/** `entry`: what the quick field was open for; if it is open for another by then, it stays. */
export type WindowArg = { path: string } | { entry: string } | null;

export interface Host {
  /** Label of this window: `main`, `bar` or `field`. */
  readonly label: string;
  /** Runs a command; rejects with `{code, message, hint}`. */
  call(name: string, request: unknown): Promise<unknown>;
  /** Acts on a window. Only `pick_folder`, `save_package` (whose path is the name to begin with) and `open_package` answer,
   *  with a path, and `field_target`, with a notice as JSON. */
  act(act: WindowAct, arg?: WindowArg): Promise<string | null>;
  /** Puts the main window out of the way, takes a picture of the screen after so many seconds, and brings the window back. */
  takePicture(seconds: number): Promise<PictureFile>;
  /** Hears notices until the returned function is called. */
  listen(heard: (notice: Notice) => void): () => void;
  /** Address of a shot; a thumbnail at most `width` pixels wide if given. */
  picture(hash: string, width?: number): string;
}
