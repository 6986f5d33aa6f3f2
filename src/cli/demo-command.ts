import type { Command } from 'commander';
import { demo } from '../../pipelines/demo.ts';
import { command, openShell, type CommonOptions } from './shell.ts';

interface DemoOptions extends CommonOptions {
  readonly seed: string;
}

const MARKS = { found: '✓', 'left alone': '✓', missed: '✗', 'falsely raised': '✗' } as const;

/** The demo. */
export function demoCommand(): Command {
  return command('demo', 'Shows all of it on twelve simulated weeks, offline', [
    ['demo', 'writes to demo/, made anew each time'],
    ['demo --seed 7', 'another history'],
  ])
    .option('--seed <number>', 'seed of the simulated tickets', '20261123')
    .action(async (options: DemoOptions) => {
      const shell = openShell(options, (config) => ({
        ...config,
        dataDir: config.dataDir === 'data' ? 'demo' : config.dataDir,
      }));
      const { tickets, rejects, outcomes, falseAlarms, index, report } = await demo({
        ...shell,
        seed: Number(options.seed),
      });
      const lines = outcomes.map(({ story, verdict, raisedIn, detail }) =>
        [
          `  ${MARKS[verdict]} ${story.what.en} / ${story.what.zh}`,
          `      ${[verdict, raisedIn.join(', '), detail].filter((part) => part !== '').join(' · ')}`,
        ].join('\n'),
      );
      const others =
        falseAlarms.length === 0
          ? 'No other alarm was raised.'
          : `Other alarms: ${falseAlarms.map(({ id, week }) => `${id} in ${week}`).join(', ')}.`;
      shell.answer(
        [
          '',
          `${tickets.toLocaleString('en')} tickets taken, ${rejects} broken messages rejected. What was planted, and what the reports made of it:`,
          ...lines,
          others,
          '',
          `Open ${report}`,
          `All weeks and teams: ${index}`,
          'Ask: npx groundswell sql "from weekly_topics where flagged" --data demo',
        ].join('\n'),
        { tickets, rejects, outcomes, falseAlarms, index, report },
      );
    });
}
