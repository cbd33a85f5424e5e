/**
 * Screens that are loaded when they are first shown. The router's own way reloads the whole client when a file is
 * missing, and with it everything that is open; here a screen that cannot be loaded says so in its place.
 */
import { type ComponentType, type ReactNode, use } from 'react';

/** The file of a screen did not arrive. */
export class LoadFailure extends Error {}

/** A screen with the way to load it before it is shown. Loading rejects with {@link LoadFailure}, and can be tried again. */
export type LaterComponent = (() => ReactNode) & { readonly preload: () => Promise<void> };

interface Held {
  component?: ComponentType;
  loading?: Promise<void> | undefined;
}

/** Makes a screen out of the component that a module exports under a name. */
export function later<Name extends string>(
  load: () => Promise<{ readonly [name in Name]: ComponentType }>,
  name: Name,
): LaterComponent {
  const held: Held = {};
  const begin = async (): Promise<void> => {
    try {
      held.component = (await load())[name];
    } catch (error) {
      held.loading = undefined;
      throw new LoadFailure(error instanceof Error ? error.message : String(error), { cause: error });
    }
  };
  const preload = (): Promise<void> => {
    held.loading ??= begin();
    return held.loading;
  };
  return Object.assign(() => <Loaded held={held} preload={preload} />, { preload });
}

/** The screen; whoever draws it waits for its file. */
function Loaded({ held, preload }: { readonly held: Held; readonly preload: () => Promise<void> }) {
  if (held.component === undefined) use(preload());
  const Screen = held.component;
  return Screen === undefined ? null : <Screen />;
}
