import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'is not an id in kebab-case');
const topicId = z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, 'is not a topic id such as gifting.not-delivered');
const name = z.string().min(1);
const phrases = z
  .array(z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .transform((list) => list.map((phrase) => String(phrase).trim()).filter((phrase) => phrase !== ''));

/** Kinds of concepts: a thing, something that happens to it, a person, or the writer's stance. */
export const CONCEPT_KINDS = ['thing', 'happening', 'person', 'stance'] as const;

/** `concepts.yaml`: what languages name and topics combine. */
export const conceptsSchema = z.strictObject({
  concepts: z.record(
    id,
    z.strictObject({ en: name, zh: name, kind: z.enum(CONCEPT_KINDS), about: z.string().default('') }),
  ),
});

/** How a topic came out of others: another name, a part of one, several that became one. */
export const CHANGE_KINDS = ['renamed', 'split-from', 'merged-from'] as const;

const change = z
  .strictObject({
    since: z.iso.date({ error: 'is not a date such as 2026-10-01' }),
    kind: z.enum(CHANGE_KINDS),
    topics: z.array(topicId).min(1).describe('What it was called or counted under before; itself where it lives on'),
    en: name.optional().describe('What those were called, for people'),
    zh: name.optional(),
  })
  .superRefine(({ kind, topics }, context) => {
    if (kind !== 'merged-from' && topics.length > 1)
      context.addIssue({ code: 'custom', path: ['topics'], message: `names several topics; ${kind} is of one` });
  });

/** A group of alternatives: `lag|delay|freeze`. */
const group = z.string().transform((text) => text.split('|').map((part) => part.trim()));

const rule = z.strictObject({
  when: z.array(group).min(1).describe('Every group must be found; a group is alternatives, `lag|delay`'),
  not: z.array(z.string()).default([]).describe('None of these concepts may be found'),
  weight: z.number().min(0.1).max(6).default(3).describe('Log-odds that the rule adds'),
  together: z.boolean().default(false).describe('The groups must meet within one or two neighbouring clauses'),
});

/** An area file: its topics with owners and rules; every concept named must be known. */
export function areaSchema(concepts: ReadonlySet<string>) {
  const known = rule.superRefine((value, context) => {
    for (const concept of [...value.when.flat(), ...value.not])
      if (!concepts.has(concept)) context.addIssue({ code: 'custom', message: `names an unknown concept, ${concept}` });
  });
  const knownConcept = z
    .string()
    .refine((concept) => concepts.has(concept), { error: 'is not a concept of concepts.yaml' });
  const topic = z.strictObject({
    en: name,
    zh: name,
    owner: id,
    about: z.string().default(''),
    severity: z.int().min(0).max(3).default(1).describe('Ground severity, see severity.ts'),
    worse: z.array(knownConcept).default([]).describe('Concepts that raise the severity by one'),
    neighbours: z.array(topicId).default([]),
    rules: z.array(known).default([]),
    was: z.array(change).default([]).describe('Topics that it was split, merged or renamed from, oldest change first'),
  });
  return z.strictObject({ area: id, topics: z.record(id, topic) });
}

/** A language file: phrases of every concept, and words of feeling. */
export function languageSchema(concepts: ReadonlySet<string>) {
  return z
    .strictObject({
      language: z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z]+)?$/, 'is not a language code such as vi'),
      concepts: z.record(z.string(), phrases).default({}),
      positive: phrases.default([]),
      negative: phrases.default([]),
      intensifiers: phrases.default([]),
      negators: phrases.default([]),
    })
    .superRefine((value, context) => {
      for (const concept of Object.keys(value.concepts))
        if (!concepts.has(concept))
          context.addIssue({
            code: 'custom',
            path: ['concepts', concept],
            message: 'is not a concept of concepts.yaml',
          });
    });
}
