import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { Fault } from './errors.ts';
import { about, days, kafka, timeZone, type SettingMeta } from './settings.ts';

const schema = z.strictObject({
  dataDir: about(z.string().min(1).default('data'), 'Folder that everything written lies under'),
  pipelinesDir: about(
    z.string().default(''),
    'Folder of taxonomy, teams, events and actions; empty: the one that comes with the program',
  ),
  timeZone: about(timeZone.default('UTC'), 'Time zone in which weeks begin'),
  threads: about(
    z.int().min(1).max(64).default(Math.max(1, availableParallelism())),
    'Worker threads for text; default: one a core',
  ),
  memoryLimit: about(
    z
      .string()
      .regex(/^\d+(MB|GB)$/, 'is not of the form 1GB or 512MB')
      .default('450MB'),
    'Memory DuckDB may use',
  ),
  pseudonymKey: about(
    z.string().default(''),
    'Keys of user pseudonyms, oldest first, one a line; empty: one is made in the data folder on first start',
    true,
  ),
  maxMessageBytes: about(z.int().min(1000).default(1_048_576), 'A larger message is rejected'),
  kafka: kafka.prefault({}),
  tagging: z
    .strictObject({
      threshold: about(
        z.number().min(0).max(1).default(0),
        'Least confidence of a topic; 0: the one chosen in training',
      ),
    })
    .prefault({}),
  themes: z
    .strictObject({
      enabled: about(z.boolean().default(true), 'Find themes in the weekly run'),
      embeddings: z
        .strictObject({
          url: about(
            z
              .string()
              .refine((url) => url === '' || /^https?:\/\/[^/]/.test(url), { error: 'is not an http or https address' })
              .default(''),
            'Embedding server that speaks /v1/embeddings, for themes; redacted texts are sent to it; empty: none',
          ),
          model: about(z.string().default(''), 'Its model'),
          key: about(z.string().default(''), 'Its key', true),
        })
        .prefault({}),
    })
    .prefault({}),
  trends: z
    .strictObject({
      budget: about(
        z.number().min(0.1).max(50).default(1),
        'False alarms a week that a team accepts over all its series',
      ),
      falseDiscoveryRate: about(
        z.number().min(0.001).max(0.5).default(0.1),
        'Share of false flags accepted among the flags of a run',
      ),
      actives: about(
        z.string().default(''),
        'File of active users by week and country (CSV, NDJSON, Parquet), the denominator of judgements; empty: `actives.*` in the pipelines folder, if there is one',
      ),
    })
    .prefault({}),
  sql: z
    .strictObject({
      timeoutSeconds: about(
        z.number().min(0.1).max(86_400).default(60),
        'Longest a query of `sql` may take, in seconds',
      ),
    })
    .prefault({}),
  report: z
    .strictObject({
      quoteUsers: about(
        z.int().min(2).max(1000).default(5),
        'Quotes are shown only when so many different users are behind the claim',
      ),
      weeksShown: about(z.int().min(4).max(104).default(26), 'Weeks drawn in charts'),
    })
    .prefault({}),
  retention: z
    .strictObject({
      textDays: about(
        days(35),
        'Days after which the text of a ticket is removed, with the words that decided its topics and the quotes of reports; 0: never, else 35 or more',
      ),
      ticketDays: about(
        days(91),
        'Days after which whole weeks of tickets are removed while their numbers stay; 0: never, else 91 or more',
      ),
    })
    .prefault({}),
  monitor: z
    .strictObject({
      port: about(
        z.int().min(0).max(65_535).default(0),
        'Port on which `run` answers /metrics (Prometheus), /healthz and /status; 0: none',
      ),
      host: about(z.string().default('127.0.0.1'), 'Address it listens on'),
    })
    .prefault({}),
  schedule: z
    .strictObject({
      weekly: about(z.string().default('0 6 * * 1'), 'Cron expression of the weekly run'),
      timeZone: about(timeZone.default('UTC'), 'Time zone of that expression'),
      snapshotMinutes: about(z.int().min(1).default(15), 'Minutes between snapshots while `run` follows Kafka'),
    })
    .prefault({}),
});

/** All settings, checked and with defaults filled in. */
export type Config = z.infer<typeof schema>;

/** A setting as documentation lists it. */
export interface SettingDoc {
  /** Path in the configuration file, e.g. `kafka.brokers`. */
  readonly path: string;
  /** Environment variable that wins over the file. */
  readonly variable: string;
  readonly description: string;
  readonly secret: boolean;
  readonly default: unknown;
}

function variableOf(path: readonly string[]): string {
  return `GROUNDSWELL_${path.map((part) => part.replaceAll(/[A-Z]/g, (c) => `_${c}`).toUpperCase()).join('_')}`;
}

function leaves(shape: z.ZodType, path: readonly string[] = []): { path: readonly string[]; schema: z.ZodType }[] {
  let inner: z.ZodType = shape;
  while (inner instanceof z.ZodPrefault) inner = inner.unwrap() as z.ZodType;
  if (!(inner instanceof z.ZodObject)) return [{ path, schema: shape }];
  return Object.entries(inner.shape).flatMap(([key, child]) => leaves(child as z.ZodType, [...path, key]));
}

const LEAVES = leaves(schema);

/** Every setting with its variable, meaning and default. */
export function settingDocs(): SettingDoc[] {
  return LEAVES.map(({ path, schema: leaf }) => {
    const meta = leaf.meta() as unknown as SettingMeta | undefined;
    return {
      path: path.join('.'),
      variable: variableOf(path),
      description: meta?.description ?? '',
      secret: meta?.secret ?? false,
      default: leaf.parse(undefined),
    };
  });
}

type Tree = { [key: string]: unknown };

function put(tree: Tree, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const child = tree[key];
  const next: Tree = typeof child === 'object' && child !== null ? (child as Tree) : {};
  tree[key] = next;
  put(next, rest, value);
}

function parseVariable(text: string, fallback: unknown): unknown {
  if (Array.isArray(fallback))
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  if (typeof fallback === 'number') return text.trim() === '' ? Number.NaN : Number(text);
  if (typeof fallback === 'boolean')
    return /^(1|true|yes|on)$/i.test(text) ? true : /^(0|false|no|off)$/i.test(text) ? false : text;
  return text;
}

function readJson(file: string): Tree {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Fault('bad-config', `${file} is not valid JSON: ${(cause as Error).message}.`, {
      cause,
      next: 'Correct the file or remove it.',
    });
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Tree;
  throw new Fault('bad-config', `${file} holds no JSON object.`, {
    next: 'Write settings as {"timeZone": "Asia/Singapore"}.',
  });
}

function secretFromFile(
  variable: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const file = environment[`${variable}_FILE`];
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Fault('bad-config', `${variable}_FILE names a file that can’t be read: ${file}.`, {
      cause,
      next: 'Check the path and its permissions.',
    });
  }
}

function overlay(
  tree: Tree,
  file: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  for (const { path, secret, variable, default: fallback } of settingDocs()) {
    const keys = path.split('.');
    const inFile = keys.reduce<unknown>(
      (node, key) => (typeof node === 'object' && node !== null ? (node as Tree)[key] : undefined),
      tree,
    );
    if (secret && inFile !== undefined) {
      throw new Fault('bad-config', `${file}: ${path} is a secret and does not belong in a file.`, {
        next: `Set ${variable} or ${variable}_FILE instead.`,
      });
    }
    const value = environment[variable] ?? (secret ? secretFromFile(variable, environment) : undefined);
    if (value !== undefined && value !== '') put(tree, keys, parseVariable(value, fallback));
  }
}

function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set(
    settingDocs().flatMap((doc) => [doc.variable, ...(doc.secret ? [`${doc.variable}_FILE`] : [])]),
  );
  known.add('GROUNDSWELL_CONFIG');
  return Object.keys(environment).filter((name) => name.startsWith('GROUNDSWELL_') && !known.has(name));
}

/**
 * Reads the configuration file and the environment (the variable wins) and checks them as a whole.
 * Throws Fault('bad-config') that lists every problem at once; values of secrets are never part of it.
 */
export function loadConfig(
  options: { file?: string; environment?: Readonly<Record<string, string | undefined>> } = {},
): Config {
  const environment = options.environment ?? process.env;
  const named = options.file ?? environment['GROUNDSWELL_CONFIG'];
  const file = named ?? 'groundswell.config.json';
  if (named !== undefined && !existsSync(named)) {
    throw new Fault('bad-config', `The configuration file ${named} does not exist.`, { next: 'Check the path.' });
  }
  const tree = existsSync(file) ? readJson(file) : {};
  overlay(tree, file, environment);
  const problems = unknownVariables(environment).map((name) => `${name} is not a setting`);
  const result = schema.safeParse(tree);
  if (!result.success) problems.push(...result.error.issues.map((issue) => describeIssue(issue)));
  if (problems.length > 0 || !result.success) {
    throw new Fault(
      'bad-config',
      `The configuration has ${problems.length} problem${problems.length === 1 ? '' : 's'}: ${problems.join('; ')}.`,
      {
        next: 'The README lists all settings.',
      },
    );
  }
  return result.data;
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return `${[path, issue.keys.join(', ')].filter((p) => p !== '').join('.')} is not a setting`;
  const where = path === '' ? 'the file' : `${path} (${variableOf(issue.path.map(String))})`;
  return `${where} ${issue.message.replace(/^Invalid input: /, '').replace(/^Too (small|big): /, '')}`;
}

/** The configuration file's JSON Schema, for editors. */
export function configJsonSchema(): unknown {
  return z.toJSONSchema(schema, { io: 'input' });
}
