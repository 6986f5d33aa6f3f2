import { Option, type Command } from 'commander';
import { clusterFile } from '../../pipelines/cluster.ts';
import { embedderOf } from '../../pipelines/embeddings.ts';
import { detectFile } from '../../pipelines/detect.ts';
import { loadExplainer, loadTagger, taxonomyDir } from '../../pipelines/knowledge.ts';
import { standardOutput } from '../../pipelines/lines.ts';
import { redactFile } from '../../pipelines/redact.ts';
import { explainFile, tagFile } from '../../pipelines/tag.ts';
import { Fault } from '../errors.ts';
import { command, complain, openShell, wholeNumber, type CommonOptions } from './shell.ts';

function tagCommand(): Command {
  return command('tag', 'Tags texts with complaint topics, sentiment and severity; needs no warehouse', [
    ['tag tickets.ndjson > tags.ndjson', '{id, text, lang?} a line in, topics with evidence out'],
    ['tag --explain tickets.ndjson', 'why each text got its topics'],
    [`tag <<< '{"id":"1","text":"连麦一直卡"}'`, 'reads standard input when no file is named'],
  ])
    .argument('[file]', 'NDJSON of {id, text, lang?}; - or nothing: standard input', '-')
    .addOption(new Option('--explain', 'for people: which words, concepts, rules and margins decided').default(false))
    .action(async (file: string, options: CommonOptions & { explain: boolean }) => {
      const { config } = openShell(options);
      if (options.explain) {
        await explainFile(
          file,
          loadExplainer(taxonomyDir(config), config.tagging.threshold),
          standardOutput(),
          complain(file),
        );
        return;
      }
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

function clusterCommand(): Command {
  return command('cluster', 'Clusters texts by what they are about and names the clusters; needs no warehouse', [
    ['cluster texts.ndjson > clusters.ndjson', '{id, text} a line in, {id, cluster, label} out'],
    ['cluster texts.ndjson --k 77', 'exactly so many clusters'],
  ])
    .argument('[file]', 'NDJSON of {id, text}; - or nothing: standard input', '-')
    .option('--k <number>', 'number of clusters (default: found by the program)', wholeNumber)
    .addOption(new Option('--embeddings', 'with vectors of the server that themes.embeddings.url names').default(false))
    .action(async (file: string, options: CommonOptions & { k?: number; embeddings: boolean }) => {
      const { config, log, progress } = openShell(options);
      const embedder = options.embeddings ? embedderOf(config) : undefined;
      if (options.embeddings && embedder === undefined)
        throw new Fault('bad-usage', 'No embedding server is named.', {
          next: 'Set GROUNDSWELL_THEMES_EMBEDDINGS_URL, such as http://localhost:11434/v1.',
        });
      const tagger = loadTagger(taxonomyDir(config), config.tagging.threshold);
      const { texts, clusters, unclusteredShare } = await clusterFile(
        file,
        { k: options.k, tagger, embedder, log },
        standardOutput(),
        complain(file),
      );
      if (progress.isTerminal)
        log(`${texts} texts, ${clusters} clusters, ${Math.round(unclusteredShare * 100)} % in none`);
    });
}

function detectCommand(): Command {
  return command(
    'detect',
    'Judges any weekly counts: which weeks are more than was to be expected; needs no warehouse',
    [
      ['detect counts.csv > judged.csv', 'series,week,count[,total] in; series,week,expected,ratio,p_value,alarm out'],
      ['detect - < counts.csv | grep ",1$"', 'the alarms'],
    ],
  )
    .argument('[file]', 'CSV with a header; - or nothing: standard input', '-')
    .action(async (file: string, options: CommonOptions) => {
      const { log, progress } = openShell(options);
      const { rows, alarms } = await detectFile(file, standardOutput());
      if (progress.isTerminal) log(`${rows} weeks judged, ${alarms} alarms`);
    });
}

/** Commands that work on texts alone. */
export function textCommands(): Command[] {
  return [tagCommand(), redactCommand(), clusterCommand(), detectCommand()];
}
