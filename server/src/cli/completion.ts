/**
 * Completion of the command line in shells: what the parser knows of commands, options and their values, as a table,
 * and each shell's script made from it. No script calls heapghost: a key press must not start a process.
 */
import type { Argument, Command, Option } from 'commander';
import { MAP_EXPERIMENTS, NEWEST_GO, OLDEST_GO, formatGoVersion } from '../../../runtime';
import { RULES } from '../rules';
import { print } from './output';
import { UsageError } from './usage';

/** What may stand in a place: one of some words, a Go file, a folder, or what nobody can guess. */
export type Values = readonly string[] | 'files' | 'folders' | 'anything';

export interface CompletedOption {
  /** With its dashes. */
  readonly name: string;
  readonly description: string;
  /** Absent for an option without a value. */
  readonly values?: Values;
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Absent when the command takes no arguments. */
  readonly argument?: Values;
}

const versions = (): readonly string[] => {
  const count = NEWEST_GO.minor - OLDEST_GO.minor + 1;
  return Array.from({ length: count }, (_, i) =>
    formatGoVersion({ ...OLDEST_GO, minor: OLDEST_GO.minor + i }),
  );
};

/** The values of what is no fixed choice for the parser, by the placeholder in its help. */
const VALUES: Readonly<Record<string, (root: Command) => Values>> = {
  path: () => 'files',
  dir: () => 'folders',
  version: versions,
  names: () => MAP_EXPERIMENTS,
  name: () => RULES.map(({ meta }) => meta.name),
  command: (root) => root.commands.map((command) => command.name()),
  type: () => 'anything',
  ops: () => 'anything',
  number: () => 'anything',
  seconds: () => 'anything',
};

/** The commands of a program with all that can follow them. Throws for a placeholder that VALUES does not know. */
export function completedCommands(root: Command): readonly CompletedCommand[] {
  const valuesOf = (placeholder: string, { argChoices }: Argument | Option): Values => {
    const known = argChoices ?? VALUES[placeholder]?.(root);
    if (known === undefined) throw new Error(`no completion is known for <${placeholder}>`);
    return known;
  };
  return root.commands.map((command) => {
    const [argument] = command.registeredArguments;
    const help = command.createHelp();
    return {
      name: command.name(),
      description: command.description(),
      options: help.visibleOptions(command).map((option): CompletedOption => {
        const { description } = option;
        const placeholder = /[<[]([\w-]+)/.exec(option.flags)?.[1];
        const name = option.long ?? option.flags;
        return placeholder === undefined
          ? { name, description }
          : { name, description, values: valuesOf(placeholder, option) };
      }),
      ...(argument !== undefined && { argument: valuesOf(argument.name(), argument) }),
    };
  });
}

const SCRIPTS = { bash, zsh, fish } as const;

export const SHELLS = Object.keys(SCRIPTS) as readonly (keyof typeof SCRIPTS)[];

/** `heapghost completion SHELL`: the script that teaches the shell. */
export async function completion(
  shell: string,
  commands: readonly CompletedCommand[],
): Promise<void> {
  await print(completionScript(shell, commands));
}

/** @throws UsageError for a shell that is not known */
export function completionScript(shell: string, commands: readonly CompletedCommand[]): string {
  const known = SHELLS.find((name) => name === shell);
  if (known === undefined) throw new UsageError(`${shell}: known shells are ${SHELLS.join(', ')}`);
  return SCRIPTS[known](commands);
}

// bash -----------------------------------------------------------------------------------------------------------

/** For bash 3.2 and newer, which is what macOS has. */
function bash(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name);
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap((option) =>
      option.values === undefined
        ? []
        : [`    ${name}:${option.name}) ${bashReply(option.values)} return ;;`],
    ),
  );
  const rest = commands.map(({ name, options, argument }) => {
    const flags = bashReply(options.map((option) => option.name));
    const argumentReply = argument === undefined ? '' : bashReply(argument);
    return [
      `    ${name})`,
      `      if [[ $cur == -* ]]; then ${flags}`,
      `      else ${argumentReply === '' ? ':;' : argumentReply}`,
      `      fi ;;`,
    ].join('\n');
  });
  return `# bash completion of heapghost: source <(heapghost completion bash)
_heapghost_reply() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen "$@" -- "$cur"))
}
_heapghost_files() {
  compopt -o filenames 2>/dev/null
  local IFS=$'\\n'
  COMPREPLY=($(compgen -f -X '!*.go' -- "$cur"; compgen -d -- "$cur"))
}
_heapghost_folders() {
  compopt -o filenames 2>/dev/null
  _heapghost_reply -d
}
_heapghost() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    _heapghost_reply -W $'${[...names, '--help', '--version'].join('\\n')}'
    return
  fi
  # --option=value comes as three words.
  if [[ $cur == '=' ]]; then cur=; elif [[ $prev == '=' ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  case $command:$prev in
${values.join('\n')}
  esac
  case $command in
${rest.join('\n')}
  esac
}
complete -F _heapghost heapghost
`;
}

function bashReply(values: Values): string {
  switch (values) {
    case 'files':
      return '_heapghost_files;';
    case 'folders':
      return '_heapghost_folders;';
    case 'anything':
      return '';
    default:
      return `_heapghost_reply -W $'${values.join('\\n')}';`;
  }
}

// zsh ------------------------------------------------------------------------------------------------------------

function zsh(commands: readonly CompletedCommand[]): string {
  const list = commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`);
  const cases = commands.map(({ name, options, argument }) => {
    const specs = [
      ...options.map((option) => {
        const text = option.description.replace(/[[\]\\:]/g, '\\$&');
        const value = option.values === undefined ? '' : `:${zshValues(option.values)}`;
        // May be given again where that means something, which zsh does not have to know.
        return quoted(`*${option.name}${value === '' ? '' : '='}[${text}]${value}`);
      }),
      ...(argument === undefined ? [] : [quoted(`*:${zshValues(argument)}`)]),
    ];
    return [`        ${name})`, `          _arguments ${specs.join(' ')} ;;`].join('\n');
  });
  return `#compdef heapghost
# zsh completion of heapghost: source <(heapghost completion zsh), or as a file _heapghost in a folder of $fpath
_heapghost() {
  local context state state_descr line
  typeset -A opt_args
  local -a commands=(
${list.join('\n')}
  )
  _arguments -C '(-)--help[display help]' '(-)--version[output the version number]' '1:command:->command' '*::argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case $line[1] in
${cases.join('\n')}
      esac ;;
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _heapghost "$@"; else compdef _heapghost heapghost; fi
`;
}

/** The message and action of _arguments. */
function zshValues(values: Values): string {
  switch (values) {
    case 'files':
      return 'Go file or folder:_files -g "*.go(-.)"';
    case 'folders':
      return 'folder:_files -/';
    case 'anything':
      return 'value: ';
    default:
      return `value:(${values.join(' ')})`;
  }
}

// fish -----------------------------------------------------------------------------------------------------------

function fish(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, description, options, argument }) => {
    const within = `complete -c heapghost -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c heapghost -n __fish_use_subcommand -f -a ${name} -d ${fishQuoted(description)}`,
      ...options.map((option) => {
        const value = option.values === undefined ? '' : ` ${fishValues(option.values)}`;
        const long = option.name.replace(/^--/, '');
        return `${within} -l ${long}${value} -d ${fishQuoted(option.description)}`;
      }),
      `${within} ${argument === undefined ? '-f' : fishArgument(argument)}`,
    ];
  });
  return `# fish completion of heapghost: heapghost completion fish | source
complete -c heapghost -n __fish_use_subcommand -f -l help -d 'display help'
complete -c heapghost -n __fish_use_subcommand -f -l version -d 'output the version number'
${lines.join('\n')}
`;
}

function fishValues(values: Values): string {
  switch (values) {
    case 'files':
      return '-r -F';
    case 'folders':
      return `-x -a '(__fish_complete_directories)'`;
    case 'anything':
      return '-x';
    default:
      return `-x -a ${fishQuoted(values.join(' '))}`;
  }
}

function fishArgument(values: Values): string {
  if (values !== 'files') return fishValues(values).replace('-x', '-f');
  // fish lists files with a suffix first, but also the others.
  const suffixed = String.raw`__fish_complete_suffix .go | string match -er '(\.go|/)(\t|$)'`;
  return `-f -a ${fishQuoted(`(${suffixed})`)}`;
}

/** In single quotes as POSIX shells and zsh read them. */
function quoted(text: string): string {
  return `'${text.replaceAll(`'`, `'\\''`)}'`;
}

/** In single quotes as fish reads them. */
function fishQuoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
