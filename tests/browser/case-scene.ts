/** What journeys through cases need beside people: a template, neurons that run, a mail server that keeps what it gets. */
import type { Page } from 'playwright-core';
import type { Wire } from '../journeys/api-client.ts';
import { type MailSink, startMailSink } from '../journeys/mail-sink.ts';
import { reportedMail } from '../journeys/reported-mail.ts';
import { openScene, organisation, type Scene } from './alert-scene.ts';

/** A scene with neurons, and the mails that they sent. */
export interface CaseScene extends Scene {
  readonly sink: MailSink;
}

/** Name of the template for reported mails. */
export const phishing = 'Phishing';

/** Tasks of the template; the first two have to be done before a case is closed. */
export const tasks = [
  'Look at the mail',
  'Inform users',
  'Block the sender',
  'Search other mailboxes',
  'Check the proxy',
  'Write the report',
] as const;

/** Starts everything, with the template and the neurons. */
export async function openCaseScene(): Promise<CaseScene> {
  const sink = await startMailSink();
  const scene = await openScene();
  await scene.source.call('POST', '/caseTemplate', {
    name: phishing,
    displayName: phishing,
    titlePrefix: '[PHI]',
    tags: ['phishing', 'mail:soc@main.test'],
    tlp: 2,
    pap: 1,
    tasks: tasks.map((title, order) => ({ title, order, mandatory: order < 2 })),
  });
  for (const neuron of neuronsOf(sink.port)) await scene.source.call('POST', '/neuron', neuron);
  const close = async (): Promise<void> => {
    await scene.close();
    await sink.close();
  };
  return { ...scene, sink, close };
}

function neuronsOf(smtpPort: number): readonly Wire[] {
  return [
    { definitionId: 'Demo_Reputation_1_0', configuration: { key: 'a-journey', delay_ms: 1_500 } },
    { definitionId: 'Demo_Sandbox_1_0', configuration: { delay_ms: 300 } },
    { definitionId: 'Demo_BlockDomain_1_0', configuration: {}, contains: true },
    {
      definitionId: 'Mailer_1_0',
      configuration: { from: 'skep@main.test', smtp_host: '127.0.0.1', smtp_port: smtpPort },
    },
  ];
}

/** A mail of some minutes ago whose links lead to a host of that name below `evil.example`. */
export function mailAbout(host: string): Buffer {
  const sent = new Date(Date.now() - 9 * 60_000).toUTCString().replace('GMT', '+0000');
  return Buffer.from(
    Buffer.from(reportedMail())
      .toString('utf8')
      .replaceAll('sign.evil.example', `${host}.evil.example`)
      .replaceAll(/Tue, 13 Jan 2026 [\d:]+ \+0000/g, sent),
  );
}

/** Opens a section of a case. */
export async function openCase(
  { server }: Scene,
  page: Page,
  number: number | string,
  section = 'overview',
): Promise<void> {
  await page.goto(`${server.url}/o/${organisation}/cases/${number}/${section}`);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
}
