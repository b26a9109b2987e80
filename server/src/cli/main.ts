/** The command line: `heapghost check | layout | simulate | measure | explain | lsp` (docs/contract.md). */
import { Command, CommanderError, Option } from 'commander';
import { version } from '../../../package.json';
import { ARCHES, MAP_EXPERIMENTS, OLDEST_GO, NEWEST_GO, formatGoVersion } from '../../../runtime';
import { keepHeapSmall } from '../node/memory';
import { check, FORMATS, THRESHOLDS } from './check';
import { explain } from './explain';
import { layout } from './layout';
import { lsp } from './lsp';
import { measureCommand } from './measure';
import { simulateCommand } from './simulate';
import { EXIT, UsageError } from './usage';

const GO_RANGE = `${formatGoVersion(OLDEST_GO)} to ${formatGoVersion(NEWEST_GO)}`;

/** What a wrong call is told is printed once, by `main`, as one line. */
const QUIET = { outputError: () => undefined, writeErr: () => undefined };

function program(): Command {
  const root = new Command('heapghost')
    .description('Shows which Go maps and slices keep memory they no longer need.')
    .version(version)
    .helpCommand(false)
    .exitOverride()
    .configureOutput(QUIET);

  const collect = (value: string, all: readonly string[]) => [...all, value];
  const arch = () => new Option('--arch <arch>', 'architecture of the sizes').choices(ARCHES);
  const experiment = () =>
    new Option(
      '--goexperiment <names>',
      `what the toolchain is built with: ${MAP_EXPERIMENTS.join(', ')}`,
    );
  const goroot = () =>
    new Option('--goroot <dir>', 'Go installation to read std from; default: looked for');

  command(root, 'check', 'Report what keeps memory.')
    .argument('<path...>', 'Go files, or folders with everything below them')
    .addOption(new Option('--format <format>', 'how to print').choices(FORMATS).default('text'))
    .option('--rule <name>', 'only this rule; may be repeated', collect, [])
    .option('--all', 'also tests, generated files, vendor and rules that are off by default')
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
    root,
    'layout',
    'Print sizes: of every map, named type and struct, or of the map at a position.',
  )
    .argument('<path...>', 'Go files, folders, or FILE:LINE:COL')
    .option('--json', 'one JSON record a line')
    .option('--go <version>', `Go toolchain, ${GO_RANGE}; default: from go.mod`)
    .addOption(arch())
    .addOption(goroot())
    .action(layout);

  command(root, 'simulate', 'Simulate what a map keeps over a workload.')
    .requiredOption('--go <version>', `Go toolchain, ${GO_RANGE}`)
    .requiredOption('--key <type>', 'key type, as Go source')
    .requiredOption('--elem <type>', 'elem type, as Go source')
    .requiredOption('--workload <ops>', "operations, such as 'insert 1000000; gc; delete all; gc'")
    .addOption(arch())
    .addOption(experiment())
    .option('--seed <number>', 'seed of the hash function')
    .option('--json', 'print JSON')
    .action(simulateCommand);

  command(root, 'measure', 'Measure the same on a real Go: builds and runs a program.')
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

  command(root, 'explain', 'Explain a rule, or list the rules.')
    .argument('[name]', 'name of a rule')
    .option('--json', 'print JSON')
    .action(explain);

  command(root, 'lsp', 'Run the language server.')
    .requiredOption('--stdio', 'speak over standard input and output')
    .action(lsp);

  return root;
}

/** A command that reports a wrong call as a CommanderError instead of printing usage. */
function command(root: Command, name: string, description: string): Command {
  return root.command(name).description(description).exitOverride().configureOutput(QUIET);
}

/** Runs the command line and sets the exit code of the process. */
async function main(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return; // --help, --version
    process.exitCode = EXIT.error;
    process.stderr.write(`heapghost: ${oneLine(error)}\n`);
  }
}

function oneLine(error: unknown): string {
  if (error instanceof CommanderError) {
    if (error.code === 'commander.help') return 'no command; try "heapghost --help"';
    return error.message.replace(/^error: /, '').replaceAll('\n', ' ');
  }
  if (error instanceof UsageError) return error.message;
  // A mistake of ours: still one line, with the name of the error to search for.
  return `internal error, please report it: ${String(error)}`;
}

// A closed pipe (`heapghost check … | head`) is the reader's good right, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
keepHeapSmall();
void main(process.argv);
