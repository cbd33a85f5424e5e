/** Which processes run neurons at the moment. */
import { engineLock } from '../model/engine-name.ts';
import type { Database } from '../storage/database.ts';
import { holdersOf } from '../storage/shared-lock.ts';

/** Processes that take runs, and how many runs they carry out at once together. */
export interface EngineWorkers {
  readonly workers: number;
  readonly places: number;
}

/** Counts them as the database sees them: one that died is not among them. */
export async function engineWorkers(database: Database): Promise<EngineWorkers> {
  const { rows } = await database.read({ role: 'worker' }, holdersOf(engineLock));
  const { holders = 0, told = 0 } = rows[0] ?? {};
  return { workers: Number(holders), places: Number(told) };
}
