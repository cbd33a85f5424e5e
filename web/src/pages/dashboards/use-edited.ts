/** A dashboard while it is changed: every state of it, so that one can go back and forth, and the last one in this browser. */
import { useState } from 'react';
import type { OutputDashboard } from '../../../../contract/v1-types.ts';
import { useApi } from '../../data/session.tsx';
import { type Definition, readDefinition, writeDefinition } from './definition.ts';

/** Most states that are kept. */
const mostStates = 100;

interface History {
  readonly states: readonly Definition[];
  readonly at: number;
}

/** The dashboard under change. */
export function useEdited({ _id, definition: stored }: OutputDashboard) {
  const key = `skep.dashboard.${useApi().organisation ?? ''}.${_id}`;
  const [begun] = useState(() => readBegun(localStorage.getItem(key)));
  const [history, setHistory] = useState<History>(() => ({
    states: begun === undefined ? [readDefinition(stored)] : [readDefinition(stored), begun],
    at: begun === undefined ? 0 : 1,
  }));
  const definition = history.states[history.at] ?? readDefinition(stored);
  const keep = (next: History): void => {
    const kept = next.states[next.at];
    if (kept !== undefined) localStorage.setItem(key, JSON.stringify(writeDefinition(kept)));
    setHistory(next);
  };
  return {
    definition,
    isChanged: history.at > 0,
    isRestored: begun !== undefined,
    canUndo: history.at > 0,
    canRedo: history.at < history.states.length - 1,
    change: (next: Definition) => {
      const states = [...history.states.slice(0, history.at + 1), next].slice(-mostStates);
      keep({ states, at: states.length - 1 });
    },
    undo: () => keep({ ...history, at: Math.max(0, history.at - 1) }),
    redo: () => keep({ ...history, at: Math.min(history.states.length - 1, history.at + 1) }),
    discard: () => localStorage.removeItem(key),
  };
}

function readBegun(text: string | null): Definition | undefined {
  if (text === null) return undefined;
  try {
    return readDefinition(JSON.parse(text));
  } catch {
    // Something else wrote there.
    return undefined;
  }
}
