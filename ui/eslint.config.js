// House rules that a machine can hold: no `any`, no default exports, one door to the shell, nothing rendered as HTML.
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

const door = {
  patterns: [{ group: ['@tauri-apps/*'], message: 'Only src/host/tauri.ts talks to the shell; use src/host.' }],
};

export default ts.config(
  { ignores: ['dist/**', 'node_modules/**', 'src/api/gen/**'] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-imports': ['error', door],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: { 'svelte/no-at-html-tags': 'error', 'svelte/button-has-type': 'error' },
  },
  { files: ['src/host/tauri.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['*.config.{js,ts}'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['tests/*.mjs'], rules: { 'no-console': 'off' } },
);
