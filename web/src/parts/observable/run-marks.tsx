/** What runs and what brought nothing, for the cells of a list of observables: read once for all of them. */
import { createContext, type ReactNode, useContext } from 'react';
import { get } from '../../data/pipeline.ts';
import { type RunMarks, useRunMarks } from '../engine/run-marks.ts';
import type { AddPlace } from './add-data.ts';

const RunMarksContext = createContext<ReadonlyMap<string, RunMarks>>(new Map());

/** Reads the marks for everything below. */
export function RunMarksProvider({
  place: { on, id },
  children,
}: {
  readonly place: AddPlace;
  readonly children: ReactNode;
}) {
  const marks = useRunMarks([get(on, id), { _name: 'observables' }]);
  return <RunMarksContext.Provider value={marks}>{children}</RunMarksContext.Provider>;
}

/** The marks of one observable; undefined when nothing runs, and nothing ended without a result. */
export function useMarksOf(id: string): RunMarks | undefined {
  return useContext(RunMarksContext).get(id);
}
