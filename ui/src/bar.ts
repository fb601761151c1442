// The recorder bar.
import Bar from './features/record/Bar.svelte';
import { start } from './start';

void start(Bar);
