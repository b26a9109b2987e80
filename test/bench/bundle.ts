/** Test programs as the shipped bundles are made: much faster than modules that are compiled one by one. */
import path from 'node:path';
import { build } from 'esbuild';
import { OUT } from '../../scripts/host/paths';

/** Options of node for a bundle. */
export const NODE_OPTIONS: readonly string[] = ['--enable-source-maps'];

/** Bundles a program, given by the path of its module, and returns the path of the bundle. */
export async function bundleOf(entry: string): Promise<string> {
  const { dir, name } = path.parse(entry);
  const outfile = path.join(OUT, path.basename(dir), `${name}.cjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    loader: { '.md': 'text' },
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
