/** Writes the peak resident set size of a process, in KiB, to its fourth stream when it ends. */
const { writeSync } = require('node:fs');

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
