/** Writes a line about the object into a channel of a chat, by the channel's incoming webhook. */

import {
  askJson,
  caseNumberOf,
  type LinkedObject,
  levelName,
  lineageOf,
  NeuronError,
  type ResponderJob,
  type ResponderResult,
  responder,
  serviceAddress,
  textAt,
  titleOf,
} from '@skep/sdk';
import { defang, defangText } from '@skep/sdk/indicators';

const kindNames = {
  case: 'Case',
  alert: 'Alert',
  case_task: 'Task',
  case_task_log: 'Task log',
  case_artifact: 'Observable',
} as const;

/** Longest title, in characters. */
const longestTitle = 500;

/** How each chat wants a line, made harmless: nothing in it may call people or become a link. */
const bodies: ReadonlyMap<string, (line: string) => unknown> = new Map([
  ['slack', (line: string): unknown => ({ text: withoutMarkup(line) })],
  ['mattermost', (line: string): unknown => ({ text: line.replaceAll('@', '@\u200b') })],
  ['teams', teamsCard],
]);

responder({ run: write });

async function write(job: ResponderJob): Promise<ResponderResult> {
  const chat = job.config.text('chat').toLowerCase();
  const bodyOf = bodies.get(chat);
  if (bodyOf === undefined) {
    throw new NeuronError('Configuration item "chat" must be slack, mattermost or teams', 'parameterInvalid');
  }
  const line = lineAbout(job);
  await askJson({
    service: chat,
    address: serviceAddress(job.config, 'url', ''),
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(bodyOf(line)),
    // Chats answer with a word such as "ok", or with nothing.
    accepted: [200, 201, 202],
  });
  return { full: { message: `Written to ${chat}`, line } };
}

function lineAbout({ dataType, data, tlp, pap }: ResponderJob): string {
  const lineage = lineageOf(dataType, data);
  const found = lineage.find(({ kind }) => kind === 'case');
  const number = found === undefined ? undefined : caseNumberOf(found.value);
  const [object] = lineage;
  const about = object === undefined ? 'An object' : `${kindNames[object.kind]}: ${shown(object)}`;
  const place = number === undefined ? '' : `[#${number}] `;
  return `${place}${about} (TLP:${levelName(tlp)} PAP:${levelName(pap)})`;
}

function shown(object: LinkedObject): string {
  const title = titleOf(object).replace(/\s+/g, ' ').slice(0, longestTitle);
  if (object.kind !== 'case_artifact') return defangText(title);
  return defang(title, textAt(object.value, 'dataType') ?? 'other');
}

function withoutMarkup(line: string): string {
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function teamsCard(line: string): unknown {
  const block = { type: 'TextBlock', text: line.replace(/[[\]*_`]/g, '\\$&'), wrap: true };
  const content = { type: 'AdaptiveCard', version: '1.4', body: [block] };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content };
  return { type: 'message', attachments: [attachment] };
}
