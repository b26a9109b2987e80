/**
 * A process of its own, whose product code is counted from its first line on: grows the named inputs and sends the steps
 * of each function at each size.
 */
import { createRequire } from 'node:module';
import type * as Ask from './ask';
import { INPUTS, sourcesOf } from './inputs';
import { countSteps } from './steps';

/** Steps by function, at SIZES. */
export type Counts = Readonly<Record<string, readonly number[]>>;

export interface Counted {
  readonly name: string;
  readonly counts: Counts;
}

/** Small, since the number of steps says at once what time says only of large inputs. */
export const SIZES = [40, 80, 160];

async function count(names: readonly string[], send: (counted: Counted) => void): Promise<void> {
  const counter = await countSteps(/^.*\/(?=(?:server\/src|runtime)\/)/);
  const { createAsker } = createRequire(__filename)('./ask.ts') as typeof Ask;
  const asker = await createAsker();
  for (const name of names) {
    const input = INPUTS[name];
    if (input === undefined) throw new Error(`no input ${name}`);
    const counts: Record<string, number[]> = {};
    for (const [i, n] of SIZES.entries()) {
      await counter.take();
      await asker.ask(sourcesOf(input, n), (_, request) => request());
      for (const [where, steps] of await counter.take()) {
        (counts[where] ??= SIZES.map(() => 0))[i] = steps;
      }
    }
    send({ name, counts });
  }
}

if (require.main === module) {
  void count(process.argv.slice(2), (counted) => process.send?.(counted)).then(() =>
    process.disconnect(),
  );
}
