/** Node's error codes, for people. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk is full',
  EFBIG: 'the file would become too large',
  EIO: 'the device does not work',
  EISDIR: 'is a folder',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the path is too long',
  ENODEV: 'no such device',
  ENOENT: 'no such file or folder',
  ENOEXEC: 'no program of this system',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'not a folder',
  ENXIO: 'no such device',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
};

/** What the operating system said, without its system call jargon. */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  const path = 'path' in error ? String(error.path) : '';
  // Node decodes names as UTF-8, and then looks for another file.
  if (code === 'ENOENT' && path.includes('\ufffd'))
    return 'a name that is not UTF-8 cannot be read';
  return REASONS[code] ?? error.message;
}
