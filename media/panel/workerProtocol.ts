/** The messages between the page and its worker. */
import type { SimulateRequest, SimulateResult } from '../../runtime';

export type ToWorker =
  | { readonly type: 'run'; readonly id: number; readonly request: SimulateRequest }
  /** Nobody waits for the result any more: none is sent. */
  | { readonly type: 'cancel'; readonly id: number };

export type FromWorker =
  /** `done` is the part that is done, from 0 to 1. */
  | { readonly type: 'progress'; readonly id: number; readonly done: number }
  | { readonly type: 'result'; readonly id: number; readonly result: SimulateResult };
