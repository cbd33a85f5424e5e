/** What a neuron may do to its input, which every runner keeps to: write beside it, never change it. */
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Bench } from './conformance.ts';

/** Describes the input of a job. */
export function describeInput({ run, needs }: Bench): void {
  needs('separated', 'what it is given cannot be changed', async () => {
    const result = await run(
      `const folder = path.join(job, 'input');
       const given = path.join(folder, 'input.json');
       for (const one of [folder, given]) works(() => fs.chmodSync(one, 0o777));
       succeed({ wrote: works(() => fs.writeFileSync(given, '{}')), removed: works(() => fs.unlinkSync(given)),
         moved: works(() => fs.renameSync(given, given + '.old')), replaced: works(() => fs.renameSync(folder, path.join(job, 'other'))) });`,
    );
    const full = { wrote: false, removed: false, moved: false, replaced: false };
    expect(result).toMatchObject({ report: { full } });
  });

  test('it may write beside the file that it is given, as far as it may write at all', async () => {
    const about = { filename: 'a.pdf', contentType: 'application/pdf', size: 3 };
    const file = { ...about, open: () => Readable.from(['pdf']) };
    const pages = await run(
      `const file = path.join(job, 'input', input.file);
       fs.writeFileSync(file + '_page_1.png', fs.readFileSync(file, 'utf8') + ' as a picture');
       succeed({ page: fs.readFileSync(file + '_page_1.png', 'utf8') });`,
      { subject: { kind: 'file', dataType: 'file', file } },
    );
    expect(pages).toMatchObject({ report: { full: { page: 'pdf as a picture' } } });
    const flood = await run(
      `for (let page = 0; ; page += 1) fs.writeFileSync(path.join(job, 'input', 'page' + page), 'x'.repeat(100_000));`,
      { limits: { outputBytes: 2 * 1024 ** 2 } },
    );
    expect(flood).toMatchObject({ status: 'Failure', failure: { code: 'stopped', by: 'output' } });
  });
}
