import { Fault } from '../errors.ts';

const FULL = /no space left|disk quota|file too large|ENOSPC|EDQUOT|EFBIG/i;
const FORBIDDEN = /read-only file system|permission denied|operation not permitted|EACCES|EROFS|EPERM/i;
/** What DuckDB says when another process holds the file. */
export const OTHER_OWNER = /set lock on file|being used by another process/i;
const DAMAGED_LOG = /replaying WAL|WAL file/i;
const DAMAGED = /corrupt|checksum|database has been invalidated|not a valid DuckDB database/i;

/** The write-ahead log beside a warehouse file cannot be read. */
export function damagedLog(file: string, cause?: unknown): Fault {
  return new Fault('warehouse-damaged', `The write-ahead log ${file}.wal is damaged.`, {
    cause,
    next: 'Restore a backup; or move that file away: then the warehouse is as of its last checkpoint, Kafka’s messages since are read again, and files taken since must be taken again.',
  });
}

/** The warehouse file cannot be read. */
export function damagedFile(file: string, cause: unknown): Fault {
  return new Fault('warehouse-damaged', `The warehouse ${file} is damaged or not a warehouse.`, {
    cause,
    next: 'Restore it from a backup, or move it away and ingest again.',
  });
}

/**
 * What an error of DuckDB or the file system about storage means to an operator: disk full, folder not writable, file
 * damaged, out of memory. Anything else comes back as it is.
 */
export function storageFault(error: Error, file: string): Error {
  if (error instanceof Fault) return error;
  const text = `${error.message} ${(error as NodeJS.ErrnoException).code ?? ''}`;
  if (OTHER_OWNER.test(text)) return error;
  if (FULL.test(text)) {
    return new Fault('disk-full', `The disk is full: ${file} could not be written.`, {
      cause: error,
      retryable: true,
      next: 'Free space and start again; what was not committed is taken again.',
    });
  }
  if (FORBIDDEN.test(text)) {
    return new Fault('warehouse-unwritable', `The data folder of ${file} can’t be written.`, {
      cause: error,
      next: 'Check its owner and permissions, or name another with GROUNDSWELL_DATA_DIR.',
    });
  }
  if (/out of memory|could not allocate/i.test(text)) {
    return new Fault('out-of-memory', 'DuckDB needs more memory than memoryLimit allows.', {
      cause: error,
      next: 'Raise memoryLimit (GROUNDSWELL_MEMORY_LIMIT) and start again.',
    });
  }
  if (DAMAGED_LOG.test(text)) return damagedLog(file, error);
  return DAMAGED.test(text) ? damagedFile(file, error) : error;
}
