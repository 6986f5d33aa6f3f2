import { seeded } from '../../src/tagging/random.ts';
import type { ThemeDoc } from '../../src/themes/doc.ts';

const MATTERS: Readonly<Record<string, readonly string[][]>> = {
  gift: [
    ['my gift', 'the rose', 'the lion gift'],
    ['never arrived', 'did not arrive', 'was not received'],
    ['by the host', 'in the room', 'after sending'],
  ],
  payout: [
    ['my withdrawal', 'the payout', 'cash out'],
    ['is pending', 'still pending', 'was rejected'],
    ['at the bank', 'since monday', 'for days'],
  ],
  audio: [
    ['the sound', 'my microphone', 'audio'],
    ['echoes badly', 'is silent', 'cuts off'],
    ['while co hosting', 'on stage', 'during live'],
  ],
  login: [
    ['password code', 'verification code', 'login code'],
    ['never comes', 'not sent', 'is invalid'],
    ['by sms', 'to my phone', 'when signing in'],
  ],
  wall: [
    ['gift wall', 'the wall of gifts', 'my gift wall'],
    ['stays empty', 'is empty', 'shows nothing'],
    ['after room change', 'when changing rooms', 'after switching room'],
  ],
};

/** Seeded tickets about one matter, each with some words of its own. */
export function ticketsOf(matter: string, count: number, seed: number, prefix: string): ThemeDoc[] {
  const random = seeded(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const own = [
    'today',
    'again',
    'why',
    'android',
    'iphone',
    'tonight',
    'help',
    'really',
    'twice',
    'update',
    'friend',
    'morning',
  ];
  return Array.from({ length: count }, (_, i) => ({
    id: `${prefix}-${matter}-${i}`,
    text: `${pick(own)} ${(MATTERS[matter] ?? []).map(pick).join(' ')} ${pick(own)} ${pick(own)}`,
    language: 'en',
    userKey: `${prefix}-${matter}-user-${i % Math.max(1, Math.ceil(count * 0.8))}`,
  }));
}

/** A week of several matters, in a fixed order. */
export function weekOf(sizes: Readonly<Record<string, number>>, seed: number): ThemeDoc[] {
  return Object.entries(sizes).flatMap(([matter, count], m) => ticketsOf(matter, count, seed * 100 + m, `w${seed}`));
}
