/** All texts in French. */
import alerts from './alerts.json' with { type: 'json' };
import attack from './attack.json' with { type: 'json' };
import cases from './cases.json' with { type: 'json' };
import catalogues from './catalogues.json' with { type: 'json' };
import dashboards from './dashboards.json' with { type: 'json' };
import engine from './engine.json' with { type: 'json' };
import entry from './entry.json' with { type: 'json' };
import errors from './errors.json' with { type: 'json' };
import lists from './lists.json' with { type: 'json' };
import metrics from './metrics.json' with { type: 'json' };
import observables from './observables.json' with { type: 'json' };
import settings from './settings.json' with { type: 'json' };
import sharing from './sharing.json' with { type: 'json' };
import shell from './shell.json' with { type: 'json' };
import tasks from './tasks.json' with { type: 'json' };
import timeline from './timeline.json' with { type: 'json' };
import words from './words.json' with { type: 'json' };

export default {
  alerts,
  attack,
  cases,
  catalogues,
  dashboards,
  engine,
  entry,
  errors,
  lists,
  metrics,
  observables,
  settings,
  sharing,
  shell,
  tasks,
  timeline,
  words,
};
