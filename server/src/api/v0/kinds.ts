/** The kinds of objects that v0 lists, counts and shows, a row each: searches, statistics and queries read it. */
import { actorOf } from '../http/route-table.ts';
import { tasksMeant } from './case-tasks.ts';
import { type Kind, nothingBeside } from './kind.ts';
import { caseStatsData, renderArtifact, renderCase, renderLog, renderTask } from './render.ts';
import { renderAction, renderAnalyzerTemplate } from './render-run.ts';
import { besideAlerts, showAlerts } from './show-alerts.ts';
import { besideJobs, showJobs } from './show-jobs.ts';
import {
  actionWords,
  alertWords,
  analyzerTemplateWords,
  caseWords,
  jobWords,
  logWords,
  observableWords,
  taskWords,
} from './words.ts';

/** A kind of objects that queries begin with. */
export interface QueriedKind extends Kind {
  /** Its name in the operations of queries, after `list` and `get`. */
  readonly operation: string;
}

type KindName = 'task' | 'log' | 'alert' | 'case' | 'observable' | 'job' | 'action' | 'analyzerTemplate';

/** The kinds. */
export const kinds: Readonly<Record<KindName, QueriedKind>> = {
  alert: {
    entity: 'alert',
    operation: 'Alert',
    words: alertWords,
    beside: () => besideAlerts,
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
    show: async (call, logs) => logs.map((log) => renderLog(log, actorOf(call))),
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
    beside: nothingBeside,
    show: async (_, objects) => objects.map(renderAnalyzerTemplate),
  },
};
