// The heights of many rows that stand one below the other: where a row begins, and which one is at a place, are found
// without walking through them, and so is what becomes of both when a row turns out higher than was guessed.

/** Rows from one to another, which is not among them. */
export type Span = { from: number; to: number };

/** A Fenwick tree: each place of `sums` holds the sum of as many rows before it as its lowest bit says. */
export class Heights {
  private readonly sums: Float64Array;
  private readonly own: Float64Array;
  private readonly top: number;

  constructor(heights: readonly number[]) {
    this.own = Float64Array.from(heights);
    this.sums = new Float64Array(heights.length + 1);
    for (let row = 1; row <= heights.length; row += 1) {
      this.sums[row] = (this.sums[row] ?? 0) + (this.own[row - 1] ?? 0);
      const parent = row + (row & -row);
      if (parent <= heights.length) this.sums[parent] = (this.sums[parent] ?? 0) + (this.sums[row] ?? 0);
    }
    this.top = heights.length === 0 ? 0 : 2 ** Math.floor(Math.log2(heights.length));
  }

  /** How many rows there are. */
  get rows(): number {
    return this.own.length;
  }

  /** All rows together. */
  get total(): number {
    return this.before(this.rows);
  }

  /** The height of a row. */
  of(row: number): number {
    return this.own[row] ?? 0;
  }

  /** Where a row begins. */
  before(row: number): number {
    let sum = 0;
    for (let at = Math.min(row, this.rows); at > 0; at -= at & -at) sum += this.sums[at] ?? 0;
    return sum;
  }

  /** Says how high a row is. */
  set(row: number, height: number): void {
    const more = height - this.of(row);
    if (more === 0 || row < 0 || row >= this.rows) return;
    this.own[row] = height;
    for (let at = row + 1; at <= this.rows; at += at & -at) this.sums[at] = (this.sums[at] ?? 0) + more;
  }

  /** The row at a place; the first above all of them, the last below. */
  at(y: number): number {
    let row = 0;
    let left = y;
    for (let step = this.top; step > 0; step >>= 1) {
      const sum = this.sums[row + step];
      if (sum !== undefined && sum <= left) {
        row += step;
        left -= sum;
      }
    }
    return Math.max(0, Math.min(row, this.rows - 1));
  }

  /** The rows that a stretch touches; none when it lies beside all of them. */
  touched(from: number, to: number): Span {
    if (this.rows === 0 || to <= 0) return { from: 0, to: 0 };
    if (from >= this.total) return { from: this.rows, to: this.rows };
    return { from: this.at(from), to: this.at(to) + 1 };
  }
}
