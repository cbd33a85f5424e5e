/** Opens a ticket in a system of tickets by HTTP and tags the object with its address. */

import {
  askJson,
  buildOperation,
  isJsonObject,
  type JsonObject,
  NeuronError,
  type Operation,
  type ResponderJob,
  type ResponderResult,
  responder,
  serviceAddress,
} from '@skep/sdk';
import Mustache from 'mustache';

responder({ run: openTicket });

async function openTicket(job: ResponderJob): Promise<ResponderResult> {
  const { config } = job;
  const linkTemplate = config.text('link');
  checkTemplate('link', linkTemplate);
  const authorization = config.text('authorization', '');
  const { content } = await askJson({
    service: 'The system of tickets',
    address: serviceAddress(config, 'url', ''),
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
    body: bodyOf(job),
  });
  if (!isJsonObject(content)) throw new NeuronError('The system of tickets told no ticket', 'answerInvalid');
  const link = linkTo(linkTemplate, content);
  return {
    full: { message: `Ticket opened: ${link}`, link },
    operations: [tagOf(job.dataType, `ticket:${link}`)],
  };
}

/** A value fills the inside of a JSON string, whatever stands in it. */
function bodyOf({ config, data, dataType, tlp, pap, message }: ResponderJob): string {
  const template = config.text('body');
  checkTemplate('body', template);
  const insideString = (value: unknown): string => JSON.stringify(String(value)).slice(1, -1);
  const body = Mustache.render(template, { data, dataType, tlp, pap, message }, {}, { escape: insideString });
  try {
    JSON.parse(body);
  } catch (cause) {
    throw new NeuronError(
      'Configuration item "body" gives no JSON: write values inside quotes, with two braces',
      'parameterInvalid',
      cause,
    );
  }
  return body;
}

function linkTo(template: string, answer: JsonObject): string {
  const link = Mustache.render(
    template,
    answer,
    {},
    { escape: (value) => encodeURIComponent(String(value)) },
  );
  const address = URL.parse(link);
  if (address?.protocol === 'https:' || address?.protocol === 'http:') return address.href;
  throw new NeuronError(
    'The ticket was opened, but "link" gives no http or https address from the answer',
    'answerInvalid',
  );
}

/** Before anything is sent: a ticket must not be opened when its address could not be told. */
function checkTemplate(name: string, template: string): void {
  try {
    Mustache.parse(template);
  } catch (cause) {
    throw new NeuronError(`Configuration item "${name}" is no Mustache template`, 'parameterInvalid', cause);
  }
}

function tagOf(dataType: string, tag: string): Operation {
  if (dataType === 'thehive:case_artifact') return buildOperation('AddTagToArtifact', { tag });
  return buildOperation(dataType === 'thehive:alert' ? 'AddTagToAlert' : 'AddTagToCase', { tag });
}
