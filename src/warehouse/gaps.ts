/** Positions from `from` up to, not including, `to` that a warehouse does not hold, and why. */
export interface Hole {
  readonly from: number;
  readonly to: number;
  readonly cause: string;
}

/** What a warehouse holds of a stream: everything before `next` except the gaps. */
export interface Holding {
  readonly next: number;
  readonly gaps: readonly Hole[];
}

/** Everything before `end` that a holding lacks. Its gaps may overlap; what was never reached counts as the group's. */
function holesOf({ next, gaps }: Holding, end: number): Hole[] {
  return next < end ? [...gaps, { from: next, to: end, cause: 'group' }] : [...gaps];
}

/**
 * What neither of two holdings of one stream has, up to the further one's next position, in order and without overlap.
 * Deleted (`retention`) outweighs passed over (`group`): nobody can read it any more.
 */
export function commonHoles(a: Holding, b: Holding): Hole[] {
  const end = Math.max(a.next, b.next);
  const [left, right] = [holesOf(a, end), holesOf(b, end)];
  const cuts = [...new Set([...left, ...right].flatMap(({ from, to }) => [from, to]))].toSorted((x, y) => x - y);
  const found: Hole[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i]!, Math.min(cuts[i + 1]!, end)];
    const over = (holes: readonly Hole[]): Hole[] => holes.filter((hole) => hole.from <= from && hole.to >= to);
    const [here, there] = [over(left), over(right)];
    if (from >= to || here.length === 0 || there.length === 0) continue;
    const cause = [...here, ...there].some((hole) => hole.cause === 'retention') ? 'retention' : 'group';
    const last = found.at(-1);
    if (last !== undefined && last.to === from && last.cause === cause) found[found.length - 1] = { ...last, to };
    else found.push({ from, to, cause });
  }
  return found;
}
