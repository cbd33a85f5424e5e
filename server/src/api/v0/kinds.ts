/** The kinds of objects that v0 lists, counts and shows, a row each: searches, statistics and queries read it. */
import type { RawObject } from '../../model/input.ts';
import type { EntityName } from '../../model/registry.ts';
import type { Filter } from '../../query/filter.ts';
import type { ReadObject } from '../../query/stage.ts';
import { actorOf } from '../http/route-table.ts';
import { tasksMeant } from './case-tasks.ts';
import { caseStatsData, renderArtifact, renderCase, renderTask } from './render.ts';
import { renderAction, renderAnalyzerTemplate } from './render-run.ts';
import type { RouteCall } from './route.ts';
import { showAlerts } from './show-alerts.ts';
import { besideJobs, showJobs } from './show-jobs.ts';
import { showLogs } from './show-logs.ts';
import type { Wanted } from './wanted.ts';
import {
  actionWords,
  alertWords,
  analyzerTemplateWords,
  caseWords,
  jobWords,
  logWords,
  observableWords,
  taskWords,
  type Words,
} from './words.ts';

/** A kind of objects. */
export interface Kind {
  readonly entity: EntityName;
  /** Its name in the operations of queries, after `list` and `get`. */
  readonly operation: string;
  readonly words: Words;
  /** What a query is held to beside what it says, where not all objects of the entity are of this kind. */
  readonly meant?: (query: Filter) => Filter;
  /** Names of what is read beside each object. */
  readonly beside: (wanted: Wanted) => readonly string[];
  readonly show: (
    call: RouteCall,
    objects: readonly ReadObject[],
    wanted: Wanted,
  ) => Promise<readonly RawObject[]>;
}

const nothing = (): readonly string[] => [];

type KindName = 'task' | 'log' | 'alert' | 'case' | 'observable' | 'job' | 'action' | 'analyzerTemplate';

/** The kinds. */
export const kinds: Readonly<Record<KindName, Kind>> = {
  alert: {
    entity: 'alert',
    operation: 'Alert',
    words: alertWords,
    beside: nothing,
    show: showAlerts,
  },
  case: {
    entity: 'case',
    operation: 'Case',
    words: caseWords,
    beside: ({ stats }) => (stats ? caseStatsData : []),
    show: async (call, objects) => objects.map((found) => renderCase(found, actorOf(call))),
  },
  task: {
    entity: 'task',
    operation: 'Task',
    words: taskWords,
    meant: tasksMeant,
    beside: ({ parents }) => (parents ? ['case'] : []),
    show: async (call, objects) => objects.map((task) => renderTask(task, actorOf(call))),
  },
  log: {
    entity: 'log',
    operation: 'Log',
    words: logWords,
    beside: ({ parents }) => (parents ? ['task'] : []),
    show: showLogs,
  },
  observable: {
    entity: 'observable',
    operation: 'Observable',
    words: observableWords,
    // What it belongs to takes the place of numbers.
    beside: ({ parents, stats }) => (parents ? ['links'] : stats ? ['seen'] : []),
    show: async (call, objects) => objects.map((observable) => renderArtifact(observable, actorOf(call))),
  },
  job: {
    entity: 'job',
    operation: 'Job',
    words: jobWords,
    beside: () => besideJobs,
    show: showJobs,
  },
  action: {
    entity: 'action',
    operation: 'Action',
    words: actionWords,
    beside: () => ['report'],
    show: async (_, objects) => objects.map(renderAction),
  },
  analyzerTemplate: {
    entity: 'analyzerTemplate',
    operation: 'AnalyzerTemplate',
    words: analyzerTemplateWords,
    beside: nothing,
    show: async (_, objects) => objects.map(renderAnalyzerTemplate),
  },
};
