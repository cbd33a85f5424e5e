/** Routes that count objects. */
import { CodedError } from '../../../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../../../model/input.ts';
import type { Answer } from '../../http/route-table.ts';
import type { Route, RouteCall } from '../route.ts';
import { type Countable, deepMerged, readStats, statsInput } from '../stats.ts';
import { alertWords, auditWords, caseWords, logWords, observableWords, taskWords } from '../words.ts';

/** What can be counted, by the name of its model. */
const countable: Readonly<Record<string, Countable>> = {
  case: { entity: 'case', words: caseWords },
  case_task: { entity: 'task', words: taskWords },
  case_task_log: { entity: 'log', words: logWords },
  case_artifact: { entity: 'observable', words: observableWords },
  alert: { entity: 'alert', words: alertWords },
  audit: { entity: 'audit', words: auditWords },
};

/** Most questions of one request. */
const most = 50;

/** The answers to several questions about several models, in one object. */
async function statsOfAll(call: RouteCall): Promise<Answer> {
  const { stats } = call.input;
  if (!Array.isArray(stats) || stats.length > most)
    throw bad(`stats is a list of at most ${most} {model, query, stats}, not ${shorten(stats)}`);
  let body: RawObject = {};
  for (const given of stats) body = deepMerged(body, await answerOf(call, given));
  return { body };
}

function answerOf(call: RouteCall, given: unknown): Promise<RawObject> {
  const model = isRawObject(given) ? String(given.model) : '';
  const counted = Object.hasOwn(countable, model) ? countable[model] : undefined;
  if (counted === undefined || !isRawObject(given))
    throw bad(`A model is one of ${Object.keys(countable).join(', ')}; not ${shorten(given)}`);
  return readStats(call, counted, given);
}

function bad(reason: string): CodedError {
  return new CodedError('invalidQuery', { reason });
}

const shared = {
  method: 'POST',
  permission: 'authenticated',
  status: 200,
  answer: 'One object with all that was counted',
} as const;

function counting(path: string, what: string, counted: Countable): Route {
  return {
    ...shared,
    path,
    summary: `Counts ${what}`,
    input: statsInput,
    handle: async (call) => ({ body: await readStats(call, counted, call.input) }),
  };
}

/** The routes. */
export const statsRoutes: readonly Route[] = [
  {
    ...shared,
    path: '/_stats',
    summary: 'Counts objects of several models',
    input: { stats: 'list of {model, query, stats}' },
    handle: statsOfAll,
  },
  counting('/alert/_stats', 'alerts', { entity: 'alert', words: alertWords }),
  counting('/case/_stats', 'cases', { entity: 'case', words: caseWords }),
  counting('/case/task/_stats', 'tasks', { entity: 'task', words: taskWords }),
  counting('/case/task/log/_stats', 'logs', { entity: 'log', words: logWords }),
  counting('/audit/_stats', 'audit records', { entity: 'audit', words: auditWords }),
];
