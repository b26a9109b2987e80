/** What `node:assert/strict` is to the suite in a web worker. */
import assert from 'assert';

export default assert.strict;
