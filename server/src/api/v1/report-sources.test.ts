/** What reports say of where they come from, and to whom they may be told: numbered sources, and the mark on every page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unzipped } from '../../../../tests/support/unzipped.ts';
import { buildWire, type Person, type TestAnswer, type Wire } from '../../../../tests/support/wire.ts';
import {
  finish,
  someCase,
  someJob,
  someNeuron,
  someObservable,
  someTask,
} from '../../../../tests/support/work.ts';
import { createCustomEvent } from '../../commands/case/custom-event-commands.ts';
import { createLog } from '../../commands/task/log-commands.ts';
import { addCaseAttachments } from '../../commands/value/attachments.ts';

let wire: Wire;
let ann: Person;

beforeAll(async () => {
  wire = await buildWire();
  ann = await wire.person(wire.world.organisations.first, 'org-admin', 'ann@main.test');
});
afterAll(() => wire?.release());

const render = (caseId: string, widgets: readonly object[], more: object = {}): Promise<TestAnswer> => {
  const definition = { i18n: { lang: 'en' }, widgets };
  const body = { format: 'html', definition, caseId, ...more };
  return wire.send('POST', '/api/v1/caseReport/render', { as: ann, body });
};

describe('the sources of a report', () => {
  const inCase = async () => {
    const { world } = wire;
    const caseId = await someCase(world, ann, { tlp: 1 });
    const taskId = await someTask(world, ann, caseId, { title: 'Look at the proxy' });
    const log = await world.run(ann, createLog, { taskId, message: 'The host called home', startDate: 5 });
    const [seen, hidden] = [
      await someObservable(world, ann, caseId, { data: '192.0.2.1', tlp: 1 }),
      await someObservable(world, ann, caseId, { data: '192.0.2.99', tlp: 4 }),
    ];
    const file = await world.upload('proxy.log', 'content');
    const uploads = new Map([['attachments', [file]]]);
    const [fileId] = await world.run(ann, addCaseAttachments, { id: caseId }, { uploads });
    const evidence = [seen, hidden, `~${fileId}`];
    await world.run(ann, createCustomEvent, { caseId, date: 1, title: 'Beacon', evidence });
    return { caseId, log: `~${log.id}`, seen, hidden, file: `~${fileId}` };
  };
  const timeline = { _kind: 'Timeline', withCustomEventsDescription: false, events: ['Custom'] };
  const rowsIn = (text: string): string[][] =>
    text
      .slice(text.indexOf('<h2>Sources</h2>'))
      .split('<tr>')
      .slice(2)
      .map((row) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) => cell));

  it('have numbers in the order in which they are cited, and a list at the end', async () => {
    const { caseId, log, seen, file } = await inCase();
    const elsewhere = await someObservable(wire.world, ann, await someCase(wire.world, ann));
    const template = `Seen log:${log}, then obs:${seen} and log:${log}. Not obs:${elsewhere}.`;
    const { text } = await render(caseId, [
      { _kind: 'Text', template },
      timeline,
      { _kind: 'TaskList', logColumns: ['message'] },
    ]);
    expect(text).toContain(`<p>Seen [1], then [2] and [1]. Not obs:${elsewhere}.</p>`);
    expect(text).toContain('<td>Beacon [2] [3] [4]</td>');
    expect(text).toMatch(/<p class="note">\[1\]<\/p>\s*<p>The host called home<\/p>/);
    const rows = rowsIn(text);
    expect(rows.map(([number, kind, what]) => [number, kind, what])).toEqual([
      ['1', 'Log', 'The host called home'],
      ['2', 'Observable', 'ip 192[.]0[.]2[.]1'],
      ['3', 'Observable', 'ip 192[.]0[.]2[.]99'],
      ['4', 'File', expect.stringMatching(/^proxy\.log · SHA-256 [0-9a-f]{64}$/)],
    ]);
    expect(rows[0]?.[3]).toMatch(/^ann@main\.test, \d{4}-/);
    expect(file).toMatch(/^~/);
    const french = await render(caseId, [timeline], { lang: 'fr', format: 'markdown' });
    expect(french.text).toContain('| N° | Objet | Source | Noté |');
    for (const format of ['docx', 'pdf'])
      expect((await render(caseId, [timeline], { format })).status).toBe(200);
  });

  it('above the highest TLP are told by a mark alone', async () => {
    const { caseId, seen, hidden } = await inCase();
    const template = `obs:${hidden} before obs:${seen}`;
    const { text } = await render(caseId, [{ _kind: 'Text', template }, timeline], { highestTlp: 2 });
    expect(text).toContain('<p>[withheld] before [1]</p>');
    expect(text).toContain('<td>Beacon [1] [withheld] [2]</td>');
    expect(text).not.toContain('192[.]0[.]2[.]99');
  });

  it('are the runs of analyzers, where short results are shown', async () => {
    const { world } = wire;
    const caseId = await someCase(world, ann);
    const observable = await someObservable(world, ann, caseId);
    await someNeuron(world, ann, 'analyzer', { name: 'Lookup' });
    const reportTags = [{ level: 'malicious', namespace: 'L', predicate: 'Score', value: '9' }];
    const job = await someJob(world, ann, 'Lookup', observable);
    await finish(world, ann, 'job', job, { report: { summary: { taxonomies: reportTags } }, reportTags });
    const widget = { _kind: 'ObservableTable', protectData: true, columns: ['reports'] };
    const { text } = await render(caseId, [widget, { _kind: 'Text', template: `report:~${job}` }]);
    expect(text).toContain('<td>L:Score=9 [1]</td>');
    expect(text).toContain('<p>[1]</p>');
    expect(rowsIn(text)).toEqual([
      ['1', 'Report of an analyzer', 'Lookup · ip 192[.]0[.]2[.]1', expect.any(String)],
    ]);
  });
});

describe('the mark of a report', () => {
  it('is its highest TLP, or that of what it shows, on every page', async () => {
    const caseId = await someCase(wire.world, ann, { tlp: 1 });
    await someObservable(wire.world, ann, caseId, { tlp: 3 });
    const table = { _kind: 'ObservableTable', protectData: true };
    const markOf = async (widgets: readonly object[], more: object = {}): Promise<string | undefined> =>
      /<p class="mark">(.*?)<\/p>/.exec((await render(caseId, widgets, more)).text)?.[1];
    expect(await markOf([])).toBe('TLP:GREEN');
    expect(await markOf([table])).toBe('TLP:AMBER+STRICT');
    expect(await markOf([table], { highestTlp: 2 })).toBe('TLP:AMBER');
    const { text } = await render(caseId, []);
    expect(text).toMatch(/@page \{[^}]*@top-right \{ content: "TLP:GREEN"/);
    const { bytes } = await render(caseId, [], { format: 'docx' });
    expect(unzipped(bytes).match(/TLP:GREEN/g)).toHaveLength(2);
    const { text: markdown } = await render(caseId, [], { format: 'markdown' });
    expect(markdown).toMatch(/^\*\*TLP:GREEN\*\*\n[\s\S]*\*\*TLP:GREEN\*\*\n$/);
  });
});
