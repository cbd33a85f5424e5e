/** Runs: asking for them in every form that clients send, reading one, and waiting until it has ended. */
import { requestDirectRun } from '../../commands/run/direct-runs.ts';
import { notFound } from '../../model/errors.ts';
import { idFromWire, idToWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import { tlpFromOldScale } from '../../model/scales.ts';
import { runQuery } from '../../query/index.ts';
import type { ReadObject } from '../../query/stage.ts';
import { hearerOf, holds, stillAllowed } from '../http/listening.ts';
import { numberIn, switchIn } from './input.ts';
import { actorOf, type RouteCall, run } from './route.ts';
import type { Kind } from './workers.ts';

/** Asks a neuron for a run; gives the run. */
export async function startRun(call: RouteCall, kind: Kind, neuronId: string): Promise<ReadObject> {
  const { id } = await run(call, requestDirectRun, { neuronId, kind, ...requestIn(call) });
  return readRun(call, idToWire(id));
}

/** The fields of a request; an older form has most of them in `attributes`. */
function requestIn({ input }: RouteCall): RawObject {
  const flat = isRawObject(input.attributes) ? { ...input, ...input.attributes } : input;
  const { dataType, data, message, parameters, label } = flat;
  const [tlp, pap] = [numberIn(flat, 'tlp'), numberIn(flat, 'pap')];
  return {
    dataType,
    data,
    message: message ?? undefined,
    parameters,
    label,
    tlp: typeof tlp === 'number' && tlp >= 0 && tlp <= 3 ? tlpFromOldScale(tlp) : (tlp ?? undefined),
    pap: pap ?? undefined,
    force: switchIn(input, 'force'),
  };
}

/** A run by id, with its report. Throws `notFound`. */
export async function readRun(call: RouteCall, reference: string): Promise<ReadObject> {
  const id = idFromWire(reference.startsWith('~') ? reference : `~${reference}`);
  const result =
    id === undefined
      ? undefined
      : await runQuery(call.services.commands.database, actorOf(call), [
          { op: 'get', entity: 'directRun', id },
          { op: 'page', from: 0, to: 1, extraData: ['report'] },
        ]);
  const found = result?.kind === 'objects' ? result.objects[0] : undefined;
  if (found === undefined) throw notFound('Job');
  return found;
}

/** Whether a run goes on. */
export function isOpen({ values }: ReadObject): boolean {
  return values.status === 'Waiting' || values.status === 'InProgress';
}

/**
 * The run when it has ended, or as it is when the time (milliseconds) is over or its asker has gone. It is read again by whoever
 * still may read it then.
 */
export async function readEndedRun(call: RouteCall, reference: string, atMost: number): Promise<ReadObject> {
  const changes = await listenTo(call);
  try {
    const deadline = Date.now() + atMost;
    let found = await readRun(call, reference);
    while (isOpen(found) && (await changes.next(String(found.values.id), deadline - Date.now()))) {
      if (!(await holds(stillAllowed(call)))) throw notFound('Job');
      found = await readRun(call, reference);
    }
    return found;
  } finally {
    changes.leave();
  }
}

/** Changes of objects that a caller hears of. */
interface Changes {
  /** Whether an object was changed since it was last asked; waits for it, at most so long. */
  next(id: string, atMost: number): Promise<boolean>;
  leave(): void;
}

async function listenTo(call: RouteCall): Promise<Changes> {
  const changed = new Set<string>();
  const state: { over: boolean; wake?: () => void } = { over: false };
  const end = (): void => {
    state.over = true;
    state.wake?.();
  };
  call.reply.raw.once('close', end);
  const { leave } = await call.services.hub.listen({
    ...hearerOf(actorOf(call)),
    allowed: stillAllowed(call),
    close: end,
    send(frames) {
      for (const { objectId } of frames) changed.add(objectId);
      state.wake?.();
      return true;
    },
  });
  return {
    leave() {
      call.reply.raw.off('close', end);
      leave();
    },
    async next(id, atMost) {
      const deadline = Date.now() + atMost;
      while (!changed.has(id) && !state.over && Date.now() < deadline) {
        changed.clear();
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.min(deadline - Date.now(), longestTimer));
          state.wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      return changed.delete(id);
    },
  };
}

/** A timer cannot be longer; milliseconds. */
const longestTimer = 2_000_000_000;
