/** Enabled neurons as Cortex shows them: what was stored when they were enabled, with what their definition says now. */
import { engineName } from '../../model/engine-name.ts';
import { idToWire } from '../../model/identifier.ts';
import type { RawObject } from '../../model/input.ts';
import { runQuery } from '../../query/index.ts';
import type { ReadObject } from '../../query/stage.ts';
import { ceilingOf } from '../http/neuron-ceiling.ts';
import { given } from './input.ts';
import { sameWords } from './list.ts';
import { technical } from './render.ts';
import { actorOf, commandCallOf, type RouteCall } from './route.ts';
import type { Searched } from './search.ts';
import type { Definition } from './services.ts';

/** Kinds of neurons. */
export type Kind = 'analyzer' | 'responder';

const words = [
  'id',
  '_id',
  'name',
  'version',
  'workerDefinitionId',
  'analyzerDefinitionId',
  'type',
  'description',
  'author',
  'url',
  'license',
  'command',
  'dockerImage',
  'dataTypeList',
  'baseConfig',
  'rate',
  'rateUnit',
  'jobCache',
  'jobTimeout',
  'maxTlp',
  'maxPap',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
] as const;

/** How workers are searched. */
export function searchedWorkers(call: RouteCall): Searched {
  const { name } = actorOf(call).organisation;
  const parent = { _type: 'organization', id: name, name };
  return { type: 'worker', fields: sameWords(words), texts: ['name', 'description'], parent };
}

/** What a list of workers shows. */
export interface Shown {
  /** True: settings, for those who may change them. */
  readonly settings: boolean;
}

/** The enabled neurons of the caller's organisation, of one kind or of both. */
export async function workersOf(
  call: RouteCall,
  kind: Kind | undefined,
  shown: Shown = { settings: true },
): Promise<readonly RawObject[]> {
  const actor = actorOf(call);
  const { commands, neurons, definitions } = call.services;
  const result = await runQuery(commands.database, actor, [
    { op: 'list', entity: 'enabledNeuron' },
    // Programs that use this instance as their Cortex get what runs here: nothing is passed on to further ones.
    { op: 'filter', filter: { op: 'equals', path: 'cortexId', value: engineName, at: 'cortexId' } },
    ...(kind === undefined
      ? []
      : [{ op: 'filter', filter: { op: 'equals', path: 'kind', value: kind, at: 'type' } } as const]),
    { op: 'output' },
  ]);
  const objects = result.kind === 'objects' ? result.objects : [];
  const known = new Map(definitions().map((definition) => [definition.id, definition]));
  const open = shown.settings && actor.permissions.has('manageConfig') && objects.length > 0;
  const settings = open ? await neurons.settingsOfAll(commandCallOf(call)) : undefined;
  return objects.map((object) => {
    const definition = known.get(String(object.values.definitionId));
    const configuration = settings?.get(String(object.values.id))?.values;
    return renderWorker(object, actor.organisation.name, definition, configuration);
  });
}

function renderWorker(
  { values }: ReadObject,
  organisation: string,
  definition: Definition | undefined,
  configuration: RawObject | undefined,
): RawObject {
  const { maxTlp, maxPap } = ceilingOf(definition, values);
  return {
    ...technical('worker', idToWire(String(values.id)), values, organisation),
    name: values.name,
    // An organisation may use a definition that the catalogue has lost.
    version: definition?.version ?? '',
    workerDefinitionId: values.definitionId,
    ...(values.kind === 'analyzer' ? { analyzerDefinitionId: values.definitionId } : {}),
    type: values.kind,
    description: definition?.description ?? '',
    author: definition?.author ?? '',
    url: definition?.url ?? '',
    license: definition?.licence ?? '',
    dataTypeList: values.dataTypes ?? [],
    baseConfig: definition?.baseConfig ?? '',
    ...given({
      command: definition?.command,
      dockerImage: definition?.dockerImage,
      rate: values.rate ?? undefined,
      rateUnit: values.rateUnit ?? undefined,
      jobCache: values.cacheMinutes ?? undefined,
      jobTimeout: configuration?.jobTimeout ?? undefined,
      maxTlp,
      maxPap,
      configuration,
    }),
  };
}

/** A definition as Cortex lists it. */
export function renderDefinition(definition: Definition): RawObject {
  return {
    id: definition.id,
    name: definition.name,
    version: definition.version,
    description: definition.description,
    dataTypeList: definition.dataTypeList,
    author: definition.author,
    url: definition.url,
    license: definition.licence,
    baseConfig: definition.baseConfig,
    configurationItems: definition.configurationItems.map(renderItem),
    dockerImage: definition.dockerImage ?? null,
    command: definition.command?.split('/').at(-1) ?? null,
  };
}

/** A setting; only what has a usual value tells one. */
export function renderItem(item: Definition['configurationItems'][number]): RawObject {
  const { name, description, type, multi, required, defaultValue } = item;
  return given({ name, description, type, multi, required, defaultValue: defaultValue ?? undefined });
}
