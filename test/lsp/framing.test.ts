import assert from 'node:assert/strict';
import { createDecoder } from '../../server/src/node/framing';
import { createRandom } from '../fuzz/random';
import { BROKEN } from './broken';

describe('framing', () => {
  for (const [what, bytes, line] of BROKEN) {
    it(`cannot go on behind ${what}`, () => {
      assert.throws(() => createDecoder().push(Buffer.from(bytes)), line);
      // Nor when it comes byte by byte.
      const slow = createDecoder();
      assert.throws(() => {
        for (const byte of Buffer.from(bytes)) slow.push(Buffer.from([byte]));
      }, line);
    });
  }

  it('takes headers in any case, and others besides', () => {
    const decoder = createDecoder();
    const header =
      'content-LENGTH:2 \r\nX-Other: a b: c\r\nContent-Type: x; charset="utf8"\r\n\r\n';
    assert.deepEqual(decoder.push(Buffer.from(`${header}{}`)), [{}]);
    assert.equal(decoder.begun, false);
  });

  it('knows whether a message has begun', () => {
    const decoder = createDecoder();
    for (const part of ['Content-L', 'ength: 2\r\n\r\n', '{']) {
      assert.deepEqual(decoder.push(Buffer.from(part)), []);
      assert.equal(decoder.begun, true, part);
    }
    assert.deepEqual(decoder.push(Buffer.from('}')), [{}]);
    assert.equal(decoder.begun, false);
  });

  it('gives the same messages however the bytes are cut', () => {
    const random = createRandom(7);
    const messages = Array.from({ length: 40 }, (_, i) => ({ i, text: '👻é"\\'.repeat(i * i) }));
    const stream = Buffer.concat(
      messages.map((message) => {
        const body = Buffer.from(JSON.stringify(message));
        return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
      }),
    );
    for (const most of [1, 3, 50, 5000, stream.length]) {
      const decoder = createDecoder();
      const got: unknown[] = [];
      for (let at = 0; at < stream.length;) {
        const end = Math.min(stream.length, at + 1 + random.below(most));
        got.push(...decoder.push(stream.subarray(at, end)));
        at = end;
      }
      assert.deepEqual(got, messages);
    }
  });
});
