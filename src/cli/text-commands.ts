import type { Command } from 'commander';
import { taxonomyDir } from '../../pipelines/knowledge.ts';
import { loadTagger } from '../../pipelines/knowledge.ts';
import { standardOutput, type BadLine } from '../../pipelines/lines.ts';
import { redactFile } from '../../pipelines/redact.ts';
import { tagFile } from '../../pipelines/tag.ts';
import { command, openShell, type CommonOptions } from './shell.ts';

/** Says which line was left out and why, and remembers that there was one: the command then exits with 1. */
function complain(file: string): (bad: BadLine) => void {
  return ({ line, code, detail }) => {
    process.stderr.write(`${file === '-' ? 'standard input' : file}:${line} ${code}: ${detail}\n`);
    process.exitCode = 1;
  };
}

function tagCommand(): Command {
  return command('tag', 'Tags texts with complaint topics, sentiment and severity; needs no warehouse', [
    ['tag tickets.ndjson > tags.ndjson', '{id, text, lang?} a line in, topics with evidence out'],
    [`tag <<< '{"id":"1","text":"连麦一直卡"}'`, 'reads standard input when no file is named'],
  ])
    .argument('[file]', 'NDJSON of {id, text, lang?}; - or nothing: standard input', '-')
    .action(async (file: string, options: CommonOptions) => {
      const { config } = openShell(options);
      await tagFile(file, loadTagger(taxonomyDir(config), config.tagging.threshold), standardOutput(), complain(file));
    });
}

function redactCommand(): Command {
  return command('redact', 'Removes personal data from texts; needs no warehouse', [
    ['redact chats.ndjson > clean.ndjson', '{id, text, lang?} a line in, {id, text, found} out'],
    ['redact - < chats.ndjson | jq .found', 'what was found: kind, start, end (UTF-16 offsets)'],
  ])
    .argument('[file]', 'NDJSON of {id, text, lang?}; - or nothing: standard input', '-')
    .action(async (file: string, options: CommonOptions) => {
      openShell(options);
      await redactFile(file, standardOutput(), complain(file));
    });
}

/** Commands that work on texts alone. */
export function textCommands(): Command[] {
  return [tagCommand(), redactCommand()];
}
