const GROUPS: readonly (readonly [number, string])[] = [
  [3, '😍🥰❤💖💕😘🤩💗💓💞'],
  [2, '😊😁😄😃😀🙏👍👏💪🎉🙌☺😇🤗👌✨💯🌹🥳♥😻'],
  [1, '🙂😉😂🤣😅✌😎'],
  [-1, '😕😐😑🤔😬😓😥😟🙁☹😮😳🫠🥲😴🤷🤦'],
  [-2, '😢😭😞😔😩😫😣😖😰😨😱💔👎🙄😒😤🥺🫤😵🤧'],
  [-3, '😡😠🤬💩🤮🖕👿☠🤢🔪😾🤡'],
];
const MOCKING = new Set(Array.from('🙄😒🤡🙃😑😏🫠💀🤦🤮😤', (symbol) => symbol.codePointAt(0) ?? 0));

const VALENCE = new Map<number, number>();
for (const [value, symbols] of GROUPS) for (const symbol of symbols) VALENCE.set(symbol.codePointAt(0) ?? 0, value);

/** Valence of an emoji, −3 … 3; 0 when it carries no feeling that we know. */
export function emojiValence(codePoint: number): number {
  return VALENCE.get(codePoint) ?? 0;
}

/** True of emoji that turn praise beside them into mockery. */
export function mocks(codePoint: number): boolean {
  return MOCKING.has(codePoint);
}
