/** The known systems of Go 1.27 (internal/syslist/syslist.go), for file names and build tags. */

/** Past, present and future GOOS values. */
export const KNOWN_OS: ReadonlySet<string> = new Set(
  (
    'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 ' +
    'solaris wasip1 windows zos'
  ).split(' '),
);

/** GOOS values for which the tag `unix` holds. */
export const UNIX_OS: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris'.split(' '),
);

/** Past, present and future GOARCH values. */
export const KNOWN_ARCH: ReadonlySet<string> = new Set(
  (
    '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 ' +
    'mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);
