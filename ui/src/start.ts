// What every window does first: finds its host, dresses, mounts. A window that cannot start says why.
import '@fontsource-variable/inter/wght.css';

import { mount, type Component } from 'svelte';

import { ApiError } from './api/error';
import { chooseHost } from './host';
import { hearRedacted } from './state/redacted.svelte';
import { look, settings } from './state/settings.svelte';
import './style/tokens.css';
import './style/base.css';

/** Mounts a window's root. */
export async function start(root: Component): Promise<void> {
  look('system');
  const target = document.getElementById('app');
  if (!target) return;
  try {
    const host = await chooseHost();
    document.documentElement.dataset.window = host.label;
    if (new URLSearchParams(location.search).has('rounded')) document.documentElement.dataset.rounded = '';
    host.listen((notice) => {
      settings.hear(notice);
      hearRedacted(notice);
    });
    mount(root, { target });
    void host.act('ready');
    await settings.load();
  } catch (thrown) {
    target.textContent = ApiError.from(thrown).message;
  }
}
