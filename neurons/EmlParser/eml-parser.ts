/** Takes a mail apart: Internet mail (.eml) and Outlook items (.msg), told apart by their content. */

import { createReadStream } from 'node:fs';
import { type AnalyzerJob, type AnalyzerResult, analyzer, NeuronError } from '@skep/sdk';
import { type MailAnatomy, readMail } from '@skep/sdk/mail';
import { artifactsOf } from './artifacts.ts';
import { mailReport } from './mail-report.ts';
import { taxonomiesOf, traitsOf } from './traits.ts';

analyzer({ run: takeApart });

async function takeApart(job: AnalyzerJob): Promise<AnalyzerResult> {
  if (job.file === undefined) throw new NeuronError('Only files are read: .eml or .msg', 'wrongType');
  const bytes = job.config.number('most_megabytes', 50) * 1024 * 1024;
  const mail = await readMail(createReadStream(job.file.path), { bytes });
  refuseOtherFiles(mail);
  const traits = traitsOf(mail);
  return {
    full: { ...mailReport(mail), traits },
    taxonomies: taxonomiesOf(mail, traits),
    artifacts: artifactsOf(mail, job),
  };
}

function refuseOtherFiles(mail: MailAnatomy): void {
  const wrong = mail.faults.find(
    ({ code }) => code === 'empty' || code === 'unreadable' || code === 'noHeaders',
  );
  const holdsNothing = mail.headers.length === 0 && mail.from.length === 0 && mail.attachments.length === 0;
  if (wrong === undefined || !holdsNothing) return;
  const detail = wrong.detail === '' ? '' : `: ${wrong.detail}`;
  throw new NeuronError(`This file is no mail (.eml or .msg)${detail}`, 'notMail');
}
