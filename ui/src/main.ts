// The main window.
import '@fontsource-variable/inter/wght-italic.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '@fontsource-variable/source-serif-4/wght-italic.css';

import Main from './features/Main.svelte';
import { start } from './start';

void start(Main);
