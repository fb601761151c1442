// @vitest-environment jsdom
// Long work that can be called off: what was given up says nothing any more.
import { beforeEach, describe, expect, it } from 'vitest';

import { ApiError } from '../../src/api/error';
import { chooseHost } from '../../src/host';
import { Job } from '../../src/state/job.svelte';

const told = (job: string) => ({ notice: 'progress', job, done: 1, of: 2, what: 'Placing figures' }) as const;

/** Work that ends when the test says so. */
function held(): { work: (job: string) => Promise<string>; id: () => string; end: (result: string) => void; fail: (error: ApiError) => void } {
  let own = '';
  let [end, fail]: [(result: string) => void, (error: ApiError) => void] = [() => undefined, () => undefined];
  const work = (job: string) =>
    new Promise<string>((resolve, reject) => {
      [own, end, fail] = [job, resolve, reject];
    });
  return { work, id: () => own, end: (result) => end(result), fail: (error) => fail(error) };
}

beforeEach(async () => void (await chooseHost()));

describe('a job', () => {
  it('tells how far it is while it runs, and what came of it', async () => {
    const [job, one] = [new Job<string>(), held()];
    const ended = job.run(one.work);
    job.hear(told('another'));
    expect([job.running, job.progress]).toEqual([true, null]);
    job.hear(told(one.id()));
    expect(job.progress?.what).toBe('Placing figures');
    one.end('file');
    expect([await ended, job.result, job.running]).toEqual(['file', 'file', false]);
  });
  it('says why it failed, until it is begun anew', async () => {
    const [job, one, two] = [new Job<string>(), held(), held()];
    const ended = job.run(one.work);
    one.fail(new ApiError('refused', 'The disk is full', ''));
    expect([await ended, job.problem?.message, job.running]).toEqual([null, 'The disk is full', false]);
    const again = job.run(two.work);
    expect(job.problem).toBeNull();
    two.end('file');
    await again;
  });
  it('says nothing once it was called off, however it ends', async () => {
    for (const end of ['end', 'fail'] as const) {
      const [job, one] = [new Job<string>(), held()];
      const ended = job.run(one.work);
      job.cancel();
      expect(job.running).toBe(false);
      if (end === 'end') one.end('late');
      else one.fail(new ApiError('refused', 'Too late', ''));
      expect([await ended, job.result, job.problem]).toEqual([null, null, null]);
    }
  });
  it('makes way for another try', async () => {
    const [job, one, two] = [new Job<string>(), held(), held()];
    const first = job.run(one.work);
    const second = job.run(two.work);
    one.end('old');
    expect([await first, job.result, job.running]).toEqual([null, null, true]);
    two.end('new');
    expect([await second, job.result]).toEqual(['new', 'new']);
  });
});
