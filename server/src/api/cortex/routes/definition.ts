/** Routes of the catalogue: definitions that can be enabled, and the settings that several of them share. */
import { notFound } from '../../../model/errors.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import { type Answer, commandCallOf, parameter, type Route, type RouteCall } from '../route.ts';
import type { DefinedItem, Definition } from '../services.ts';
import { type Kind, renderDefinition, renderItem } from '../workers.ts';

function definitionsOf(call: RouteCall, kind: Kind): readonly Definition[] {
  return call.services.definitions().filter((definition) => definition.kind === kind);
}

/** Settings that all neurons share. */
const globalName = 'global';

/** The base configurations of a kind: the global one first, then by name. */
async function basesOf(call: RouteCall, kind: Kind): Promise<readonly RawObject[]> {
  const stored = await call.services.neurons.bases(commandCallOf(call));
  const definitions = definitionsOf(call, kind);
  const render = (name: string, workers: readonly string[], items: readonly DefinedItem[]): RawObject => ({
    name,
    workers,
    configurationItems: items.map((one) => renderItem({ ...one, required: false })),
    config: stored.get(name) ?? {},
  });
  const names = [...new Set(definitions.map(({ baseConfig }) => baseConfig))].sort();
  return [
    render(globalName, [], call.services.neurons.standardItems(kind)),
    ...names.map((name) => {
      const sharing = definitions.filter(({ baseConfig }) => baseConfig === name);
      const items = new Map<string, DefinedItem>();
      // The first to name a setting decides.
      for (const one of sharing.flatMap(({ configurationItems }) => configurationItems))
        if (!items.has(one.name)) items.set(one.name, one);
      return render(
        name,
        sharing.map((definition) => definition.name),
        [...items.values()],
      );
    }),
  ];
}

async function baseOf(call: RouteCall, kind: Kind): Promise<RawObject> {
  const found = (await basesOf(call, kind)).find(({ name }) => name === parameter(call, 'name'));
  if (found === undefined) throw notFound('Configuration');
  return found;
}

async function setBase(call: RouteCall, kind: Kind): Promise<Answer> {
  const { name } = await baseOf(call, kind);
  const { config } = call.input;
  await call.services.neurons.setBase(commandCallOf(call), {
    name,
    configuration: isRawObject(config) ? config : {},
  });
  return { body: await baseOf(call, kind) };
}

function routesOf(kind: Kind): readonly Route[] {
  const shared = { permission: 'manageConfig', status: 200 } as const;
  return [
    {
      ...shared,
      method: 'GET',
      path: `/api/${kind}definition`,
      summary: `Definitions of ${kind}s`,
      answer: 'List of definitions; X-Total counts them',
      async handle(call) {
        const body = definitionsOf(call, kind).map(renderDefinition);
        return { body, headers: { 'X-Total': String(body.length) } };
      },
    },
    {
      ...shared,
      method: 'POST',
      path: `/api/${kind}definition/scan`,
      summary: 'Look for definitions now',
      status: 204,
      async handle(call) {
        await call.services.neurons.rescan();
        return {};
      },
    },
    {
      ...shared,
      method: 'GET',
      path: `/api/${kind}config`,
      summary: `Settings that several ${kind}s share, secrets left out`,
      answer: 'List of {name, workers, configurationItems, config}',
      handle: async (call) => ({ body: await basesOf(call, kind) }),
    },
    {
      ...shared,
      method: 'GET',
      path: `/api/${kind}config/{name}`,
      summary: 'One set of shared settings',
      answer: '{name, workers, configurationItems, config}',
      handle: async (call) => ({ body: await baseOf(call, kind) }),
    },
    {
      ...shared,
      method: 'PATCH',
      path: `/api/${kind}config/{name}`,
      summary: 'Set shared settings; secrets that are left out stay as they are',
      input: { config: 'object of settings' },
      answer: '{name, workers, configurationItems, config}',
      handle: (call) => setBase(call, kind),
    },
  ];
}

/** The routes. */
export const definitionRoutes: readonly Route[] = [...routesOf('analyzer'), ...routesOf('responder')];
