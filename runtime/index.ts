/** The public door of the memory model. */
export * from './allocator';
export * from './arch';
export * from './heapEstimate';
export * from './mapBytes';
export * from './mapLayout';
export * from './shape';
export * from './heapParts';
export * from './plan';
export * from './simulate';
export * from './slice';
export * from './typeExpr';
export * from './units';
export * from './version';
export * from './workload';
