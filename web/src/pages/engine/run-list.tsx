/** The list of runs: columns, views and order. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputAction, OutputJob } from '../../../../contract/v1-types.ts';
import { filters } from '../../data/pipeline.ts';
import { nameOfValue, neuronTitle, useEnabledNeurons } from '../../parts/engine/engine-data.ts';
import type { RunKind } from '../../parts/engine/run-log.tsx';
import { RunState, type RunStatus, reasonOf } from '../../parts/engine/run-state.tsx';
import { DurationCell, TextCell } from '../../parts/list/cells.tsx';
import type { ListColumn, ListDefinition } from '../../parts/list/list-definition.ts';
import { ObservableValue } from '../../parts/observable-value.tsx';
import { Person } from '../../parts/person.tsx';
import { Ago } from '../../parts/time.tsx';
import classes from './runs.module.css';

/** A run of either kind. */
export interface RunRow
  extends Pick<
      OutputJob,
      | '_id'
      | 'outcome'
      | '_createdBy'
      | '_createdAt'
      | 'startDate'
      | 'runDate'
      | 'timeQueued'
      | 'timeRunning'
      | 'errorMessage'
      | 'waitsUntil'
      | 'tlp'
      | 'pap'
    >,
    Partial<
      Pick<OutputJob, 'analyzerName' | 'analyzerDefinition' | 'fromCache' | 'case_artifact' | 'analyzerId'>
    >,
    Partial<Pick<OutputAction, 'responderName' | 'responderDefinition' | 'objectType' | 'objectId'>> {
  readonly status: RunStatus;
}

/** What ran, as people call it. */
export function runTitle({ _id, analyzerName, responderName }: RunRow): string {
  const name = analyzerName ?? responderName;
  return name === undefined ? _id : neuronTitle(name);
}

/** How long it ran; what was refused before it began ran for no time at all. */
export function timeTaken({ outcome, timeRunning }: RunRow): number | undefined {
  return outcome === 'Blocked' ? undefined : timeRunning;
}

type Column = ListColumn<RunRow>;

/** The list. */
export function useRunList(kind: RunKind): ListDefinition<RunRow> {
  const { t } = useTranslation('engine');
  const { t: word } = useTranslation('words');
  const names = useNeuronNames(kind);
  return useMemo(() => {
    const name = kind === 'job' ? 'analyzerName' : 'responderName';
    const columns: readonly Column[] = [
      {
        id: 'status',
        label: t('column.state'),
        width: 104,
        field: 'status',
        cell: ({ status, outcome, fromCache }) => (
          <RunState status={status} outcome={outcome} cached={fromCache === true} />
        ),
      },
      {
        id: 'name',
        label: word('field.name'),
        width: 190,
        field: name,
        cell: (row) => <TextCell>{runTitle(row)}</TextCell>,
      },
      {
        id: 'target',
        label: t('column.target'),
        width: 180,
        grows: true,
        cell: (row) => <RunTarget row={row} />,
      },
      ...(kind === 'job' ? [forColumn(t('column.for'), t('forAlert'))] : []),
      {
        id: 'by',
        label: word('field.by'),
        width: 140,
        field: '_createdBy',
        when: 'wide',
        cell: ({ _createdBy }) => <Person login={_createdBy} />,
      },
      {
        id: 'queued',
        label: t('column.queued'),
        width: 84,
        align: 'end',
        field: 'startDate',
        cell: ({ startDate }) => <Ago at={startDate} />,
      },
      {
        id: 'took',
        label: t('column.took'),
        width: 72,
        align: 'end',
        field: 'timeRunning',
        cell: (row) => <DurationCell milliseconds={timeTaken(row)} />,
      },
      {
        id: 'message',
        label: t('column.message'),
        width: 220,
        grows: true,
        when: 'wide',
        cell: (row) =>
          reasonOf(row) === undefined ? null : (
            <span className={classes.failure}>
              <TextCell>{reasonOf(row)}</TextCell>
            </span>
          ),
      },
    ];
    const states = {
      running: filters.in('status', ['Waiting', 'InProgress']),
      failed: filters.all(filters.is('status', 'Failure'), filters.not(filters.has('outcome'))),
      'no-result': filters.is('outcome', 'NoResult'),
      blocked: filters.is('outcome', 'Blocked'),
      cancelled: filters.is('outcome', 'Cancelled'),
    };
    return {
      entity: kind,
      extraData: kind === 'job' ? ['observable', 'case'] : [],
      sort: '-queued',
      states,
      views: [
        { id: 'all', label: t('view.all'), query: '' },
        { id: 'running', label: t('view.running'), query: 'is:running' },
        { id: 'failed', label: t('view.failed'), query: 'is:failed' },
        // Responders act, so that there is nothing they could have found.
        ...(kind === 'job' ? [{ id: 'noResult', label: t('view.noResult'), query: 'is:no-result' }] : []),
        { id: 'blocked', label: t('view.blocked'), query: 'is:blocked' },
        { id: 'cancelled', label: t('view.cancelled'), query: 'is:cancelled' },
      ],
      quick: [
        { label: t('quick.mine'), part: 'createdBy:me' },
        { label: t('quick.today'), part: 'startDate:today' },
      ],
      known: { [name]: names },
      columns,
      titleOf: runTitle,
    };
  }, [kind, names, t, word]);
}

/** What the value that it ran on lies in. */
function forColumn(label: string, alert: string): Column {
  return {
    id: 'for',
    label,
    width: 72,
    when: 'wide',
    cell: ({ case_artifact: value }) => {
      if (value === undefined) return null;
      const { case: found } = (value.extraData ?? {}) as {
        readonly case?: { readonly number: number } | null;
      };
      return <TextCell>{found === undefined || found === null ? alert : `#${found.number}`}</TextCell>;
    },
  };
}

/** Names of the enabled neurons of a kind. */
function useNeuronNames(kind: RunKind): readonly string[] {
  const { data } = useEnabledNeurons();
  return useMemo(
    () =>
      (data ?? [])
        .filter((neuron) => neuron.kind === (kind === 'job' ? 'analyzer' : 'responder'))
        .map(({ name }) => name),
    [data, kind],
  );
}

/** What it ran on. */
export function RunTarget({ row }: { readonly row: RunRow }) {
  const { t } = useTranslation('words');
  if (row.case_artifact !== undefined)
    return <ObservableValue dataType={row.case_artifact.dataType} value={nameOfValue(row.case_artifact)} />;
  if (row.objectType === undefined) return null;
  return (
    <TextCell>{t(`entity.${row.objectType as 'case'}`, { count: 1, defaultValue: row.objectType })}</TextCell>
  );
}
