/** The public door of the memory model. */
export * from './allocator';
export * from './arch';
export * from './mapLayout';
export * from './shape';
export * from './typeExpr';
export * from './version';
export * from './workload';
