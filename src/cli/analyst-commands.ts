import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { promptForSql, renderAnswer, type SqlFormat } from '../../pipelines/sql.ts';
import { openSnapshot } from '../warehouse/reader.ts';
import { command, openShell, type CommonOptions } from './shell.ts';

interface SqlOptions extends CommonOptions {
  readonly data?: string;
  readonly format: SqlFormat;
  readonly limit: string;
  readonly timeout?: string;
}

/** Commands for analysts. */
export function analystCommands(): Command[] {
  const sql = command('sql', 'Asks the published snapshot, read-only; a prompt when no query is given', [
    ['sql "from weekly_topics where flagged"', 'one query'],
    ['sql --data demo', 'a prompt on the demo’s snapshot'],
    ['sql --format csv "from tickets limit 100" > t.csv', 'for a spreadsheet'],
  ])
    .argument('[query]', 'SQL; a prompt when it is missing')
    .option('--data <dir>', 'data folder (default: dataDir of the settings)')
    .addOption(new Option('--format <name>', 'how rows are printed').choices(['table', 'csv', 'json']).default('table'))
    .option('--limit <rows>', 'most rows', '1000')
    .option('--timeout <seconds>', 'longest a query may take (default: sql.timeoutSeconds of the settings, 60)')
    .action(async (query: string | undefined, options: SqlOptions) => {
      const { config, json } = openShell(options);
      const folder = options.data ?? config.dataDir;
      const reader = await openSnapshot(
        join(folder, 'insights.duckdb'),
        config.timeZone,
        Number(options.timeout ?? config.sql.timeoutSeconds),
      );
      const format = json ? 'json' : options.format;
      try {
        if (query === undefined) await promptForSql(reader, format, Number(options.limit), join(folder, 'sql-history'));
        else process.stdout.write(`${renderAnswer(await reader.ask(query, Number(options.limit)), format)}\n`);
      } finally {
        reader.close();
      }
    });
  return [sql];
}
