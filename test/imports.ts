import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const PURE = ['ticket', 'tagging', 'themes', 'trends', 'report'];
const EDGES = ['sources', 'embedding', 'warehouse', 'publish'];
const SHARED = ['errors.ts', 'progress.ts', 'yaml-file.ts', 'terminal.ts'];
/** node:crypto is deterministic hashing when only these are taken from it. */
const HASHING = /^\{\s*(?:(?:createHash|createHmac|hash)\s*,?\s*)+\}$/;
const FORBIDDEN_IN_PURE = [
  /\bDate\.now\(/,
  /\bnew Date\(\)/,
  /\bMath\.random\(/,
  /\bprocess\./,
  /\bperformance\.now\(/,
];

export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly names: string;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(?:type\s+)?([^'";]*?)\s*from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

/** Every import of one source file, paths resolved against the project root. */
export function importsOf(file: string, source: string): Arrow[] {
  return [...source.matchAll(IMPORT)].map((match) => {
    const target = match[2] ?? match[3] ?? match[4] ?? '';
    const to = target.startsWith('.') ? relative('/', resolve('/', dirname(file), target)) : target;
    return { from: file, to, names: (match[1] ?? '').trim() };
  });
}

function roomOf(path: string): string {
  const [top, second] = path.split('/');
  if (top === 'pipelines') return 'pipelines';
  if (second === 'cli') return 'top';
  return second !== undefined && !second.includes('.') ? second : 'top';
}

/** Why an arrow breaks the design; undefined when it is allowed. */
export function forbidden({ from, to, names }: Arrow): string | undefined {
  const room = roomOf(from);
  const local = to.startsWith('src/') || to.startsWith('pipelines/');
  if (!local) {
    if (!PURE.includes(room)) return undefined;
    if (to === 'node:crypto' && HASHING.test(names)) return undefined;
    if (to.startsWith('node:')) return `${from}: a pure room imports ${to}`;
    if (/duckdb|kafka/i.test(to)) return `${from}: a pure room imports ${to}`;
    return undefined;
  }
  const target = roomOf(to);
  if (target === room || SHARED.includes(to.replace('src/', ''))) return undefined;
  if (to === 'src/config.ts' && PURE.includes(room)) return `${from}: a pure room reads the configuration`;
  if (PURE.includes(room) && !PURE.includes(target)) return `${from}: pure room ${room} imports ${target}`;
  if (EDGES.includes(room) && (EDGES.includes(target) || target === 'pipelines'))
    return `${from}: edge ${room} imports ${target}`;
  if (room !== 'pipelines' && room !== 'top' && target === 'pipelines') return `${from}: ${room} imports pipelines`;
  return undefined;
}

/** Uses of clock, randomness, environment in a pure room's source. */
export function impurities(file: string, source: string): string[] {
  if (!PURE.includes(roomOf(file))) return [];
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
  return FORBIDDEN_IN_PURE.filter((pattern) => pattern.test(code)).map((pattern) => `${file}: uses ${pattern.source}`);
}

/** All TypeScript files below the folders, as project-relative paths. */
export function sourceFiles(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
}

export function readSource(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
