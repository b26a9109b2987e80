/** Go toolchains that are shell scripts, to see what `measure` does when a toolchain does what real ones rarely do. */
import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FakeToolchain {
  /** What `go version` runs; default: a Go 1.26. */
  readonly version?: string;
  /** What `go build` runs; default: the program is written. */
  readonly build?: string;
  /** The program that is built, a shell script; default: a map that holds no entry after one operation. */
  readonly program?: string;
}

/** The program's answer to a workload of one `gc`. */
const GC_PROGRAM = `
for line in '-1 0 1000 1000 1 1 1 1 1' '0 0 1048 1048 2 4096 3 2 1'; do
  echo "$line"; read -r answer
done`;

/** `go build -o EXECUTABLE .` */
const BUILD = 'cp "$(dirname "$0")/program" "$3" && chmod +x "$3"';

/** Writes the toolchain into a folder; it is a GOROOT for `--goroot`. The scripts see what Go would see. */
export async function fakeToolchain(
  folder: string,
  { version = 'echo go version go1.26.8 linux/amd64', build = BUILD, program }: FakeToolchain,
): Promise<string> {
  const goroot = await mkdtemp(join(folder, 'goroot-'));
  await mkdir(join(goroot, 'bin'));
  const go = join(goroot, 'bin', 'go');
  await writeFile(
    go,
    `#!/bin/sh\ncase "$1" in\nversion) ${version} ;;\nbuild) ${build} ;;\nesac\n`,
  );
  await chmod(go, 0o755);
  await writeFile(join(goroot, 'bin', 'program'), `#!/bin/sh\n${program ?? GC_PROGRAM}\n`);
  return goroot;
}

/** A fresh temporary folder of the tests. */
export function testFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'heapghost-test-'));
}
