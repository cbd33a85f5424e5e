/** Taking an alert from within its row. */
import { createContext, useContext } from 'react';
import type { AlertRow } from './alert-row.ts';

const TakeContext = createContext<((row: AlertRow) => void) | undefined>(undefined);

/** Gives rows the way to take them. */
export const TakeProvider = TakeContext.Provider;

/** The way to take an alert; undefined for people who may not. */
export function useTake(): ((row: AlertRow) => void) | undefined {
  return useContext(TakeContext);
}
