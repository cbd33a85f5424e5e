/** What an analyzer found: kept with its job, or taken over into the case or alert by itself or by somebody. */
import { CodedError, type FieldFault } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import type { CommandContext } from '../frame/command.ts';
import { within } from '../frame/placement.ts';
import { plainJson } from '../frame/plain-json.ts';
import { requirePermissionOn } from '../frame/require-permission.ts';
import { rootOf } from '../frame/root-of.ts';
import { numberOf, type Row, storedValue } from '../frame/row.ts';
import { addObservables, withoutPresent } from '../observable/observable-commands.ts';
import { type ObservableInput, readObservable } from '../observable/observable-input.ts';
import { insertObservables, type PreparedObservable, prepareObservables } from '../observable/observables.ts';
import { fileType, otherType } from '../settings/built-in-lists.ts';
import { rememberTags } from '../value/tags.ts';

/** Tag by which a neuron says that what it found is to be taken over by itself; it is not kept. */
const importTag = 'autoImport:true';

/** Stores what a job found. Nothing that cannot be stored stands in the way of the rest: the full report still shows it. */
export async function keepArtifacts(
  context: CommandContext,
  job: Row,
  observable: Row,
  artifacts: readonly RawObject[],
): Promise<void> {
  const found = artifacts.flatMap((artifact) => readArtifact(context, artifact, observable));
  const all = storedValue(job, 'importArtifacts') === true;
  const parent = found.some((one) => all || one.wanted)
    ? await parentForImport(context, observable)
    : undefined;
  const imported = parent === undefined ? [] : found.filter((one) => all || one.wanted);
  const kept = found.filter((one) => !imported.includes(one));
  if (parent !== undefined) await importFound(context, job, parent, await prepare(context, imported));
  await insertObservables(
    context.write,
    {
      parent: job,
      link: { jobId: job.id },
      place: () => within(observable),
      origin: { kind: 'job', id: job.id },
    },
    await prepare(context, kept),
  );
}

interface FoundArtifact {
  readonly input: ObservableInput;
  /** The neuron wants it to be taken over. */
  readonly wanted: boolean;
}

/** Found observables carry the markings of the one they were found in, or a stricter TLP; ones of unknown types count as `other`. */
function readArtifact(context: CommandContext, artifact: RawObject, observable: Row): FoundArtifact[] {
  const { reference, uploads } = context;
  const { attachment, message, ioc } = artifact;
  const isFile = typeof attachment === 'string';
  const type = reference.observableTypes.get(String(artifact.dataType));
  const dataType = type?.isAttachment === isFile ? type.name : isFile ? fileType : otherType;
  const tags = tagsOf(artifact);
  const faults: FieldFault[] = [];
  const input = readObservable(
    {
      dataType,
      tlp: Math.max(numberOf(observable, 'tlp') ?? 0, typeof artifact.tlp === 'number' ? artifact.tlp : 0),
      pap: numberOf(observable, 'pap'),
      tags: tags.filter((tag) => tag !== importTag),
      ...(typeof message === 'string' ? { message: plainJson(message) } : {}),
      ioc: ioc === true,
      ...(isFile ? { attachment } : { data: artifact.data }),
    },
    '',
    faults,
  );
  const storable = isFile ? uploads.has(attachment) : input.data.length > 0;
  return faults.length === 0 && storable ? [{ input, wanted: tags.includes(importTag) }] : [];
}

function tagsOf({ tags }: RawObject): string[] {
  if (!Array.isArray(tags)) return [];
  const texts = tags.filter(
    (tag): tag is string => typeof tag === 'string' && tag !== '' && tag.length <= 128,
  );
  return texts.map((tag) => String(plainJson(tag)));
}

function prepare(context: CommandContext, found: readonly FoundArtifact[]): Promise<PreparedObservable[]> {
  return prepareObservables(
    context,
    found.map(({ input }) => input),
  );
}

/** The case or alert that findings are taken over into, if whoever asked for the run may add observables to it. */
async function parentForImport(context: CommandContext, observable: Row): Promise<Row | undefined> {
  const parent = await rootOf(context, observable, { forChange: true });
  if (parent === undefined) return undefined;
  try {
    requirePermissionOn(parent, 'manageObservable', context.actor);
    return parent;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'permissionMissing') return undefined;
    throw error;
  }
}

async function importFound(
  context: CommandContext,
  job: Row,
  parent: Row,
  prepared: readonly PreparedObservable[],
): Promise<void> {
  const { fresh } = await withoutPresent(context, parent, prepared);
  await addObservables(context, parent, fresh, { kind: 'job', id: job.id });
  await rememberTags(
    context,
    fresh.map(({ values }) => values.tags),
    parent.placement,
  );
}
