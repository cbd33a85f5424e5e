/**
 * Acts of the screen. A screen tells its acts once: the keys, the command palette and the sheet of shortcuts all read
 * the same list, so that none of them can know more or less than another.
 */
import {
  createContext,
  type ReactNode,
  useContext,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import { strokeReader } from './key-strokes.ts';

/** Something that can be done on the screen. */
export interface Action {
  readonly id: string;
  /** A verb in the reader's language. */
  readonly label: string;
  /** Group it stands in, in the palette and the sheet. */
  readonly group: string;
  /** Keys: `j`, `Shift+R`, `g a`, `$mod+K`. */
  readonly keys?: string;
  /** Further words by which the palette finds it. */
  readonly words?: string;
  /** Why it cannot be done now, in the reader's language; it is shown, but does nothing. */
  readonly blocked?: string;
  /** Left out of the palette: moving the cursor and the like. */
  readonly onlyKeys?: boolean;
  /** Offered on all screens: an act of the screen with the same keys counts before it, whichever was offered first. */
  readonly everywhere?: true;
  readonly perform: () => void;
  /** Does it with values that were typed or pasted into the palette, one a line; the act is offered there then. */
  readonly performWith?: (lines: string) => void;
}

interface Registry {
  readonly set: (owner: string, actions: readonly Action[]) => void;
  readonly clear: (owner: string) => void;
  readonly subscribe: (changed: () => void) => () => void;
  readonly all: () => readonly Action[];
}

const RegistryContext = createContext<Registry | null>(null);

/**
 * Holds the acts of everything below, and listens to their keys from the moment they are drawn. `singleKeys`: whether keys
 * without Ctrl, Alt or ⌘ count.
 */
export function ActionProvider({
  singleKeys,
  children,
}: {
  readonly singleKeys: boolean;
  readonly children: ReactNode;
}) {
  const registry = useMemo(createRegistry, []);
  useLayoutEffect(() => {
    const heard = hearing(singleKeys);
    const listen = (event: KeyboardEvent): void => {
      const { read, bindings } = heard(registry.all());
      const keys = event.isComposing ? undefined : read(event);
      if (keys !== undefined) bindings[keys]?.(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [registry, singleKeys]);
  return <RegistryContext.Provider value={registry}>{children}</RegistryContext.Provider>;
}

interface Heard {
  readonly bindings: ReturnType<typeof bindingsOf>;
  readonly read: ReturnType<typeof strokeReader>;
}

/** What is heard for some acts: made anew when a key is pressed and they have changed, which they do far more often. */
function hearing(singleKeys: boolean): (actions: readonly Action[]) => Heard {
  let known: { readonly actions: readonly Action[]; readonly heard: Heard } | undefined;
  return (actions) => {
    if (known?.actions !== actions) {
      const bindings = bindingsOf(actions, singleKeys);
      known = { actions, heard: { bindings, read: strokeReader(Object.keys(bindings), isWriting) } };
    }
    return known.heard;
  };
}

/**
 * What each key does. Of acts with the same keys the first counts, and of those that are offered everywhere none before that of
 * the screen; strokes in a row come before single ones, so that `g a` is not taken for `a`.
 */
export function bindingsOf(
  actions: readonly Action[],
  singleKeys: boolean,
): Record<string, (event: KeyboardEvent) => void> {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const action of [...actions].sort(byPrecedence)) {
    if (action.keys === undefined || (!singleKeys && isSingle(action.keys))) continue;
    const single = isSingle(action.keys);
    bindings[action.keys] ??= (event) => {
      if (single && (isWriting(event) || isBelowDialog())) return;
      if (!isWriting(event) && isOperated(event)) return;
      event.preventDefault();
      // A key that is held down moves on, but does nothing twice.
      if (event.repeat && action.onlyKeys !== true) return;
      if (action.blocked === undefined) action.perform();
    };
  }
  return bindings;
}

/** Which of two acts is asked first what a key does. */
export function byPrecedence(one: Action, other: Action): number {
  return strokes(other) - strokes(one) || Number(one.everywhere ?? false) - Number(other.everywhere ?? false);
}

function strokes({ keys }: Action): number {
  return keys?.split(' ').length ?? 0;
}

/** Whether a dialog is open: single keys would act on the page behind it. */
function isBelowDialog(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null;
}

/** Offers acts while the component is shown. A later component with the same keys wins over an earlier one. */
export function useActions(actions: readonly Action[]): void {
  const registry = useRegistry();
  const owner = useId();
  const latest = useRef(actions);
  latest.current = actions;
  const shape = JSON.stringify(actions.map(({ id, label, keys, blocked }) => [id, label, keys, blocked]));
  useLayoutEffect(() => {
    registry.set(
      owner,
      (JSON.parse(shape) as readonly (readonly unknown[])[]).flatMap((_, index) => {
        const action = latest.current[index];
        if (action === undefined) return [];
        const perform = (): void => latest.current[index]?.perform();
        if (action.performWith === undefined) return [{ ...action, perform }];
        return [{ ...action, perform, performWith: (lines) => latest.current[index]?.performWith?.(lines) }];
      }),
    );
    return () => registry.clear(owner);
  }, [registry, owner, shape]);
}

/** All acts of the screen, those offered last first. */
export function useAllActions(): readonly Action[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.all);
}

function useRegistry(): Registry {
  const registry = useContext(RegistryContext);
  if (registry === null) throw new Error('Acts are used outside of their provider');
  return registry;
}

function createRegistry(): Registry {
  const byOwner = new Map<string, readonly Action[]>();
  const listeners = new Set<() => void>();
  let all: readonly Action[] = [];
  const changed = (): void => {
    const seen = new Set<string>();
    all = [...byOwner.values()]
      .reverse()
      .flat()
      .filter(({ id }) => !seen.has(id) && seen.add(id));
    for (const listener of listeners) listener();
  };
  return {
    set(owner, actions) {
      byOwner.delete(owner);
      byOwner.set(owner, actions);
      changed();
    },
    clear(owner) {
      if (byOwner.delete(owner)) changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    all: () => all,
  };
}

function isSingle(keys: string): boolean {
  return !/(\$mod|Control|Alt|Meta)\+/.test(keys);
}

/** Whether the key goes into a text. */
function isWriting({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !isTick(target)
  );
}

function isTick(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement && (target.type === 'checkbox' || target.type === 'radio');
}

const controls = 'button, a, [role="menuitem"], [role="option"], summary';

/** Whether a focused control takes the key itself: Enter and Space on buttons and links. With Ctrl or ⌘ only links do. */
function isOperated({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return (
    (key === 'Enter' || key === ' ') &&
    target instanceof HTMLElement &&
    target.closest(ctrlKey || metaKey ? 'a' : controls) !== null
  );
}
