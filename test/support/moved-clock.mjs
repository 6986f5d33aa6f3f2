// Loaded with --import into a child process and its threads: the clock is off by CLOCK_OFFSET_MS, and jumps by CLOCK_JUMP_MS
// once it has been read CLOCK_JUMP_AFTER times.
const [offset, jump, after] = ['CLOCK_OFFSET_MS', 'CLOCK_JUMP_MS', 'CLOCK_JUMP_AFTER'].map((name) =>
  Number(process.env[name] ?? 0),
);
const RealDate = Date;
let read = 0;
const now = () => RealDate.now() + offset + (after > 0 && ++read > after ? jump : 0);
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [now()] : parts));
  }
  static now() {
    return now();
  }
};
