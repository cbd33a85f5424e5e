/** Starts a workflow of an automation such as n8n or Shuffle by its webhook. */

import { createHmac } from 'node:crypto';
import {
  askJson,
  isJsonObject,
  NeuronError,
  type ResponderJob,
  type ResponderResult,
  responder,
  serviceAddress,
  textAt,
  valueAt,
} from '@skep/sdk';

/** Names under which automations tell the run that they started. */
const runNames = ['execution_id', 'executionId', 'run_id', 'id'] as const;

responder({ run: trigger });

async function trigger(job: ResponderJob): Promise<ResponderResult> {
  const { config, dataType, data, tlp, pap, message, parameters } = job;
  const body = JSON.stringify({ dataType, data, tlp, pap, message, parameters });
  const authorization = config.text('authorization', '');
  const { status, content } = await askJson({
    service: 'The automation',
    address: serviceAddress(config, 'url', ''),
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...signature(body, config.text('secret', '')),
      ...(authorization === '' ? {} : { authorization }),
    },
    body,
    // A workflow may answer with a sentence, or with nothing.
    accepted: [200, 201, 202, 204],
  });
  // Shuffle answers 200 also when it started nothing.
  if (valueAt(content, 'success') === false) {
    throw new NeuronError('The automation says that it started nothing', 'serviceRefused');
  }
  const run = isJsonObject(content) ? runIn(content) : undefined;
  const started = run === undefined ? '' : `, run ${run}`;
  return { full: { message: `Workflow started, answered ${status}${started}`, run: run ?? null } };
}

/** Covers every byte of the body, in the form that code hosts made usual and automations know how to check. */
function signature(body: string, secret: string): Record<string, string> {
  if (secret === '') return {};
  return { 'x-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
}

function runIn(content: object): string | undefined {
  return runNames.map((name) => textAt(content, name)).find((run) => run !== undefined);
}
