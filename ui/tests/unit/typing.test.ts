// The queue through which edits go, and what of them is undone in one.
import { describe, expect, it, vi } from 'vitest';

import { call } from '../../src/api/call';
import { OpenSop } from '../../src/state/sop.svelte';
import { seedSops } from '../../src/host/fake/sops';

vi.mock('../../src/api/call', () => ({ call: vi.fn() }));

/** An SOP that is open, and the edits that were sent, each with the one that it goes on with. */
async function opened(): Promise<{ sop: OpenSop; joins: (number | undefined)[] }> {
  const joins: (number | undefined)[] = [];
  let seq = 7;
  vi.mocked(call).mockImplementation(async (name, request) => {
    if (name === 'sop') return { document: seedSops()[0]?.document, seq, revision: '0.1', can_undo: false, can_redo: false } as never;
    if (name !== 'edit' && name !== 'undo') return { seq, findings: [], blocks: 0, advice: 0, readability: null } as never;
    if (name === 'edit') joins.push((request as { joins?: number }).joins);
    seq += 1;
    return { seq, changes: [], can_undo: true, can_redo: false } as never;
  });
  const sop = new OpenSop('a');
  await sop.load();
  return { sop, joins };
}
const say = (sop: OpenSop, text: string) => sop.edit({ op: 'set_section', section: 'purpose', text });

describe('an edit', () => {
  it('is sent that is made right when another is done', async () => {
    const { sop, joins } = await opened();
    await say(sop, 'One');
    void say(sop, 'Two');
    await sop.flush();
    expect(joins).toHaveLength(2);
    expect(sop.saved).toBe('saved');
  });
});

describe('a burst of typing', () => {
  it('goes on with what was sent for it before', async () => {
    const { sop, joins } = await opened();
    const burst = Symbol('burst');
    for (const text of ['O', 'On', 'One']) sop.during(burst, () => void say(sop, text));
    await sop.flush();
    expect(joins).toEqual([undefined, 8, 9]);
  });
  it('ends where something else comes between, and where another begins', async () => {
    const { sop, joins } = await opened();
    const burst = Symbol('burst');
    sop.during(burst, () => void say(sop, 'O'));
    await say(sop, 'Of somebody else');
    sop.during(burst, () => void say(sop, 'On'));
    sop.during(Symbol('burst'), () => void say(sop, 'One'));
    await sop.flush();
    expect(joins).toEqual([undefined, undefined, undefined, undefined]);
  });
  it('does not go on with what was undone', async () => {
    const { sop, joins } = await opened();
    const burst = Symbol('burst');
    sop.during(burst, () => void say(sop, 'O'));
    await sop.undo();
    sop.during(burst, () => void say(sop, 'On'));
    await sop.flush();
    expect(joins).toEqual([undefined, undefined]);
  });
});
