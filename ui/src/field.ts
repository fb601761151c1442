// The quick field.
import QuickField from './features/record/QuickField.svelte';
import { start } from './start';

void start(QuickField);
