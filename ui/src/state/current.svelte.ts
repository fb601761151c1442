// The SOP that the main window shows, for what stands outside the editor: the palette and the export sheet.
import type { OpenSop } from './sop.svelte';

class Current {
  sop = $state.raw<OpenSop | null>(null);
}

export const current = new Current();
