// What the person set, how the hotkeys fare, and the health of the app. Settings are saved as they change.
import { call } from '../api/call';
import { ApiError } from '../api/error';
import type { Action, Health, HotkeyStatus, Notice, Settings } from '../api/gen';

class SettingsState {
  value = $state<Settings | null>(null);
  hotkeys = $state.raw<HotkeyStatus[]>([]);
  health = $state.raw<Health | null>(null);
  saved = $state<'saved' | 'saving' | 'failed' | 'idle'>('idle');
  problem = $state<ApiError | null>(null);
  private saving: Promise<void> = Promise.resolve();

  async load(): Promise<void> {
    try {
      this.value = await call('settings', {});
      this.applyLook();
    } catch (thrown) {
      this.problem = ApiError.from(thrown);
    }
  }

  async loadHealth(): Promise<void> {
    try {
      this.health = await call('health', {});
      this.hotkeys = this.health.hotkeys;
    } catch (thrown) {
      this.problem = ApiError.from(thrown);
    }
  }

  /** Saves what `value` now holds; saves follow one another. */
  save(): Promise<void> {
    this.saved = 'saving';
    this.applyLook();
    this.saving = this.saving.then(async () => {
      if (!this.value) return;
      try {
        await call('save_settings', $state.snapshot(this.value) as Settings);
        this.saved = 'saved';
        this.problem = null;
      } catch (thrown) {
        this.saved = 'failed';
        this.problem = ApiError.from(thrown);
      }
    });
    return this.saving;
  }

  /** The keys of an action, or an empty string. */
  chord(action: Action): string {
    return this.value?.hotkeys.find((hotkey) => hotkey.action === action)?.chord ?? '';
  }

  hear(notice: Notice): void {
    if (notice.notice === 'hotkeys') this.hotkeys = notice.hotkeys;
    else if (notice.notice === 'settings' && this.saved !== 'saving') {
      this.value = notice.settings;
      this.applyLook();
    }
  }

  private applyLook(): void {
    look(this.value?.look ?? 'system');
  }
}

const dark = typeof matchMedia === 'undefined' ? undefined : matchMedia('(prefers-color-scheme: dark)');
let chosen: Settings['look'] = 'system';

/** Dresses this window. */
export function look(wanted: Settings['look']): void {
  chosen = wanted;
  const isDark = wanted === 'dark' || (wanted === 'system' && dark?.matches === true);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
}
dark?.addEventListener('change', () => look(chosen));

export const settings = new SettingsState();
