/** The last name of a URI, decoded, as people know the file: `cache.go`. */
export function fileName(uri: string): string {
  return decoded(uri.slice(uri.lastIndexOf('/') + 1));
}

/** A part of a URI without its percent-encoding; as it is where that is none that anyone made. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray `%`, or bytes that are no UTF-8.
    return part;
  }
}
