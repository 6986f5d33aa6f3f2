import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { listValue } from '@duckdb/node-api';
import { compactFile } from './compact-file.ts';
import { storageFault } from './faults.ts';
import { checkVersions, mergeMember, type MergeCounts } from './merge.ts';
import { openDatabase, type OpenDatabase, type WarehouseSettings } from './open.ts';
import { joinColumns, type PackedFacts } from './pack.ts';
import { readRows, runNamed, type Parameters, type Row } from './rows.ts';
import { publishSnapshot, type SnapshotResult } from './snapshot.ts';
import { rebuildMarts, refreshMarts } from './refresh.ts';

/** Where a stream stands. */
export interface StreamMark {
  readonly position: number;
  readonly detail: string;
}

/** One transaction's worth of facts. */
export interface Commit {
  readonly packed: readonly PackedFacts[];
  /** For every stream of the batch, what is expected next. */
  readonly offsets: readonly {
    readonly stream: string;
    readonly label: string;
    readonly position: number;
    readonly detail: string;
  }[];
  /** Ranges of positions that were passed over to get there. */
  readonly gaps?: readonly {
    readonly stream: string;
    readonly label: string;
    readonly from: number;
    readonly to: number;
    readonly cause: string;
  }[];
  readonly taggerVersion: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A statement of `sql/`, by name, with its parameters. */
export interface Step {
  readonly name: string;
  readonly parameters: Parameters;
}

/** The warehouse, held by its one owner. All statements run on one connection, one after the other. */
export class Warehouse {
  readonly dataDir: string;
  readonly #settings: WarehouseSettings;
  #open: OpenDatabase;
  #batch: number;
  /** True once a person or ticket was erased: then commits look for what must not come back. */
  #hasErased: boolean;
  #turn: Promise<unknown> = Promise.resolve();
  #snapshot: Promise<unknown> = Promise.resolve();

  constructor(
    settings: WarehouseSettings,
    open: OpenDatabase,
    { batch, hasErased }: { readonly batch: number; readonly hasErased: boolean },
  ) {
    this.dataDir = settings.dataDir;
    this.#settings = settings;
    this.#hasErased = hasErased;
    this.#open = open;
    this.#batch = batch;
  }

  /** Runs `work` when all earlier work is done, so that statements of two callers never mix in one transaction. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work, work).catch((error: unknown) => {
      throw this.#fault(error);
    });
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #fault(error: unknown): Error {
    return storageFault(error as Error, join(this.dataDir, 'warehouse.duckdb'));
  }

  async #transaction(work: () => Promise<void>): Promise<void> {
    await this.#open.connection.run('begin');
    try {
      await work();
      await this.#open.connection.run('commit');
    } catch (error) {
      await this.#open.connection.run('rollback').catch(() => undefined);
      throw error;
    }
  }

  /** Where every stream stands, committed. */
  offsets(): Promise<Map<string, StreamMark>> {
    return this.#inTurn(async () => {
      const rows = await readRows(this.#open.connection, 'select stream, position, detail from ops.offsets');
      return new Map(
        rows.map((r) => [r['stream'] as string, { position: r['position'] as number, detail: r['detail'] as string }]),
      );
    });
  }

  /**
   * Stores facts, tags, rejects and positions in one transaction. What lies before a stream's committed position is left
   * out, so that a batch delivered twice changes nothing.
   */
  commit(commit: Commit): Promise<void> {
    return this.#inTurn(() => this.#transaction(() => this.#append(commit)));
  }

  /**
   * Stores messages that were refused before, whatever lies before the committed positions: in one transaction they become
   * tickets, or are refused anew and keep the time of their first refusal.
   */
  retake(commit: Commit): Promise<void> {
    return this.#inTurn(() =>
      this.#transaction(async () => {
        await this.#append(commit, true);
        for (const name of ['times', 'forget'])
          await runNamed(this.#open.connection, `warehouse/retake-${name}`, { batch: this.#batch });
      }),
    );
  }

  async #append({ packed, offsets, gaps = [], taggerVersion, now }: Commit, again = false): Promise<void> {
    const batch = ++this.#batch;
    const append = async (name: string, packs: readonly Uint8Array[], parameters: Parameters): Promise<void> => {
      if (packs.length > 0)
        await runNamed(this.#open.connection, name, {
          ...parameters,
          again,
          batch,
          columns: listValue(joinColumns(packs)),
        });
    };
    const held = (count: (part: PackedFacts) => number): PackedFacts[] => packed.filter((part) => count(part) > 0);
    const tickets = held(({ ticketCount }) => ticketCount).map((part) => part.tickets);
    const topics = held(({ topicCount }) => topicCount).map((part) => part.topics);
    const rejects = held(({ rejectCount }) => rejectCount).map((part) => part.rejects);
    await append('warehouse/append-closings', tickets, { now, tagger: taggerVersion });
    await append('warehouse/append-topics', topics, {});
    await append('warehouse/append-rejects', rejects, { now });
    if (this.#hasErased)
      for (const name of [
        'erase/refuse-closings',
        'retention/refuse-closings',
        'erase/refuse-topics',
        'erase/refuse-rows',
      ])
        await runNamed(this.#open.connection, name, { batch });
    for (const gap of gaps) await runNamed(this.#open.connection, 'warehouse/note-gap', { ...gap, now });
    for (const { stream, label, position, detail } of offsets) {
      await this.#open.connection.run('delete from ops.offsets where stream = $stream', { stream });
      await this.#open.connection.run(
        'insert into ops.offsets values ($stream, $label, $position, $detail, make_timestamptz($now::bigint * 1000))',
        { stream, label, position, detail, now },
      );
    }
  }

  /** Compacts what was committed since the last time and rebuilds the marts of the weeks it touches; returns their Mondays. */
  refresh(): Promise<string[]> {
    return this.#inTurn(async () => {
      let weeks: string[] = [];
      await this.#transaction(async () => {
        weeks = await refreshMarts(this.#open.connection, this.#batch);
      });
      return weeks;
    });
  }

  /** Rows of `sql/<name>.sql`. */
  rows(name: string, parameters: Parameters = {}): Promise<Row[]> {
    return this.#inTurn(() => runNamed(this.#open.connection, name, parameters));
  }

  /**
   * Runs `sql/<name>.sql` once, in a transaction, after handing it rows: the statement reads them from the parameter
   * `$rows`, a JSON array. `before` are statements of the same transaction, run first.
   */
  write(steps: readonly Step[]): Promise<void> {
    return this.#inTurn(() =>
      this.#transaction(async () => {
        await this.#runAll(steps);
      }),
    );
  }

  async #runAll(steps: readonly Step[]): Promise<void> {
    for (const { name, parameters } of steps) await runNamed(this.#open.connection, name, parameters);
  }

  /**
   * Like `write`, after which the marts of the weeks that the statements left in the temporary table `touched` are built
   * anew in the same transaction; returns their Mondays.
   */
  rewrite(steps: readonly Step[]): Promise<string[]> {
    return this.#inTurn(async () => {
      let weeks: string[] = [];
      await this.#transaction(async () => {
        await this.#runAll(steps);
        weeks = await rebuildMarts(this.#open.connection);
      });
      await this.#readErased();
      return weeks;
    });
  }

  /**
   * Takes over what only the warehouse in `file` holds, in one transaction: closings, topics, refusals, corrections, what
   * was erased, positions and gaps. Merging again changes nothing. Throws Fault('warehouse-newer' | 'warehouse-damaged').
   */
  merge(file: string, now: number): Promise<MergeCounts> {
    return this.#inTurn(async () => {
      const quoted = file.replaceAll("'", "''");
      await this.#open.connection.run(`attach '${quoted}' as member (read_only)`);
      try {
        await checkVersions(this.#open.connection, file);
        let counts: MergeCounts = { closings: 0, rejects: 0 };
        await this.#transaction(async () => {
          counts = await mergeMember(this.#open.connection, ++this.#batch, now);
        });
        await this.#readErased();
        return counts;
      } finally {
        await this.#open.connection.run('detach member');
      }
    });
  }

  async #readErased(): Promise<void> {
    const [erased] = await runNamed(this.#open.connection, 'erase/any');
    this.#hasErased = erased?.['any'] === true;
  }

  /**
   * Publishes `insights.duckdb` and the Parquet of the weeks that changed, of the given ones (Mondays) in any case;
   * commits go on meanwhile.
   */
  snapshot(weeks: readonly string[]): Promise<SnapshotResult> {
    const work = (): Promise<SnapshotResult> =>
      publishSnapshot(this.#open.connection, this.dataDir, weeks, (step) => this.#inTurn(step));
    const result = this.#snapshot.then(work, work).catch((error: unknown) => {
      throw this.#fault(error);
    });
    this.#snapshot = result.catch(() => undefined);
    return result;
  }

  /**
   * Writes the file anew, so that no free block keeps what was deleted; the owner gives it free for a moment. After it
   * commits look again for what may not come back.
   */
  async writeAnew(): Promise<void> {
    await this.#snapshot;
    await this.#inTurn(async () => {
      await this.#open.connection.run('checkpoint');
      closeDatabase(this.#open);
      await compactFile(this.dataDir);
      this.#open = await openDatabase(this.#settings);
      await this.#readErased();
    });
  }

  /** Checkpoints, closes and gives the file free. */
  async close(): Promise<void> {
    await this.#snapshot;
    await this.#inTurn(() => this.#open.connection.run('checkpoint').catch(() => undefined));
    closeDatabase(this.#open);
    rmSync(join(this.dataDir, 'owner.json'), { force: true });
  }
}

function closeDatabase({ connection, instance }: OpenDatabase): void {
  connection.closeSync();
  instance.closeSync();
}

/** Opens the warehouse of a data folder as its owner; see `openDatabase` for faults. */
export async function openWarehouse(settings: WarehouseSettings): Promise<Warehouse> {
  const open = await openDatabase(settings);
  chmodSync(open.file, 0o600);
  const [last] = await runNamed(open.connection, 'warehouse/last-batch');
  const [erased] = await runNamed(open.connection, 'erase/any');
  return new Warehouse(settings, open, { batch: last?.['batch'] as number, hasErased: erased?.['any'] === true });
}
