/** All entries, all deleted, rebuilt; the first two with pointers; of Go 1.23, 1.26 and 1.27. */
import type { Numbers } from '../docs';

export const numbers: Numbers = async (before) => {
  const rows = [23, 26, 27].map(async (minor) => {
    const { footprint, pointerValues } = await before.map('sessions map', minor, 100_000);
    return [
      footprint?.peak,
      footprint?.afterDelete,
      footprint?.afterRebuild,
      pointerValues?.peak,
      pointerValues?.afterDelete,
    ].map((bytes = NaN) => bytes);
  });
  return (await Promise.all(rows)).flat();
};
