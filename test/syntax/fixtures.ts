import path from 'node:path';

/** Go files that cover the grammar. */
export const FIXTURES = path.join(__dirname, 'fixtures', 'grammar');
/** What go/ast says about each of them, in the format of test/oracle/ast. */
export const GOLDEN = path.join(__dirname, 'golden');
