import { utf8Length } from '../../../server/src/syntax/lines';

/** Turns UTF-16 offsets of a text into byte offsets of its UTF-8 form. */
export function byteOffsets(text: string): (offset: number) => number {
  if (utf8Length(text, 0, text.length) === text.length) return (offset) => offset;
  const table = new Int32Array(text.length + 2);
  for (let i = 0; i <= text.length;) {
    const pair =
      (text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
    const units = pair ? 2 : 1;
    const bytes = i === text.length ? 1 : utf8Length(text, i, i + units);
    table[i + units] = (table[i] ?? 0) + bytes;
    i += units;
  }
  return (offset) => table[offset] ?? -1;
}
