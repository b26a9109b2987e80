/** Commands, options and arguments of the command line (docs/contract.md). */
import { Argument, Command, Option } from 'commander';
import { version } from '../../../package.json';
import { ARCHES, MAP_EXPERIMENTS, OLDEST_GO, NEWEST_GO, formatGoVersion } from '../../../runtime';
import { SETTINGS } from '../contracts/settings';
import { check, FORMATS, THRESHOLDS } from './check';
import { completedCommands, completion, SHELLS } from './completion';
import { explain } from './explain';
import { layout } from './layout';
import { lsp } from './lsp';
import { measureCommand } from './measure';
import { print } from './output';
import { simulateCommand } from './simulate';
import { unknownName } from './usage';

const GO_RANGE = `${formatGoVersion(OLDEST_GO)} to ${formatGoVersion(NEWEST_GO)}`;

/**
 * The parser of the command line.
 *
 * @param writeOut is given what `--help` and `--version` print. What a wrong call is told is in the error that it throws.
 */
export function createProgram(writeOut: (text: string) => void): Command {
  const output = { writeOut, writeErr: () => undefined, outputError: () => undefined };
  const command = (name: string, description: string): Command =>
    root.command(name).description(description).exitOverride().configureOutput(output);

  const root = new Command('heapghost')
    .description('Shows which Go maps and slices keep memory they no longer need.')
    .version(version)
    .helpCommand(false)
    .exitOverride()
    .configureOutput(output);

  const collect = (value: string, all: readonly string[]) => [...all, value];
  const arch = () => new Option('--arch <arch>', 'architecture of the sizes').choices(ARCHES);
  const experiment = () =>
    new Option(
      '--goexperiment <names>',
      `what the toolchain is built with: ${MAP_EXPERIMENTS.join(', ')}`,
    );
  const goroot = () =>
    new Option('--goroot <dir>', 'Go installation to read std from; default: looked for');

  command('check', 'Report what keeps memory.')
    .argument('<path...>', 'Go files, or folders with everything below them')
    .addOption(new Option('--format <format>', 'how to print').choices(FORMATS).default('text'))
    .option('--rule <name>', 'only this rule; may be repeated', collect, [])
    .addOption(
      new Option('--show <which>', 'what is likely worth a word, or also what is only possible')
        .choices(SETTINGS['heapghost.show'].enum)
        .default(SETTINGS['heapghost.show'].default),
    )
    .option(
      '--all',
      'all that is possible, also in tests, generated and vendored files, and comments that suppress nothing',
    )
    .option('--no-cache', 'look at everything anew: neither use nor keep results')
    .option('--go <version>', `Go toolchain, ${GO_RANGE}; default: from go.mod`)
    .addOption(arch())
    .addOption(goroot())
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 from this severity on')
        .choices(THRESHOLDS)
        .default('hint'),
    )
    .action(check);

  command(
    'layout',
    'Print sizes: of every map, named type and struct, or of the map at a position.',
  )
    .argument('<path...>', 'Go files, folders, or FILE:LINE:COL')
    .option('--json', 'one JSON record a line')
    .option('--go <version>', `Go toolchain, ${GO_RANGE}; default: from go.mod`)
    .addOption(arch())
    .addOption(goroot())
    .action(layout);

  command('simulate', 'Simulate what a map keeps over a workload.')
    .option('--go <version>', `Go toolchain, ${GO_RANGE}; default: the newest`)
    .requiredOption('--key <type>', 'key type, as Go source')
    .requiredOption('--elem <type>', 'elem type, as Go source')
    .requiredOption('--workload <ops>', "operations, such as 'insert 1000000; gc; delete all; gc'")
    .addOption(arch())
    .addOption(experiment())
    .option('--seed <number>', 'seed of the hash function')
    .option('--json', 'print JSON')
    .action(simulateCommand);

  command('measure', 'Measure the same on a real Go: builds and runs a program.')
    .requiredOption('--key <type>', 'key type, as Go source')
    .requiredOption('--elem <type>', 'elem type, as Go source')
    .requiredOption('--workload <ops>', "operations, such as 'insert 1000000; gc; delete all; gc'")
    .option('--go <version>', 'version that the toolchain must have')
    .option('--goroot <dir>', 'folder of the toolchain; default: the go command on PATH')
    .addOption(arch())
    .addOption(experiment())
    .option('--timeout <seconds>', 'time limit of building and running', '300')
    .option('--json', 'print JSON')
    .action(measureCommand);

  command('explain', 'Explain a rule, or list the rules.')
    .argument('[name]', 'name of a rule')
    .option('--json', 'print JSON')
    .action(explain);

  command('help', 'Show what a command is for and takes.')
    .argument('[command]', 'name of a command')
    .action((name: string | undefined) => {
      if (name === undefined) return print(root.helpInformation());
      const found = root.commands.find((one) => one.name() === name);
      if (found !== undefined) return print(found.helpInformation());
      throw unknownName(
        name,
        name,
        'command',
        root.commands.map((one) => one.name()),
      );
    });

  command('completion', 'Print what teaches a shell to complete all this.')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .action((shell: string) => completion(shell, completedCommands(root)));

  command('lsp', 'Run the language server.')
    .requiredOption('--stdio', 'speak over standard input and output')
    .action(lsp);

  return root;
}
