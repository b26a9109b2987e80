/** All keys that were ever used; room for one, which the next takes over; of Go 1.23, 1.26 and 1.27. */
import type { Numbers } from '../docs';

export const numbers: Numbers = async (before) => {
  const rows = [23, 26, 27].map(async (minor) => {
    const kept = [100_000, 1].map(async (entries) => {
      const { footprint } = await before.map('conns map', minor, entries);
      return footprint?.afterDelete ?? NaN;
    });
    return Promise.all(kept);
  });
  return (await Promise.all(rows)).flat();
};
