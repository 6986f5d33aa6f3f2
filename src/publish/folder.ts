import { chmod, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Fault } from '../errors.ts';

/** A file to publish: its name inside the folder, and its whole text. */
export interface PublishedFile {
  readonly name: string;
  readonly text: string;
}

function unwritable(path: string, cause: unknown): Fault {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) {
    return new Fault('disk-full', `The disk is full: ${path} could not be written.`, {
      cause,
      retryable: true,
      next: 'Free space and run the same command again; nothing is lost.',
    });
  }
  return new Fault('publish-failed', `${path} could not be written (${code}).`, {
    cause,
    next: 'Check that the folder exists and may be written by this user.',
  });
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes one file so that a reader sees the old text or the new, never half of it; mode 0600. Throws Fault('publish-failed' | 'disk-full'). */
export async function publishFile(path: string, text: string): Promise<void> {
  const draft = `${path}.draft`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeDurably(draft, text);
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw unwritable(path, cause);
  }
}

async function swap(draft: string, folder: string): Promise<void> {
  const old = `${folder}.old`;
  await rm(old, { recursive: true, force: true });
  await rename(folder, old).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause;
  });
  await rename(draft, folder);
  await rm(old, { recursive: true, force: true });
}

/**
 * Publishes a whole folder: the files are written aside, then the folder takes the place of its predecessor by rename.
 * A crash leaves either the old folder or the new one, and drafts that the next publication removes.
 */
export async function publishFolder(folder: string, files: readonly PublishedFile[]): Promise<void> {
  const draft = `${folder}.draft`;
  try {
    await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { mode: 0o700 });
    for (const { name, text } of files) await writeDurably(join(draft, name), text);
    await swap(draft, folder);
    await chmod(folder, 0o700);
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

/** The text of every file in a published folder by name; undefined when the folder is not there. */
export async function readFolder(folder: string): Promise<Map<string, string> | undefined> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch {
    return undefined;
  }
  const texts = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
  );
  return new Map(texts);
}
