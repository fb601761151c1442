// A package on its way into the library, from the file that is chosen to what became of it.
import { call } from '../api/call';
import { ApiError } from '../api/error';
import type { Imported } from '../api/gen';
import { freshId } from '../api/id';
import { host } from '../host';

class Arrival {
  busy = $state(false);
  result = $state.raw<Imported | null>(null);
  problem = $state.raw<ApiError | null>(null);

  /** Asks for the file and takes it in. */
  async choose(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const file = await host().act('open_package');
      if (file) this.result = await call('import', { file, job: freshId() });
    } catch (thrown) {
      this.problem = ApiError.from(thrown);
    } finally {
      this.busy = false;
    }
  }

  close(): void {
    [this.result, this.problem] = [null, null];
  }
}

export const arrival = new Arrival();
