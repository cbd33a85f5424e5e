/** Removes a container, running or not. */
import { type EngineApi, EngineFailure } from './engine-api.ts';

/** One that is not there, or never was, needs no removing; one that cannot be removed is swept at the next start. */
export async function removeContainer(api: EngineApi, name: string): Promise<void> {
  try {
    await api.ask('DELETE', `/containers/${name}?force=1&v=1`);
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
  }
}
