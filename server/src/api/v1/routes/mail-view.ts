/** Routes that show a mail in place: one that is attached to an alert or a case, or is an observable of it. */
import { notFound } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import type { Filter } from '../../../query/filter/filter.ts';
import type { Pipeline, ReadObject } from '../../../query/stage.ts';
import { idDigits } from '../names.ts';
import { getStage } from '../query/operations.ts';
import { readObjects, readOne } from '../read.ts';
import { type Answer, parameter, type Route, type RouteCall } from '../route.ts';

type Holder = 'alert' | 'case';

/** Objects below the holder of a call for which a filter holds. */
function below(
  call: RouteCall,
  holder: Holder,
  relation: string,
  filter: Filter,
): Promise<readonly ReadObject[]> {
  const pipeline: Pipeline = [
    getStage(holder, parameter(call, `${holder}Id`), 'id'),
    { op: 'follow', relation },
    { op: 'filter', filter },
    { op: 'page', from: 0, to: 500, extraData: [] },
  ];
  return readObjects(call, pipeline);
}

/** The file that the path names, by the id of its attachment or observable or by its content. Throws `notFound`. */
async function fileOf(
  call: RouteCall,
  holder: Holder,
): Promise<{ readonly id: string; readonly size: number }> {
  const reference = parameter(call, 'attachmentId');
  const id = reference.startsWith('~') ? idDigits(reference) : undefined;
  const named = (hash: string): Filter =>
    id === undefined
      ? { op: 'equals', path: hash, value: reference, at: 'attachmentId' }
      : { op: 'equals', path: 'id', value: id, at: 'attachmentId' };
  const [attached] = await below(call, holder, 'attachments', named('contentHash'));
  if (attached !== undefined)
    return { id: String(attached.values.contentHash), size: Number(attached.values.size) };
  const [observed] = await below(call, holder, 'observables', named('attachmentId'));
  if (typeof observed?.values.attachmentId !== 'string') throw notFound('Attachment');
  return { id: observed.values.attachmentId, size: Number(observed.values.attachmentSize) };
}

async function show(call: RouteCall, holder: Holder): Promise<Answer> {
  await readOne(call, holder, parameter(call, `${holder}Id`));
  const { content, files } = await call.services.viewMail(await fileOf(call, holder));
  const hashes = files.map(({ sha256 }) => sha256);
  const filter: Filter = { op: 'in', path: 'attachmentId', values: hashes, at: '' };
  const observed = hashes.length === 0 ? [] : await below(call, holder, 'observables', filter);
  const ids = new Map(observed.map(({ values }) => [values.attachmentId, idToWire(String(values.id))]));
  const attachments = files.map((file) => ({ ...file, observableId: ids.get(file.sha256) ?? null }));
  return { status: 200, body: { ...content, attachments } };
}

/** The routes. */
export const mailViewRoutes: readonly Route[] = (['alert', 'case'] as const).map((holder) => ({
  method: 'GET',
  path: `/${holder}/{${holder}Id}/mail/{attachmentId}`,
  permission: 'authenticated',
  summary: `A mail (EML or MSG) of ${holder === 'alert' ? 'an alert' : 'a case'} taken apart, its HTML unable to act`,
  status: 200,
  answer: {
    sentence:
      'From, to, subject, headers, hops, verdicts of SPF, DKIM and DMARC, text, inert HTML, links and attachments; `cut` names what is not shown whole',
  },
  handle: (call) => show(call, holder),
}));
