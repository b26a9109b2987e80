/**
 * The blocks that small objects share, and which of a map's values stands in which: the tiny allocator as elems of type
 * `*T` meet it.
 *
 * Specification. An object without pointers of less than 16 bytes is put behind the last one where there is room, else
 * into a new block of 16 bytes. A block is freed when all its objects are garbage. Values that are inserted one after the
 * other therefore go together when the oldest are deleted; those that a loop over a map made have neighbours by chance,
 * and most blocks stay until most of the map is gone.
 *
 * Invariants. Each block has as many objects left as there are entries in it, and none is kept without any.
 *
 * Follows runtime/malloc.go of Go 1.19 to 1.27 (mallocgc, mallocgcTiny). A collection lets the runtime begin a new block;
 * here it goes on with the old one.
 */

/** Bytes of a block. */
export const TINY_BLOCK_BYTES = 16;

export interface TinyBlocks {
  /** Objects that have room in a block. */
  readonly perBlock: number;
  /** The block of each entry's value, by the entry's number modulo the length, a power of two. */
  blockOf: Int32Array;
  /** How many objects each block has left, by block. */
  left: Uint8Array;
  /** Blocks that were freed, to be used again. */
  readonly free: number[];
  /** Blocks ever made. */
  made: number;
  /** The block that is filled, and for how many more objects there is room. */
  last: number;
  room: number;
}

export function createTinyBlocks(perBlock: number): TinyBlocks {
  const [blockOf, left] = [new Int32Array(16), new Uint8Array(16)];
  return { perBlock, blockOf, left, free: [], made: 0, last: 0, room: 0 };
}

/** An independent copy, for checkpoints. */
export function copyTinyBlocks(blocks: TinyBlocks): TinyBlocks {
  const { blockOf, left, free } = blocks;
  return { ...blocks, blockOf: blockOf.slice(), left: left.slice(), free: free.slice() };
}

/** Puts the value of an entry into a block; whether that is a new one. `oldest` is the lowest number in use. */
export function placeTiny(blocks: TinyBlocks, entry: number, oldest: number): boolean {
  if (entry - oldest >= blocks.blockOf.length) widen(blocks, entry, oldest);
  const isNew = blocks.room === 0;
  if (isNew) {
    blocks.last = blocks.free.pop() ?? newBlock(blocks);
    blocks.room = blocks.perBlock;
  }
  blocks.room--;
  const { blockOf, left, last } = blocks;
  blockOf[entry & (blockOf.length - 1)] = last;
  left[last] = (left[last] ?? 0) + 1;
  return isNew;
}

/** Makes the value of an entry garbage; whether its block goes with it. */
export function dropTiny(blocks: TinyBlocks, entry: number): boolean {
  const { blockOf, left } = blocks;
  const block = blockOf[entry & (blockOf.length - 1)] ?? 0;
  left[block] = (left[block] ?? 0) - 1;
  if (left[block] !== 0) return false;
  if (block === blocks.last) blocks.room = 0;
  blocks.free.push(block);
  return true;
}

function newBlock(blocks: TinyBlocks): number {
  if (blocks.made === blocks.left.length) {
    const left = new Uint8Array(2 * blocks.left.length);
    left.set(blocks.left);
    blocks.left = left;
  }
  return blocks.made++;
}

/** Room for the entries from `oldest` to `entry`. */
function widen(blocks: TinyBlocks, entry: number, oldest: number): void {
  const { blockOf: old } = blocks;
  let length = old.length;
  while (entry - oldest >= length) length *= 2;
  const blockOf = new Int32Array(length);
  for (let i = oldest; i < oldest + old.length; i++) {
    blockOf[i & (length - 1)] = old[i & (old.length - 1)] ?? 0;
  }
  blocks.blockOf = blockOf;
}
