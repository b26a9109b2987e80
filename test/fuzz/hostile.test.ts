/** A short run; `npm run fuzz -- --messages 10000` makes a long one, and looks at memory as well. */
import assert from 'node:assert/strict';
import { runHostile } from './hostile';

describe('hostile messages', function () {
  // Two servers and hundreds of requests, on machines that may have other things to do.
  this.timeout(240_000);
  it('change no later answer', async () => {
    const { requests, rounds, codes } = await runHostile({ messages: 500, seed: 1 });
    assert.equal(rounds, 5);
    assert.ok(requests > 100);
    assert.ok((codes.get('-32602') ?? 0) > 50);
  });
});
