/** A case that is lent: shared with the partner, seen there, and taken back. */

import { createCustomEvent } from '../../server/src/commands/case/custom-event-commands.ts';
import { unshareCase } from '../../server/src/commands/case/share-commands.ts';
import { updateCases } from '../../server/src/commands/case/update-cases.ts';
import { createCasePage } from '../../server/src/commands/knowledge/page-commands.ts';
import { createComment, createLog } from '../../server/src/commands/task/log-commands.ts';
import { addCaseAttachments } from '../../server/src/commands/value/attachments.ts';
import type { RawObject } from '../../server/src/model/input.ts';
import type { Person, Wire } from '../support/wire.ts';
import { finish, share, someAction, someCase, someJob, someObservable, someTask } from '../support/work.ts';
import type { Asked } from './asking.ts';
import { analyzerName, fieldName, responderName } from './makers.ts';
import { idsOwnedBy } from './naming.ts';
import { knownRouteProbes, namingProbes, type References } from './probes.ts';
import type { Tenants } from './tenants.ts';

/** Stands in everything of the case that is lent. */
export const lentWord = 'zqlent';

/** The case while it is lent. */
export interface LentCase {
  readonly caseId: string;
  /** Ids, as digits, of the case and of what is in it. */
  readonly ids: ReadonlySet<string>;
  /** Every reading request that names any of it. */
  readonly requests: readonly Asked[];
  readonly names: readonly string[];
  takeBack(): Promise<void>;
  /** Goes on working in the case. */
  goOn(): Promise<void>;
}

/** Lends a case with one of everything. */
export async function lendCase({ wire, keeper: sharer, partner }: Tenants): Promise<LentCase> {
  const { world } = wire;
  const known = await idsOwnedBy(wire, sharer.organisation.id);
  const references = await makeFullCase(wire, sharer, lentWord);
  const caseId = String(references.caseId?.[0]);
  await share(world, sharer, caseId, partner.person.organisation);
  return {
    caseId,
    ids: (await idsOwnedBy(wire, sharer.organisation.id)).difference(known),
    requests: [...knownRouteProbes(references), ...namingProbes(references)],
    names: Object.values(references).flat(),
    async takeBack() {
      const organisations = [partner.person.organisation.name];
      await world.run(sharer, unshareCase, { id: caseId, organisations });
    },
    async goOn() {
      await world.run(sharer, updateCases, { ids: [caseId], title: `${lentWord} again` });
      await world.run(sharer, createComment, { caseId, message: `${lentWord} again` });
    },
  };
}

/** A case with one of everything that can be looked for; a word stands in all of it. */
export async function makeFullCase(
  { world }: Wire,
  person: Person,
  word: string,
  raw: RawObject = {},
): Promise<References> {
  const texts = { title: `${word} title`, description: `${word} description`, tags: [`${word}-tag`] };
  const caseId = await someCase(world, person, {
    ...texts,
    customFields: { [fieldName]: `${word} value` },
    ...raw,
  });
  const taskId = await someTask(world, person, caseId, { title: `${word} task` });
  const log = await world.run(person, createLog, { taskId, message: `${word} log` });
  const comment = await world.run(person, createComment, { caseId, message: `${word} comment` });
  const datum = { dataType: 'domain', data: `${word}.example`, message: word };
  const observableId = await someObservable(world, person, caseId, datum);
  const file = await world.upload(`${word}.txt`, `${word} content`);
  const uploads = new Map([['attachments', [file]]]);
  const [attachment = ''] = await world.run(person, addCaseAttachments, { id: caseId }, { uploads });
  const job = await someJob(world, person, analyzerName, observableId);
  await finish(world, person, 'job', job, { report: { full: word } });
  const action = await someAction(world, person, responderName, 'case', caseId);
  await finish(world, person, 'action', action, { report: { message: word } });
  const page = { title: `${word} page`, content: `${word} content`, category: word };
  const ofCase = await world.run(person, createCasePage, { caseId, ...page });
  const event = await world.run(person, createCustomEvent, { caseId, title: `${word} event`, date: 1 });
  return {
    caseId: [caseId],
    pageId: [`~${ofCase.id}`],
    customEventId: [`~${event.id}`],
    taskId: [taskId],
    logId: [`~${log.id}`],
    commentId: [`~${comment.id}`],
    observableId: [observableId],
    attachmentId: [`~${attachment}`, file.id],
    jobId: [`~${job}`],
    actionId: [`~${action}`],
    entityId: [caseId],
    alertOrCaseId: [caseId],
  };
}
