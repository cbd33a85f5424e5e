/** A trial under way or ended: what was printed, what came of it, and which settings it stumbled over. */
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../data/api.ts';
import { useApi } from '../../data/session.tsx';
import type { PrintedLine } from '../../parts/engine/log-lines.tsx';
import { useFieldErrors } from '../../parts/error-text.ts';
import type { SettingValues } from './settings-form.tsx';

/** How a trial ended. */
export interface TrialResult {
  readonly status: 'Success' | 'Failure';
  readonly milliseconds: number;
  readonly errorMessage?: string;
  readonly report?: unknown;
  /** Names of the settings that a failure is about, as far as that can be told. */
  readonly settings?: readonly string[];
}

/** A trial as it stands. */
export interface TrialState {
  /** The settings that it was begun with. */
  readonly tried: SettingValues;
  readonly running: boolean;
  readonly lines: readonly PrintedLine[];
  readonly result?: TrialResult;
  readonly error?: unknown;
}

const idle: TrialState = { tried: {}, running: false, lines: [] };
type TrialLine =
  | { readonly stream: string; readonly text: string; readonly at: number }
  | { readonly result: TrialResult };

/** What is tried. */
export interface TrialRequest {
  readonly definitionId: string;
  readonly id?: string;
  readonly configuration: SettingValues;
  readonly dataType: string;
  readonly data: string;
}

/** The trials of one neuron, the last of which is shown. */
export type Trials = ReturnType<typeof useTrials>;

/** Makes trials. */
export function useTrials() {
  const api = useApi();
  const [state, setState] = useState<TrialState>(idle);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const take = (line: TrialLine): void =>
    setState((before) =>
      'result' in line
        ? { ...before, running: false, result: line.result }
        : { ...before, lines: [...before.lines, ...printedLines(line, before.lines.length)] },
    );
  const start = (body: TrialRequest): void => {
    const control = new AbortController();
    running.current = control;
    setState({ ...idle, tried: body.configuration, running: true });
    api
      .stream('/neuron/test', body, control.signal, (line) => take(line as TrialLine))
      .catch((error: unknown) => {
        setState((before) => ({ ...before, running: false, ...(isAborted(error) ? {} : { error }) }));
      });
  };
  return { state, start, stop: () => running.current?.abort() };
}

/**
 * What a trial said of settings, by `configuration.<name>`, in the form of a refusal. It holds as long as the setting is what was
 * tried.
 */
export function useTrialFaults(
  { tried, result, error }: TrialState,
  current: SettingValues,
): Readonly<Record<string, string>> {
  const fields = useFieldErrors();
  const refused = error === undefined ? {} : fields(error);
  const failed = (result?.settings ?? []).map((name) => [settingKey(name), result?.errorMessage ?? '']);
  const all = { ...refused, ...(Object.fromEntries(failed) as Readonly<Record<string, string>>) };
  return Object.fromEntries(
    Object.entries(all).filter(([key]) => {
      const name = settingName(key);
      return name === undefined || tried[name] === current[name];
    }),
  );
}

const settingStart = 'configuration.';

function settingKey(name: string): string {
  return `${settingStart}${name}`;
}

/** The setting that a refusal is about; undefined when it is about something else. */
export function settingName(key: string): string | undefined {
  return key.startsWith(settingStart) ? key.slice(settingStart.length) : undefined;
}

/** What was printed at once, which may be several lines, from a position on. */
function printedLines(
  { text, at, stream }: { readonly text: string; readonly at: number; readonly stream: string },
  from: number,
): readonly PrintedLine[] {
  const lines = text.trimEnd().split('\n');
  return lines.map((line, index) => ({ position: from + index, at, stream, line }));
}

function isAborted(error: unknown): boolean {
  return !(error instanceof ApiError) && error instanceof DOMException && error.name === 'AbortError';
}
