import { openScene } from './scene.ts';
import { readFacts } from './facts.ts';
import { parseQuery } from '../server/src/api/v1/parse-query.ts';
import { runQuery } from '../server/src/query/index.ts';
import { measureLists, measureFinding, measureDashboard } from './measure/reading.ts';
const scene = await openScene(process.argv[2]);
try {
  const facts = await readFacts(scene.database);
  if (!facts) throw 1;
  console.log(facts.size, facts.richAlerts.length);
  const ask = (body) => runQuery(scene.database, facts.actor, parseQuery(body, facts.actor.login).pipeline);
  for (const s of [...await measureLists(ask, facts), await measureFinding(ask, facts), await measureDashboard(ask, facts)]) {
    console.log('== ' + s.title);
    for (const m of s.measurements) console.log(m.name.padEnd(45), m.p50.toFixed(1), m.p95.toFixed(1), m.failure ?? '');
  }
} finally { await scene.close(); }
