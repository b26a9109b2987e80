/**
 * Builds and runs a workload with a real Go toolchain. Only ever called because a person asked for it.
 *
 * Everything is written below one temporary folder, which is removed in any case; the build cache too, so that nothing
 * of the user's is touched. The program is bounded three times: by what the simulation says it needs, before it is
 * built; by its resident memory, looked at from outside (Linux); and by time. GOMEMLIMIT is not set: it would change
 * when the collector runs, which is measured.
 */
import { mkdir, mkdtemp, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import type { ChildProcess } from 'node:child_process';
import type { Arch, GoVersion, MapExperiment, Op, Simulation, TypeShape } from '../../../runtime';
import { formatBytes, formatGoVersion, modelledGoVersion, simulate } from '../../../runtime';
import { goProgram } from '../measure/program';
import type { Measurement, ResidentReading } from '../measure/readings';
import { parseReading, phasesOf } from '../measure/readings';
import type { GoToolchain } from './goToolchain';
import { baseEnvironment, findToolchain, goEnvironment, readText } from './goToolchain';
import { MeasureError, runGroup } from './group';
import { systemReason } from './reasons';

export interface MeasureRequest {
  readonly key: TypeShape;
  readonly elem: TypeShape;
  readonly workload: readonly Op[];
  /** The architecture of the shapes, and of the program. */
  readonly arch: Arch;
  /** The version that the toolchain must have; any when absent. */
  readonly go?: GoVersion;
  /** The folder of the toolchain; else the go command on PATH. */
  readonly goroot?: string;
  /** What the program is built with; nothing when absent. */
  readonly experiments?: readonly MapExperiment[];
  /** For building and running together, seconds. */
  readonly timeLimit: number;
  /** Resident memory of the program, bytes; half of the machine's when absent. */
  readonly memoryLimit?: number;
  /** What building needs of the temporary folder's disk, bytes; 100 MiB when absent. */
  readonly diskNeeded?: number;
  /** A folder that keeps the compiled standard library, for callers that measure often; else it is compiled anew. */
  readonly buildCache?: string;
}

/** The compiled standard library takes 30 to 60 MB, the linker's files and the program some more. */
const DISK_NEEDED = 100 << 20;

/** Between two looks at the resident memory, milliseconds. */
const MEMORY_INTERVAL = 50;

/**
 * Measures the workload.
 *
 * @throws MeasureError, one line, when it cannot be measured.
 * @throws the signal's reason when it aborts.
 */
export async function measure(request: MeasureRequest, signal: AbortSignal): Promise<Measurement> {
  const folder = await temporaryFolder();
  const removeNow = (): void => rmSync(folder, REMOVAL);
  process.on('exit', removeNow);
  const limit = AbortSignal.timeout(request.timeLimit * 1000);
  try {
    return await measureIn(folder, request, AbortSignal.any([signal, limit]));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (limit.aborted) throw new MeasureError(`not done after ${request.timeLimit} seconds`);
    throw error;
  } finally {
    await rm(folder, REMOVAL);
    process.removeListener('exit', removeNow);
  }
}

const REMOVAL = { recursive: true, force: true, maxRetries: 3, retryDelay: 100 };

async function temporaryFolder(): Promise<string> {
  try {
    return await mkdtemp(path.join(tmpdir(), 'heapghost-measure-'));
  } catch (error) {
    throw new MeasureError(`cannot make a folder in ${tmpdir()}: ${systemReason(error)}`);
  }
}

async function measureIn(
  folder: string,
  request: MeasureRequest,
  signal: AbortSignal,
): Promise<Measurement> {
  const { key, elem, workload, arch, experiments = [] } = request;
  checkArch(arch);
  const toolchain = await findToolchain(request.goroot, folder, signal);
  if (request.go !== undefined && request.go.minor !== toolchain.version.minor) {
    const wanted = formatGoVersion(request.go);
    throw new MeasureError(
      `${toolchain.command} is ${toolchain.name}, not Go ${wanted}: name another with --goroot`,
    );
  }
  const expected = expectation(request, toolchain);
  const entries = expected.phases.map((phase) => phase.entries);
  const program = goProgram({
    go: toolchain.version,
    key,
    elem,
    workload,
    peakEntries: Math.max(0, ...entries),
  });
  if (!program.ok) throw new MeasureError(program.message);
  await checkDisk(folder, request.diskNeeded ?? DISK_NEEDED);
  const executable = await buildProgram(folder, program.files, request, toolchain, signal);
  const limit = memoryLimit(request);
  const result = phasesOf(workload, await run(executable, folder, limit, signal), entries, key);
  if (!result.ok) throw new MeasureError(result.message);
  const known = modelledGoVersion(toolchain.version).outside === undefined;
  return {
    go: formatGoVersion(toolchain.version),
    toolchain: toolchain.name,
    arch,
    ...(experiments.length > 0 && { experiments }),
    key: key.text,
    elem: elem.text,
    ...(known && { layout: expected.layout }),
    phases: result.phases,
  };
}

/** GOARCH values whose programs run on processors that Node names so. */
const RUNS: Readonly<Partial<Record<string, readonly Arch[]>>> = {
  x64: ['amd64', '386'],
  arm64: ['arm64'],
  ia32: ['386'],
};

/** A program for another processor is not even started: the C library would hand it to a shell as a script. */
function checkArch(arch: Arch): void {
  if (RUNS[process.arch]?.includes(arch) !== true) {
    throw new MeasureError(`programs for ${arch} do not run on this machine (${process.arch})`);
  }
}

/** What the model expects: refuses what cannot be run, and what would need more memory than it may have. */
function expectation(request: MeasureRequest, { version }: GoToolchain): Simulation {
  const { key, elem, workload, arch, experiments = [] } = request;
  const go = modelledGoVersion(version).version;
  const result = simulate({ go, arch, experiments, key, elem, workload, ranges: false });
  if (!result.ok) throw new MeasureError(result.message);
  // The collector lets garbage grow to the size of what is live, and a growing map holds its old tables beside the new.
  const needed = 2 * Math.max(...result.simulation.phases.map((phase) => phase.liveBytes));
  const limit = memoryLimit(request);
  if (needed > limit) {
    throw new MeasureError(
      `the workload may need ${formatBytes(needed)} of memory: at most ${formatBytes(limit)}, half of the machine's`,
    );
  }
  return result.simulation;
}

function memoryLimit({ memoryLimit }: MeasureRequest): number {
  return memoryLimit ?? totalmem() / 2;
}

/** Says that the disk is full before the toolchain says it in its own way, which is sometimes that it misses a package. */
async function checkDisk(folder: string, needed: number): Promise<void> {
  // A file system that does not tell how much it has left is taken for large enough.
  const disk = await statfs(folder).catch(() => undefined);
  const free = disk === undefined ? Infinity : disk.bavail * disk.bsize;
  if (free < needed) {
    throw new MeasureError(
      `${tmpdir()} has only ${formatBytes(free)} left: building needs ${formatBytes(needed)}`,
    );
  }
}

/**
 * Writes and compiles the program; the path of the executable.
 *
 * @param folder exists; nothing is written outside of it but to the build cache, if there is another one.
 * @throws MeasureError when it cannot be written, or does not build.
 */
export async function buildProgram(
  folder: string,
  files: Readonly<Record<string, string>>,
  {
    arch,
    experiments = [],
    buildCache,
  }: Pick<MeasureRequest, 'arch' | 'experiments' | 'buildCache'>,
  toolchain: GoToolchain,
  signal: AbortSignal,
): Promise<string> {
  const source = path.join(folder, 'program');
  try {
    await mkdir(source);
    for (const [name, text] of Object.entries(files)) {
      await writeFile(path.join(source, name), text);
    }
  } catch (error) {
    throw new MeasureError(`cannot write the program to ${folder}: ${systemReason(error)}`);
  }
  const executable = path.join(folder, process.platform === 'win32' ? 'workload.exe' : 'workload');
  const env = {
    ...goEnvironment(toolchain, folder, buildCache),
    GOARCH: arch,
    GOEXPERIMENT: experiments.join(','),
  };
  const args = ['build', '-o', executable, '.'];
  const { code, stderr } = await runGroup(toolchain.command, args, { cwd: source, env, signal });
  if (code !== 0) {
    throw new MeasureError(
      `${toolchain.name} does not build the program: ${firstComplaint(stderr)}`,
    );
  }
  return executable;
}

/** The first line of a compiler's output that says something: packages are headings that begin with #. */
function firstComplaint(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '' && !line.startsWith('#')) ?? 'it does not say why';
}

/** Runs the program; what it reported, each line with its resident memory at that time. */
async function run(
  executable: string,
  folder: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly ResidentReading[]> {
  const reported: ResidentReading[] = [];
  const excess = new AbortController();
  const options = {
    cwd: folder,
    env: baseEnvironment(folder),
    signal: AbortSignal.any([signal, excess.signal]),
  };
  let watch: NodeJS.Timeout | undefined;
  const { code, stderr } = await runGroup(executable, [], options, (child) => {
    watch = setInterval(() => {
      void residentBytes(child).then((rss) => {
        if ((rss ?? 0) > limit) excess.abort();
      });
    }, MEMORY_INTERVAL);
    answerLines(child, (entry) => reported.push(entry));
  }).finally(() => clearInterval(watch));
  if (excess.signal.aborted) {
    throw new MeasureError(`stopped: the program took more than ${formatBytes(limit)} of memory`);
  }
  signal.throwIfAborted();
  if (reported.length === 0 && stderr.includes('\u007fELF')) {
    // A kernel without 32-bit programs: the C library has handed the program to a shell.
    throw new MeasureError('this machine does not run programs of this architecture');
  }
  if (code !== 0) {
    const how = code === null ? 'was killed' : `ended with exit code ${code}`;
    throw new MeasureError(`the program ${how}: ${firstComplaint(stderr)}`);
  }
  return reported;
}

/** Reads the program's lines. It waits after each until it is answered; meanwhile its memory is looked at. */
function answerLines(child: ChildProcess, take: (entry: ResidentReading) => void): void {
  let rest = '';
  readText(child, (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const parsed = parseReading(line);
      if (parsed === undefined) continue;
      void residentBytes(child).then((rss) => {
        take({ ...parsed, rss });
        child.stdin?.write('\n');
      });
    }
  });
}

/** Resident memory of a process (VmRSS, proc(5)), bytes; null where the system does not tell. */
async function residentBytes({ pid }: ChildProcess): Promise<number | null> {
  if (process.platform !== 'linux' || pid === undefined) return null;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}
