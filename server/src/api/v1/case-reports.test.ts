/** Case reports over the wire: what is in them, what stays out, what they can do, and who may have them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dot } from '../../../../tests/matrix/dot.ts';
import { someAlert, someField } from '../../../../tests/support/triage.ts';
import { unzipped } from '../../../../tests/support/unzipped.ts';
import {
  buildWire,
  formOf,
  type Person,
  type TestAnswer,
  type Wire,
} from '../../../../tests/support/wire.ts';
import { share, someCase, someObservable, someTask } from '../../../../tests/support/work.ts';
import { mergeAlerts } from '../../commands/alert/merge-alerts.ts';
import { createCustomEvent } from '../../commands/case/custom-event-commands.ts';
import { createComment, createLog } from '../../commands/task/log-commands.ts';

let wire: Wire;
let ann: Person;
let reader: Person;
let eve: Person;

beforeAll(async () => {
  wire = await buildWire();
  const { first } = wire.world.organisations;
  ann = await wire.person(first, 'org-admin', 'ann@main.test');
  reader = await wire.person(first, 'read-only', 'reader@main.test');
  const other = await wire.world.organisation('other', first);
  eve = await wire.person(other, 'org-admin', 'eve@other.test');
  await someField(wire.world, 'business-unit');
});
afterAll(() => wire?.release());

const post = (url: string, body: object, as = ann): Promise<TestAnswer> =>
  wire.send('POST', `/api/v1${url}`, { as, body });
const get = (url: string, as = ann): Promise<TestAnswer> => wire.send('GET', `/api/v1${url}`, { as });
const render = (caseId: string | undefined, widgets: readonly object[], more: object = {}, as = ann) => {
  const {
    format = 'html',
    i18n = { lang: 'en' },
    highestTlp,
    ...rest
  }: Record<string, unknown> = { ...more };
  const ceiling = highestTlp === undefined ? {} : { highestTlp };
  const definition = { i18n, widgets, ...ceiling };
  return post(
    '/caseReport/render',
    { format, definition, ...(caseId === undefined ? {} : { caseId }), ...rest },
    as,
  );
};
describe('a report about a case', () => {
  it('holds what its widgets ask for, in the order of the definition', async () => {
    const { world } = wire;
    const caseId = await someCase(world, ann, {
      title: 'Forged invoice',
      description: 'Came **by mail**',
      customFields: { 'business-unit': 'Finance' },
    });
    await someObservable(world, ann, caseId, {
      dataType: 'url',
      data: 'http://evil.example/a',
      message: 'seen',
    });
    await someObservable(world, ann, caseId, { dataType: 'domain', data: 'ok.example' });
    const taskId = await someTask(world, ann, caseId, { title: 'Block it' });
    await world.run(ann, createLog, { taskId, message: 'Blocked at the *gateway*' });
    await world.run(ann, createComment, { caseId, message: 'Told the boss' });
    await world.run(ann, createCustomEvent, {
      caseId,
      date: 86_400_000,
      title: 'First mail',
      description: 'x',
    });
    const { status, text, headers } = await render(caseId, [
      {
        _kind: 'Text',
        template: '# {{case.title}}\n\n{{case.description}} {{case.customFieldValues.business-unit}}',
      },
      { _kind: 'ObservableTable', protectData: true, columns: ['data', 'dataType'], sort: ['-dataType'] },
      { _kind: 'TaskList', logColumns: ['message'] },
      { _kind: 'Comments' },
      { _kind: 'Timeline', withCustomEventsDescription: false, events: ['Custom'] },
      { _kind: 'CustomFields', title: 'Facts' },
    ]);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain('<h1>Forged invoice</h1>');
    expect(text).toContain('<p>Came <strong>by mail</strong> Finance</p>');
    expect(text).toContain('<tr><td class="long">hxxp://evil[.]example/a</td><td>url</td></tr>');
    expect(text).toContain('<p>Blocked at the <em>gateway</em></p>');
    expect(text).toContain('<td>1970-01-02 00:00</td><td>Event</td><td>First mail</td>');
    const places = ['Observables', 'Tasks', 'Block it', 'Comments', 'Told the boss', 'Timeline', 'Facts'].map(
      (word) => text.indexOf(word),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
  });

  it('shows some of the objects by filter and number, and says so', async () => {
    const caseId = await someCase(wire.world, ann);
    for (const last of [1, 2, 3]) await someObservable(wire.world, ann, caseId, { data: `192.0.2.${last}` });
    await someObservable(wire.world, ann, caseId, { dataType: 'domain', data: 'left.out' });
    const widget = {
      _kind: 'ObservableTable',
      protectData: false,
      filter: { _field: 'dataType', _value: 'ip' },
    };
    const { text } = await render(caseId, [{ ...widget, maxElements: 2 }], { format: 'markdown' });
    expect(text).toContain('Shown: 2 of 3.');
    expect(text).not.toContain('left.out');
    expect((await render(caseId, [widget], { maxElements: 1, format: 'markdown' })).text).toContain(
      'Shown: 1 of 3.',
    );
  });

  it('says its own words in the language of its definition', async () => {
    const widgets = [{ _kind: 'TTPTable' }, { _kind: 'ObservableTable', protectData: true }];
    const french = await render(undefined, widgets, { i18n: { lang: 'fr-CA' } });
    expect(french.text).toContain('<html lang="fr">');
    expect(french.text).toContain('Toutes les heures sont en UTC.');
    const chinese = await render(undefined, widgets, { i18n: { lang: 'zh' } });
    expect(chinese.text).toContain('<h2>可观测对象</h2>');
    const caseId = await someCase(wire.world, ann);
    await someTask(wire.world, ann, caseId);
    const columns = ['status', 'severity', 'stage'];
    const alert = await someAlert(wire.world, ann, { severity: 3 });
    await wire.world.run(ann, mergeAlerts, { caseId, alertIds: [alert], how: 'merge' });
    const states = await render(caseId, [{ _kind: 'TaskList' }, { _kind: 'AlertTable', columns }], {
      lang: 'fr',
    });
    expect(states.text).toContain('<tr><th scope="row">Statut</th><td>En attente</td></tr>');
    expect(states.text).toContain('<tr><td>Importée</td><td>Élevée</td><td>Importée</td></tr>');
    const asked = await render(undefined, widgets, { lang: 'fr' });
    expect(asked.text).toContain('Toutes les heures sont en UTC.');
    const refused = await render(undefined, widgets, { lang: 'tlh' });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('one of en, fr, zh');
  });

  it('is made of samples when no case is named', async () => {
    const widgets = [{ _kind: 'Text', template: '{{case.number}}' }];
    const { text } = await render(undefined, widgets, { highestTlp: 0 });
    expect(text).toContain('Sample data');
  });
});

describe('the highest TLP of a report', () => {
  async function mixedCase(): Promise<string> {
    const caseId = await someCase(wire.world, ann, { tlp: 1 });
    await someObservable(wire.world, ann, caseId, { data: '192.0.2.1', tlp: 1 });
    await someObservable(wire.world, ann, caseId, {
      data: '192.0.2.99',
      tlp: 4,
      sighted: true,
      sightedAt: 1,
      message: 'secret',
    });
    const alert = await someAlert(wire.world, ann, { title: 'Red alert', tlp: 3, description: 'secret' });
    await wire.world.run(ann, mergeAlerts, { caseId, alertIds: [alert], how: 'merge' });
    return caseId;
  }
  const widgets = [
    { _kind: 'ObservableTable', protectData: false },
    { _kind: 'ObservableList', protectData: false },
    { _kind: 'AlertList' },
    { _kind: 'Timeline', withCustomEventsDescription: true },
  ];

  it('keeps everything above it out of every part, and says how much that is', async () => {
    const caseId = await mixedCase();
    for (const format of ['html', 'markdown', 'docx']) {
      const { status, text, bytes, headers } = await render(caseId, widgets, { format, highestTlp: 2 });
      expect(status).toBe(200);
      const whole = format === 'docx' ? unzipped(bytes) : text;
      expect(whole).toContain('192.0.2.1');
      for (const word of ['192.0.2.99', 'Red alert', 'secret']) expect(whole).not.toContain(word);
      expect(whole).toContain('withheld because of their TLP: 2');
      expect(headers['x-withheld']).toBe('2');
      expect(headers['x-withheld-kinds']).toBe('alert=1, observable=1');
    }
    const open = await render(caseId, widgets);
    for (const word of ['192.0.2.99', 'Red alert', 'secret']) expect(open.text).toContain(word);
  });

  it('refuses a case that is above it, and is the lower one of request and definition', async () => {
    const caseId = await someCase(wire.world, ann, { tlp: 2 });
    const inDefinition = await render(caseId, [], { highestTlp: 1 });
    expect(inDefinition.status).toBe(400);
    expect(inDefinition.text).toContain('TLP:AMBER');
    const definition = { i18n: { lang: 'en' }, highestTlp: 4, widgets: [] };
    const body = { format: 'html', caseId, definition };
    expect((await post('/caseReport/render', body)).status).toBe(200);
    expect((await post('/caseReport/render', { ...body, highestTlp: 1 })).status).toBe(400);
  });
});

describe('hostile text', () => {
  const hostile = [
    '<script>alert(1)</script><img src=x onerror=alert(2)>',
    '[click](javascript:alert(3)) [go](http://evil.example/x) ![dot](http://evil.example/track.png)',
    '<http://evil.example/auto> www.evil.example',
    '| a | b |\n|---|---|\n| <b>1</b> | `x` |',
    '{{case.constructor}} {{#case}}{{__proto__}}{{/case}}',
    '\u0007\u202Egnp.exe',
  ].join('\n\n');

  it.each(['html', 'markdown', 'docx', 'pdf'])('can do nothing in %s', async (format) => {
    const caseId = await someCase(wire.world, ann, {
      title: '<script>x</script> [t](javascript:1)',
      description: hostile,
    });
    await someTask(wire.world, ann, caseId, { title: '`![i](http://evil.example)`', description: hostile });
    await someObservable(wire.world, ann, caseId, {
      dataType: 'other',
      data: '=HYPERLINK("http://evil.example")|x',
    });
    const { status, text, bytes } = await render(
      caseId,
      [
        {
          _kind: 'Text',
          title: '<i>t</i>',
          template: '# {{case.title}}\n\n{{case.description}}\n\n{{{case.title}}}',
        },
        { _kind: 'TaskList' },
        { _kind: 'TaskTable', columns: ['title', 'description'] },
        { _kind: 'ObservableTable', protectData: false },
      ],
      { format },
    );
    expect(status).toBe(200);
    if (format === 'html') {
      expect(text).not.toMatch(/<script|<img|<a[ >]|<i>|<b>/i);
      expect(text).not.toMatch(/<[a-z][^>]*\s(?:src|href|on\w+)=/i);
      expect(text).toContain('&lt;script&gt;');
    }
    if (format === 'markdown') {
      expect(text).not.toMatch(/(?<!\\)<(?!br>)/);
      expect(text).not.toMatch(/(?<!\\)\[[^\]]*(?<!\\)\]\(/);
      expect(text).not.toMatch(/https?:\/\//);
    }
    if (format === 'docx') {
      const xml = unzipped(bytes).replaceAll(/<w:instrText[^>]*>(?:PAGE|NUMPAGES)<\/w:instrText>/g, '');
      expect(xml).not.toMatch(/w:hyperlink|w:fldSimple|w:instrText|TargetMode="External"|vbaProject/);
      expect(xml).toContain('&lt;script&gt;');
    }
    if (format === 'pdf') {
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(bytes.toString('latin1')).not.toMatch(/\/(?:URI|JavaScript|JS|Launch|AcroForm|EmbeddedFile)\b/);
    }
    expect(text).not.toContain('\u202e');
  });

  it('runs nowhere, because the answer lets nothing in', async () => {
    const { headers } = await render(undefined, []);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(headers['content-security-policy']).not.toContain('allow-');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });
});

describe('a template', () => {
  const made = async (raw: object = {}): Promise<string> => {
    const body = { title: `T${Math.random()}`, definition: { i18n: { lang: 'en' }, widgets: [] }, ...raw };
    return (await post('/caseReportTemplate', body)).read('_id');
  };

  it('is found by its title, changed and removed, and each title stands once', async () => {
    const id = await made({ title: 'Incident', version: 2 });
    const found = await get('/caseReportTemplate/Incident');
    expect(found.body).toMatchObject({
      _id: id,
      _type: 'CaseReportTemplate',
      title: 'Incident',
      group: 'default',
      description: '',
      version: 2,
      definition: { i18n: { lang: 'en' } },
    });
    const again = await post('/caseReportTemplate', {
      title: 'Incident',
      definition: { i18n: { lang: 'en' } },
    });
    expect([again.status, again.read('message')]).toEqual([400, 'Report template Incident already exists']);
    const url = `/api/v1/caseReportTemplate/${id}`;
    expect((await wire.send('PATCH', url, { as: ann, body: { group: 'g' } })).status).toBe(204);
    expect((await get(`/caseReportTemplate/${id}`)).read('group')).toBe('g');
    expect((await wire.send('DELETE', url, { as: ann })).status).toBe(204);
    expect((await get(`/caseReportTemplate/${id}`)).status).toBe(404);
  });

  it('is told everything that is wrong with its definition at once', async () => {
    const definition = {
      dateFormat: 'nonsense',
      i18n: { lang: 'de' },
      highestTlp: 9,
      header: { template: '{{#open}}' },
      widgets: [
        { _kind: 'Nothing' },
        { _kind: 'ObservableTable', columns: ['data', 'nope'], sort: ['zz'] },
        { _kind: 'Text' },
        { _kind: 'TaskList', filter: { _unknown: 1 }, maxElements: 0, colour: 'red' },
      ],
    };
    const { status, text } = await post('/caseReportTemplate', { definition });
    expect(status).toBe(400);
    for (const path of [
      'title',
      'definition.dateFormat',
      'definition.i18n.lang',
      'definition.highestTlp',
      'definition.header.template',
      'definition.widgets[0]._kind',
      'definition.widgets[1].columns',
      'definition.widgets[1].protectData',
      'definition.widgets[1].sort',
      'definition.widgets[2].template',
      'definition.widgets[3].filter',
      'definition.widgets[3].maxElements',
      'definition.widgets[3].colour',
    ])
      expect(text).toContain(`"${path}`);
  });

  it('tells editors what it may name', async () => {
    const { body } = await get('/caseReportTemplate/_info', reader);
    expect(body).toMatchObject({
      widgets: expect.arrayContaining(['Text', 'Timeline', 'TTPList']),
      widgetOptions: { Text: ['template'], Pages: ['filter'], Image: ['attachmentId'] },
      logFields: expect.arrayContaining(['message', 'includeInTimeline']),
      timelineEvents: ['Alert', 'Case', 'Task', 'Log', 'Observable', 'Procedure', 'Custom'],
    });
  });

  it('shows its pictures, and takes nothing else for one', async () => {
    const id = await made();
    const add = (content: Buffer, as = ann, fileName = 'logo.png') =>
      wire.send('POST', `/api/v1/caseReportTemplate/${id}/attachment`, {
        as,
        ...formOf([{ name: 'attachments', fileName, type: 'text/html', content }]),
      });
    const added = await add(Buffer.from(dot, 'base64'));
    expect(added.status).toBe(201);
    const [, image = ''] = /"_id":"(~\d+)"/.exec(added.text) ?? [];
    expect(added.text).toContain('"contentType":"image/png"');
    expect((await add(Buffer.from(dot, 'base64'))).status).toBe(400);
    expect((await add(Buffer.from('<svg onload="x">'), ann, 'a.svg')).status).toBe(400);
    expect((await add(Buffer.from(dot, 'base64'), reader)).status).toBe(403);
    const widgets = [{ _kind: 'Image', attachmentId: image }];
    const definition = { i18n: { lang: 'en' }, widgets };
    await wire.send('PATCH', `/api/v1/caseReportTemplate/${id}`, { as: ann, body: { definition } });
    const page = await get(`/caseReport/render?format=HTML&caseReportTemplateId=${id}`);
    expect(page.text).toContain(`<img alt="logo.png" src="data:image/png;base64,${dot}">`);
    for (const format of ['docx', 'pdf'])
      expect((await get(`/caseReport/render?format=${format}&caseReportTemplateId=${id}`)).status).toBe(200);
    const draft = { format: 'html', definition: { ...definition, header: { template: 'Draft' } } };
    const preview = await post('/caseReport/render', { ...draft, caseReportTemplateId: id });
    expect(preview.text).toMatch(/<header>Draft<\/header>[\s\S]*<img alt="logo.png"/);
    const url = `/caseReportTemplate/${id}/attachment/${image}`;
    expect((await get(url)).headers['content-disposition']).toContain('inline');
    expect((await get(url, eve)).status).toBe(404);
    expect((await wire.send('DELETE', `/api/v1${url}`, { as: ann })).status).toBe(204);
    expect((await get(url)).status).toBe(404);
  });
});

describe('a report that is kept', () => {
  it('is listed with its case, shown in a sandbox, replaced and deleted', async () => {
    const caseId = await someCase(wire.world, ann, { title: 'Kept', tlp: 1 });
    await someObservable(wire.world, ann, caseId, { tlp: 4 });
    const widgets = [{ _kind: 'ObservableTable', protectData: true }];
    const title = 'Weekly: "short"';
    await post('/caseReportTemplate', {
      title,
      definition: { i18n: { lang: 'en' }, widgets, highestTlp: 2 },
    });
    const made = await post(`/case/${caseId}/report`, { format: 'html', caseReportTemplateId: title });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      _type: 'CaseReport',
      contentType: 'text/html',
      highestTlp: 2,
      withheld: 1,
      _createdBy: ann.login,
    });
    const id = made.read('_id');
    const query = [{ _name: 'getCase', idOrName: caseId }, { _name: 'caseReports' }];
    expect((await post('/query', { query })).text).toContain(id);
    const view = await get(`/caseReport/${id}/view`, reader);
    expect(view.headers['content-disposition']).toMatch(/^inline/);
    expect(view.headers['content-security-policy']).toMatch(/sandbox$/);
    expect(view.text).toContain('withheld because of their TLP: 1');
    const file = formOf([{ name: 'file', fileName: 'own.txt', type: 'text/plain', content: 'by hand' }]);
    expect((await wire.send('PATCH', `/api/v1/caseReport/${id}`, { as: reader, ...file })).status).toBe(403);
    expect((await wire.send('PATCH', `/api/v1/caseReport/${id}`, { as: ann, ...file })).status).toBe(204);
    const stored = await get(`/caseReport/${id}/download`);
    expect([stored.text, stored.headers['content-disposition']]).toEqual([
      'by hand',
      'attachment; filename="own.txt"',
    ]);
    expect((await wire.send('DELETE', `/api/v1/caseReport/${id}`, { as: ann })).status).toBe(204);
    expect((await get(`/caseReport/${id}/view`)).status).toBe(404);
  });

  it('is seen by those that have the case, and holds only what its maker sees', async () => {
    const { world } = wire;
    const caseId = await someCase(world, ann, { title: 'Shared' });
    await share(world, ann, caseId, eve.organisation);
    const body = {
      format: 'html',
      definition: { i18n: { lang: 'en' }, widgets: [{ _kind: 'TaskTable' }] },
      caseId,
    };
    expect((await post('/caseReport/render', body, eve)).status).toBe(200);
    const hidden = await someCase(world, ann, { title: 'Hidden' });
    expect((await post('/caseReport/render', { ...body, caseId: hidden }, eve)).status).toBe(404);
    const upload = formOf([{ name: 'file', fileName: 'a.pdf', type: 'application/pdf', content: '%PDF-' }]);
    const kept = await wire.send('POST', `/api/v1/case/${caseId}/report/upload`, { as: ann, ...upload });
    expect((await get(`/caseReport/${kept.read('_id')}/download`, eve)).status).toBe(200);
    const own = await wire.send('POST', `/api/v1/case/${hidden}/report/upload`, { as: ann, ...upload });
    expect((await get(`/caseReport/${own.read('_id')}/download`, eve)).status).toBe(404);
    expect((await wire.send('DELETE', `/api/v1/caseReport/${own.read('_id')}`, { as: eve })).status).toBe(
      404,
    );
  });

  it('is made in the formats that are listed, and refused in others', async () => {
    expect((await get('/caseReport/formats')).body).toEqual({ formats: ['html', 'markdown', 'docx', 'pdf'] });
    const { status, text } = await render(undefined, [], { format: 'odt' });
    expect(status).toBe(400);
    expect(text).toContain('html, markdown, docx, pdf');
  });
});
