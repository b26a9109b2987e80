import { CIRCLES, ROOMS } from './layers.mjs';

const pattern = (room) => `^${room.replaceAll('.', '\\.')}(/|$)`;
/** Everything of this repository that has a room; what is outside (libraries, Node) is the matter of ESLint. */
const SOURCES = '^(runtime|server|client|media|scripts|test)/';

const HOMELESS = {
  path: '^(runtime|server|client|media)/.*\\.ts$',
  pathNot: Object.keys(ROOMS).map(pattern),
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(ROOMS).map(([room, others]) => ({
      name: `imports of ${room}`,
      comment: `layers.mjs: ${room} may import ${others.join(', ') || 'nothing else'}`,
      severity: 'error',
      from: { path: pattern(room) },
      to: { path: SOURCES, pathNot: [room, ...others].map(pattern) },
    })),
    // A file without a room is seen by what it imports, by what imports it, or by being alone.
    ...[
      { from: HOMELESS, to: {} },
      { from: {}, to: HOMELESS },
      { from: { ...HOMELESS, orphan: true }, to: {} },
    ].map((rule) => ({
      name: 'no room',
      comment:
        'layers.mjs names every folder: put the file into one, or give its folder a line there',
      severity: 'error',
      ...rule,
    })),
    {
      name: 'circle',
      comment:
        'files that import each other, if only for types, cannot be read one after the other',
      severity: 'error',
      from: { pathNot: CIRCLES.map(pattern) },
      to: { circular: true },
    },
  ],
  options: {
    includeOnly: { path: SOURCES },
    // Type-only imports are imports.
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
  },
};
