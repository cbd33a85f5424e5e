/** Sends the object by mail to the people named in it, and says on the object that it did. */

import {
  buildOperation,
  type LinkedObject,
  lineageOf,
  NeuronError,
  type Operation,
  type ResponderJob,
  type ResponderResult,
  responder,
  textAt,
} from '@skep/sdk';
import { type Letter, letterFor } from './letter.ts';
import { recipientsOf } from './recipients.ts';
import { type Delivery, send, serverFrom } from './server.ts';

responder({ run: mail });

async function mail(job: ResponderJob): Promise<ResponderResult> {
  const lineage = lineageOf(job.dataType, job.data);
  const [object] = lineage;
  if (object === undefined) {
    throw new NeuronError(`Cannot write about ${job.dataType}: only about ${accepted}`, 'wrongType');
  }
  const recipients = recipientsOf(lineage);
  const letter = letterFor(lineage, {
    tlp: job.tlp,
    pap: job.pap,
    organisation: textAt(job.parameters, 'organisation') ?? '',
    url: job.config.text('url', ''),
  });
  return resultOf(letter, await send(serverFrom(job.config), recipients, letter), object);
}

const accepted = 'a case, alert, task, task log or observable';

function resultOf(letter: Letter, delivery: Delivery, object: LinkedObject): ResponderResult {
  const { accepted: reached, refused } = delivery;
  const rest = refused.length > 0 ? `; the mail server refused ${refused.join(', ')}` : '';
  return {
    full: {
      message: `Sent to ${reached.join(', ')}${rest}`,
      recipients: reached,
      refused,
      subject: letter.subject,
      messageId: delivery.messageId,
    },
    operations: [markOf(object)],
  };
}

/** The mark stays where the mail was asked for; tasks and logs have no tags, so it goes to their case. */
function markOf({ kind }: LinkedObject): Operation {
  const tag = 'mailed';
  if (kind === 'alert') return buildOperation('AddTagToAlert', { tag });
  if (kind === 'case_artifact') return buildOperation('AddTagToArtifact', { tag });
  return buildOperation('AddTagToCase', { tag });
}
