// The checks of an open SOP: one run at a time, grouped, and told by their parts.
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { Checked, Finding, Rule } from '../../src/api/gen';
import { Checks, isSame, partOf } from '../../src/state/checks.svelte';

const host = vi.hoisted(() => ({ call: vi.fn<(name: string, request: unknown) => Promise<unknown>>() }));
vi.mock('../../src/host', () => ({ host: () => host }));
afterEach(() => host.call.mockReset());

const RULES: Rule[] = [{ key: 'no_alt', severity: 'blocks', title: 'Alt' }, { key: 'vague', severity: 'advice', title: 'Vague' }];
const finding = (rule: Finding['rule'], step: string, message = 'x'): Finding => ({
  rule, severity: rule === 'no_alt' ? 'blocks' : 'advice', target: { on: 'step', step }, number: '1.1', message, hint: '', fix: null,
});
const checked = (findings: Finding[], seq = 1): Checked => ({ seq, findings, blocks: 0, advice: 0, readability: null });

/** Answers `check` when told to. */
function answers(): { runs: ((checked: Checked) => void)[] } {
  const runs: ((checked: Checked) => void)[] = [];
  host.call.mockImplementation((name) => (name === 'rules' ? Promise.resolve(RULES) : new Promise((answer) => runs.push(answer as (checked: Checked) => void))));
  return { runs };
}
const until = (what: () => boolean) => vi.waitFor(() => expect(what()).toBe(true));

describe('checks', () => {
  it('has one run under way, and one more for all that changed meanwhile', async () => {
    const { runs } = answers();
    const checks = new Checks('sop');
    checks.renew();
    await until(() => runs.length === 1);
    for (let i = 0; i < 5; i += 1) checks.renew();
    runs[0]?.(checked([], 1));
    await until(() => runs.length === 2);
    runs[1]?.(checked([], 6));
    await checks.settled();
    expect([runs.length, checks.checked?.seq, checks.busy]).toEqual([2, 6, false]);
  });

  it('groups by check and marks steps by the heaviest finding', async () => {
    const { runs } = answers();
    const checks = new Checks('sop');
    checks.renew();
    await until(() => runs.length === 1);
    runs[0]?.(checked([finding('no_alt', 'a'), finding('no_alt', 'b'), finding('vague', 'a'), finding('vague', 'c')]));
    await checks.settled();
    expect(checks.groups.map((group) => [group.rule.key, group.findings.length])).toEqual([['no_alt', 2], ['vague', 2]]);
    expect(checks.marks).toEqual({ a: true, b: true, c: false });
  });

  it('says why it could not, and goes on with the next change', async () => {
    host.call.mockRejectedValue({ code: 'failed', message: 'No', hint: '' });
    const checks = new Checks('sop');
    checks.renew();
    await checks.settled();
    expect(checks.problem?.message).toBe('No');
    const { runs } = answers();
    checks.renew();
    await until(() => runs.length === 1);
    runs[0]?.(checked([]));
    await checks.settled();
    expect(checks.problem).toBeNull();
  });

  it('knows the same finding again, and the part that it is about', () => {
    expect(isSame(finding('vague', 'a'), finding('vague', 'a'))).toBe(true);
    expect(isSame(finding('vague', 'a'), finding('vague', 'b'))).toBe(false);
    expect(partOf({ on: 'section', section: 'needs' })).toBe('before');
    expect(partOf({ on: 'list', list: 'definition' })).toBe('definitions');
    expect(partOf({ on: 'meta', field: 'owner' })).toBeNull();
  });
});
