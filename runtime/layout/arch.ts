/** The architectures whose type sizes and allocator are modelled (GOARCH values; go/types `SizesFor("gc", arch)`). */

export type Arch = 'amd64' | 'arm64' | '386';

export const ARCHES: readonly Arch[] = ['amd64', 'arm64', '386'];

interface ArchFacts {
  /** Bytes of a pointer and of int. */
  readonly pointerSize: 4 | 8;
  /** The largest alignment of any basic type, bytes. */
  readonly maxAlign: 4 | 8;
  /** The largest size of a type that the compiler accepts, bytes (cmd/compile/internal/types `MaxWidth`). */
  readonly maxTypeSize: number;
}

const FACTS: Readonly<Record<Arch, ArchFacts>> = {
  amd64: { pointerSize: 8, maxAlign: 8, maxTypeSize: 2 ** 50 },
  arm64: { pointerSize: 8, maxAlign: 8, maxTypeSize: 2 ** 50 },
  '386': { pointerSize: 4, maxAlign: 4, maxTypeSize: 2 ** 31 - 1 },
};

/** Bytes of a pointer, and of int, uint and uintptr. */
export function pointerSize(arch: Arch): 4 | 8 {
  return FACTS[arch].pointerSize;
}

/** The largest alignment that a basic type has, bytes: int64 and float64 are aligned to 4 on 386. */
export function maxAlign(arch: Arch): 4 | 8 {
  return FACTS[arch].maxAlign;
}

/** The largest type, bytes, that the compiler accepts. */
export function maxTypeSize(arch: Arch): number {
  return FACTS[arch].maxTypeSize;
}

/** Reads a GOARCH value; undefined when it is not modelled. */
export function parseArch(text: string): Arch | undefined {
  return ARCHES.find((arch) => arch === text);
}
