/** A report for Word, made from a case on a real server, is opened by a reader that is not ours. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { basic } from '../journeys/api-client.ts';
import { withServer } from '../journeys/server.ts';
import { buildScene, observe, organisation } from './scene.ts';
import { makeVirtualEnvironment } from './virtual-environment.ts';

const script = join(import.meta.dirname, 'documents', 'read.py');

const definition = {
  i18n: { lang: 'en' },
  header: { template: 'About {{case.title}}' },
  footer: { template: 'Case {{case.number}}' },
  highestTlp: 3,
  widgets: [
    { _kind: 'Text', template: '# {{case.title}}\n\n> They wrote\n\n{{case.description}}' },
    { _kind: 'ObservableTable', title: 'Indicators', columns: ['dataType', 'data'], protectData: true },
  ],
};

it('has headings, tables and the TLP at both ends of its pages', { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skep-documents-'));
  try {
    const python = await makeVirtualEnvironment(join(folder, 'environment'), ['python-docx==1.2.0']);
    await withServer({}, async (server) => {
      const scene = await buildScene(server);
      await observe(scene, { dataType: 'url', data: 'http://evil.example/a', tlp: 1 });
      await observe(scene, { dataType: 'filename', data: '发票.pdf', tlp: 1 });
      const { login, password } = server.administrator;
      const answer = await fetch(`${server.url}/api/v1/caseReport/render`, {
        method: 'POST',
        headers: {
          authorization: basic(login, password),
          'x-organisation': organisation,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ format: 'docx', caseId: scene.caseId, definition }),
      });
      expect(answer.status).toBe(200);
      const file = join(folder, 'report.docx');
      await writeFile(file, new Uint8Array(await answer.arrayBuffer()));
      const { stdout } = await promisify(execFile)(python, [script, file]);
      expect(JSON.parse(stdout)).toEqual({
        title: 'Seen by Python',
        headings: [
          ['Heading 1', 'Seen by Python'],
          ['Heading 2', 'Indicators'],
        ],
        tables: [
          [
            ['Type', 'Value'],
            ['filename', '发票.pdf'],
            ['url', 'hxxp://evil[.]example/a'],
          ],
        ],
        pictures: 0,
        header: [expect.stringContaining('TLP:AMBER+STRICT'), 'About Seen by Python', ''],
        footer: [expect.stringMatching(/^Case \d+$/), expect.stringContaining('TLP:AMBER+STRICT')],
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
