// What the recorder does, as the face knows it: from answers and notices, whichever is the later.
import { describe, expect, it, vi } from 'vitest';

import { call } from '../../src/api/call';
import type { RecorderStatus } from '../../src/api/gen';
import { recorder } from '../../src/state/recorder.svelte';

vi.mock('../../src/api/call', () => ({ call: vi.fn() }));

const status = (entries: number): RecorderStatus => ({
  phase: 'recording', session: null, title: '', started_at: null, elapsed_ms: 0, entries, shots: 0, skipped: 0, failed: 0, last: [], last_kept_ms: null, trouble: null, waiting: 0, automatic: false, copied_ms: null, forgotten: 0,
});

describe('the recorder', () => {
  it('is as the notice says that came while an answer was under way', async () => {
    vi.mocked(call).mockImplementation(async (name) => {
      if (name !== 'record_status') return [] as never;
      await Promise.resolve();
      // What the answer tells of is older than what happens before it arrives.
      recorder.hear({ notice: 'recorder', status: status(3) });
      return status(2) as never;
    });
    await recorder.load();
    expect(recorder.status.entries).toBe(3);
  });
  it('is as the answer says where nothing came between', async () => {
    vi.mocked(call).mockImplementation(async (name) => (name === 'record_status' ? status(5) : []) as never);
    await recorder.load();
    expect(recorder.status.entries).toBe(5);
    recorder.hear({ notice: 'recorder', status: { ...status(0), phase: 'idle' } });
  });
  it('tells the time to the second for a minute, then to the minute, and to the second again for who looks', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const shown = () => Math.floor(recorder.elapsed / 1000);
      recorder.hear({ notice: 'recorder', status: { ...status(0), elapsed_ms: 57_000 } });
      vi.advanceTimersByTime(2000);
      expect(shown()).toBe(59);
      vi.advanceTimersByTime(31_000);
      expect(shown()).toBe(60);
      const stop = recorder.follow();
      expect(shown()).toBe(90);
      vi.advanceTimersByTime(1000);
      expect(shown()).toBe(91);
      stop();
      vi.advanceTimersByTime(40_000);
      expect(shown()).toBe(120);
      recorder.hear({ notice: 'recorder', status: { ...status(0), phase: 'idle' } });
    } finally {
      vi.useRealTimers();
    }
  });
  it('says how much was forgotten, until the next entry', () => {
    recorder.hear({ notice: 'forgotten', session: 's', entries: ['a', 'b'], count: 2 });
    expect(recorder.skipped).toContain('2 entries');
  });
});
