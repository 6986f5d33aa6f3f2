/**
 * Text work on one thread by stage, beside JSON.parse and JSON.parse + zod on the same 1.2 KB events: best of several
 * rounds of processor time. usage: node test/bench/text.ts [events] ; PEER_DIR names the folder of events.py.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { loadTagger, loadTaxonomy } from '../../pipelines/knowledge.ts';
import { PACKAGE_ROOT } from '../../src/root.ts';
import { closedTicketEvent } from '../../src/ticket/event.ts';
import { identifyLanguage } from '../../src/ticket/language.ts';
import { pseudonymKey } from '../../src/ticket/pseudonym.ts';
import { redact } from '../../src/ticket/redact.ts';
import { takeTicket } from '../../src/ticket/take.ts';
import type { Ticket } from '../../src/ticket/ticket.ts';
import { Analyser } from '../../src/tagging/analyse.ts';
import { packFacts } from '../../src/warehouse/pack.ts';

const events = Number(process.argv[2] ?? 8192);
const ROUNDS = 8;
const JOB = 512;
const peer = process.env['PEER_DIR'] ?? join(PACKAGE_ROOT, '..', 'shared', 'peer');
const python = process.env['PYTHON'] ?? 'python3';
const lines = execFileSync(python, [join(peer, 'events.py'), String(events)], { maxBuffer: 2 ** 31 })
  .toString()
  .trim()
  .split('\n');
const messages = lines.map((line) => Buffer.from(line));
const taxonomy = join(PACKAGE_ROOT, 'pipelines', 'taxonomy');
const key = pseudonymKey(new Uint8Array(32));
const now = Date.now();

/** Microseconds of processor time a ticket, best of the rounds. */
function best(work: () => unknown): number {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const began = process.cpuUsage();
    work();
    least = Math.min(least, process.cpuUsage(began).user / messages.length);
  }
  return least;
}

const take = (): Ticket[] =>
  messages.flatMap((message) => {
    const taken = takeTicket(message, now, key);
    return taken.ok ? [taken.ticket] : [];
  });

const began = performance.now();
const tagger = loadTagger(taxonomy, 0);
const loading = performance.now() - began;
const analyser = new Analyser(loadTaxonomy(taxonomy));
const tickets = take();
const tag = (some: readonly Ticket[]) =>
  some.map((ticket) => ({
    ticket,
    tagging: tagger.tag(ticket.complaintText, { language: ticket.language, role: ticket.userRole }),
    position: 0,
  }));
const tagged = tag(tickets);
const parse = best(() => messages.map((message) => JSON.parse(message.toString()) as unknown));
const checked = best(() => messages.map((message) => closedTicketEvent.safeParse(JSON.parse(message.toString()))));
const stages: readonly (readonly [name: string, microseconds: number])[] = [
  ['JSON.parse', parse],
  ['JSON.parse + zod', checked],
  ['taken: parsed, checked, redacted', best(take)],
  [
    '  of which language',
    best(() => tickets.map(({ complaintText: text, country }) => identifyLanguage(text, country ? { country } : {}))),
  ],
  ['  of which redaction', best(() => tickets.map(({ complaintText, language }) => redact(complaintText, language)))],
  ['tagged, sentiment, severity', best(() => tag(tickets))],
  [
    '  of which phrases and rules',
    best(() => tickets.map(({ complaintText, language }) => analyser.analyse(complaintText, { language }).fired)),
  ],
  [
    'packed for the warehouse',
    best(() => {
      for (let from = 0; from < tagged.length; from += JOB)
        packFacts({ stream: 's', label: 'l', tickets: tagged.slice(from, from + JOB), rejects: [] });
    }),
  ],
];
process.stdout.write(
  `${events} events, ${(messages.reduce((s, m) => s + m.length, 0) / events).toFixed(0)} bytes each; `,
);
process.stdout.write(`tagger loaded in ${loading.toFixed(0)} ms\n`);
for (const [name, microseconds] of stages)
  process.stdout.write(
    `${name.padEnd(34)} ${microseconds.toFixed(1).padStart(6)} us  ${(microseconds / checked).toFixed(1).padStart(5)} times JSON.parse + zod\n`,
  );
const whole = [stages[2]!, stages[5]!, stages[7]!].reduce((sum, [, microseconds]) => sum + microseconds, 0);
process.stdout.write(
  `${'all text work'.padEnd(34)} ${whole.toFixed(1).padStart(6)} us  ${(whole / checked).toFixed(1).padStart(5)} times JSON.parse + zod; ${Math.round(1e6 / whole)} tickets/s a thread\n`,
);
