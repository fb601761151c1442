// A list that is read from the app, and read again when a notice says that it changed. Readings never overtake.
import { ApiError } from '../api/error';

export class ReadList<T> {
  items = $state.raw<T[]>([]);
  ready = $state(false);
  problem = $state<ApiError | null>(null);
  private reading: Promise<void> | null = null;
  private again = false;

  constructor(private readonly read: () => Promise<T[]>) {}

  load(): Promise<void> {
    if (this.reading) {
      this.again = true;
      return this.reading;
    }
    this.reading = this.run().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  private async run(): Promise<void> {
    do {
      this.again = false;
      try {
        this.items = await this.read();
        this.problem = null;
      } catch (thrown) {
        this.problem = ApiError.from(thrown);
      }
      this.ready = true;
    } while (this.again);
  }
}
