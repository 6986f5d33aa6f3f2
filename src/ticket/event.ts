import { z } from 'zod';

const OPTIONAL_TEXT = z.string().max(256).nullish();
const time = z.string().max(40).meta({ format: 'date-time', description: 'ISO-8601 with offset' });
const money = z
  .string()
  .regex(/^-?\d{1,14}(\.\d{1,4})?$/)
  .meta({ description: 'Decimal string, up to four decimals' });

const message = z.object({
  at: time.nullish(),
  author: z.enum(['user', 'agent', 'bot', 'system']),
  text: z.string().max(20_000),
});

/** The closed-ticket event as desks send it: required identity and times, everything else optional; unknown fields are kept out. */
export const closedTicketEvent = z
  .object({
    ticket_id: z.string().min(1).max(128),
    closed_at: time,
    created_at: time,
    first_response_at: time.nullish(),
    channel: z.enum(['in_app', 'chat', 'email', 'phone', 'social', 'web', 'other']).nullish(),
    language: z.string().max(35).nullish(),
    country: z
      .string()
      .regex(/^[A-Za-z]{2}$/)
      .nullish(),
    user_id: z.string().min(1).max(256),
    user_role: z.enum(['viewer', 'host', 'agency']).nullish(),
    subject: z.string().max(1000).nullish(),
    messages: z.array(message).max(2000).nullish(),
    product: z
      .object({
        feature: OPTIONAL_TEXT,
        app_version: OPTIONAL_TEXT,
        os: OPTIONAL_TEXT,
        os_version: OPTIONAL_TEXT,
        device: OPTIONAL_TEXT,
        network: OPTIONAL_TEXT,
      })
      .nullish(),
    vendor: OPTIONAL_TEXT,
    team: OPTIONAL_TEXT,
    agent_id: OPTIONAL_TEXT,
    category: OPTIONAL_TEXT,
    resolution: z
      .object({
        code: OPTIONAL_TEXT,
        first_contact: z.boolean().nullish(),
        reopened: z.int().min(0).max(10_000).nullish(),
        escalated_to: OPTIONAL_TEXT,
        escalated_at: time.nullish(),
        kb_articles: z.array(z.string().max(256)).max(1000).nullish(),
      })
      .nullish(),
    csat: z.int().min(1).max(5).nullish(),
    bot: z.object({ handled: z.boolean().nullish(), handed_off_at: time.nullish() }).nullish(),
    effort: z
      .object({
        handle_minutes: z.number().min(0).max(1_000_000).nullish(),
        cost: money.nullish(),
        refund: money.nullish(),
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/)
          .nullish(),
      })
      .nullish(),
    session_id: OPTIONAL_TEXT,
  })
  .meta({ title: 'Closed ticket', description: 'One closed support conversation' });

/** An event that fits the schema; times are not checked yet. */
export type ClosedTicketEvent = z.infer<typeof closedTicketEvent>;

/** JSON Schema (2020-12) of the closed-ticket event, for producers. */
export function eventJsonSchema(): unknown {
  return z.toJSONSchema(closedTicketEvent, { io: 'input' });
}

const KNOWN: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(closedTicketEvent.shape).flatMap(([name, schema]) => {
    let inner: z.ZodType = schema;
    while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) inner = inner.unwrap() as z.ZodType;
    const own: [string, ReadonlySet<string>][] =
      inner instanceof z.ZodObject ? [[name, new Set(Object.keys(inner.shape))]] : [];
    return own;
  }),
);
const TOP: ReadonlySet<string> = new Set(Object.keys(closedTicketEvent.shape));
/** Names that are reported as they are; a stranger one could carry anything, so it is not repeated. */
const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,40}$/;

/** Fields of an event that the contract does not know, dotted; at most 20. */
export function unknownFields(event: Readonly<Record<string, unknown>>): string[] {
  const found: string[] = [];
  const note = (name: string): void => {
    if (found.length < 20) found.push(PLAIN_NAME.test(name) ? name : 'unprintable');
  };
  for (const name in event) {
    if (!TOP.has(name)) note(name);
    const known = KNOWN.get(name);
    const child = event[name];
    if (known === undefined || typeof child !== 'object' || child === null) continue;
    for (const inner in child) if (!known.has(inner)) note(`${name}.${inner}`);
  }
  return found;
}
