/** What can be done with observables of a list, one or many. */
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../data/api.ts';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { PapBadge } from '../badges.tsx';
import { AnalyseDialog } from '../engine/analyse-dialog.tsx';
import { nameOfValue } from '../engine/engine-data.ts';
import { RunResponderDialog } from '../engine/responder-dialog.tsx';
import type { BulkVerb } from '../list/bulk/bulk-bar.tsx';
import { presentValues } from '../list/bulk/bulk-run.ts';
import { ConfirmDialog } from '../list/bulk/confirm-dialog.tsx';
import { TagsDialog } from '../list/bulk/tags-dialog.tsx';
import type { Bulk, BulkTask } from '../list/bulk/use-bulk.ts';
import type { List } from '../list/use-list.ts';
import { shownValue } from '../observable-value.tsx';
import { TlpPick } from '../sharing/tlp-pick.tsx';
import { useCopyValues, useExportValues } from './copy-values.ts';
import type { ObservableRow } from './observable-data.ts';

/** Rights in the case or alert. */
export interface ObservableRights {
  readonly manage: boolean;
  readonly analyse: boolean;
  readonly respond: boolean;
}

type Question = 'analyse' | 'respond' | 'tags' | 'tlp' | 'pap' | 'delete';
type Verb = BulkVerb<ObservableRow>;
type Run = (task: Omit<BulkTask<ObservableRow>, 'rows'>) => void;

/** What the verbs need. */
export interface VerbContext {
  readonly list: List<ObservableRow>;
  readonly bulk: Bulk<ObservableRow>;
  /** Reads the rows that are concerned, also those that are not loaded. */
  readonly rows: () => Promise<readonly ObservableRow[]>;
  readonly rights: ObservableRights;
}

/** The verbs with the dialogs that they open; `ask` opens one for given rows. */
export function useObservableVerbs(context: VerbContext): {
  readonly verbs: readonly Verb[];
  readonly dialogs: ReactNode;
  readonly ask: (question: 'analyse' | 'respond', rows: readonly ObservableRow[]) => void;
} {
  const { bulk, rows, rights } = context;
  const [asked, setAsked] = useState<{
    readonly question: Question;
    readonly rows: readonly ObservableRow[];
  }>();
  const ask = (question: Question) => () =>
    void rows().then((concerned) => setAsked({ question, rows: concerned }));
  const run: Run = (task) => void rows().then((concerned) => bulk.run({ ...task, rows: concerned }));
  const runs = useRunVerbs(rights, ask);
  const marks = useMarkVerbs(run);
  const takes = useTakeVerbs(rows);
  const changes = useChangeVerbs(ask);
  const all = [...runs, ...(rights.manage ? marks : []), ...takes, ...(rights.manage ? changes : [])];
  // Beside the details there is room for the two that run something only.
  const isNarrow = context.list.state.preview !== undefined;
  return {
    verbs: isNarrow
      ? all.map((verb, place) => (place < runs.length ? verb : { ...verb, further: true }))
      : all,
    ask: (question, concerned) => setAsked({ question, rows: concerned }),
    dialogs: (
      <Questions
        question={asked?.question}
        rows={asked?.rows ?? []}
        run={(task) => bulk.run({ ...task, rows: asked?.rows ?? [] })}
        onClose={() => setAsked(undefined)}
      />
    ),
  };
}

const always = (): boolean => true;

function useRunVerbs(rights: ObservableRights, ask: (question: Question) => () => void): readonly Verb[] {
  const { t } = useTranslation('observables');
  const blocked = (right: string, has: boolean) =>
    has ? {} : { blocked: t('act.blocked', { right: t(`right.${right}` as 'right.analyse') }) };
  return [
    {
      id: 'analyse',
      label: t('act.analyse'),
      keys: 'r',
      applies: always,
      perform: ask('analyse'),
      ...blocked('analyse', rights.analyse),
    },
    {
      id: 'respond',
      label: t('act.respond'),
      keys: 'f',
      applies: always,
      perform: ask('respond'),
      ...blocked('respond', rights.respond),
    },
  ];
}

function useMarkVerbs(run: Run): readonly Verb[] {
  const { t } = useTranslation('observables');
  const set = (field: 'ioc' | 'sighted', value: boolean, label: string) => () =>
    run(fieldTask(field, value, label, t('skip.same')));
  return [
    {
      id: 'ioc',
      label: 'IOC',
      keys: 'Shift+I',
      applies: ({ ioc }) => !ioc,
      perform: set('ioc', true, t('label.ioc')),
    },
    {
      id: 'noIoc',
      label: t('act.noIoc'),
      further: true,
      applies: ({ ioc }) => ioc,
      perform: set('ioc', false, t('label.noIoc')),
    },
    {
      id: 'sighted',
      label: t('act.sighted'),
      keys: 'Shift+S',
      further: true,
      applies: ({ sighted }) => !sighted,
      perform: set('sighted', true, t('label.sighted')),
    },
    {
      id: 'notSighted',
      label: t('act.notSighted'),
      further: true,
      applies: ({ sighted }) => sighted,
      perform: set('sighted', false, t('label.notSighted')),
    },
  ];
}

function useTakeVerbs(rows: () => Promise<readonly ObservableRow[]>): readonly Verb[] {
  const { t } = useTranslation('observables');
  const copy = useCopyValues();
  const exportValues = useExportValues();
  return [
    {
      id: 'copyDefanged',
      label: t('act.copy'),
      keys: 'y d',
      applies: always,
      perform: () => void rows().then((concerned) => copy(concerned, 'defanged')),
    },
    {
      id: 'copyRaw',
      label: t('act.copyRaw'),
      keys: 'y r',
      further: true,
      applies: always,
      perform: () => void rows().then((concerned) => copy(concerned, 'raw')),
    },
    {
      id: 'export',
      label: t('act.export'),
      further: true,
      applies: always,
      perform: () => void rows().then(exportValues),
    },
  ];
}

function useChangeVerbs(ask: (question: Question) => () => void): readonly Verb[] {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  return [
    { id: 'tags', label: t('act.tags'), keys: 'l', further: true, applies: always, perform: ask('tags') },
    { id: 'tlp', label: 'TLP', further: true, applies: always, perform: ask('tlp') },
    { id: 'pap', label: 'PAP', further: true, applies: always, perform: ask('pap') },
    { id: 'delete', label: word('action.delete'), further: true, applies: always, perform: ask('delete') },
  ];
}

function fieldTask(
  field: 'ioc' | 'sighted' | 'pap',
  value: boolean | number,
  label: string,
  same: string,
): Omit<BulkTask<ObservableRow>, 'rows'> {
  const change = (api: Api, body: Readonly<Record<string, unknown>>) => api.patch('/observable/_bulk', body);
  return {
    label,
    skip: (row) => (row[field] === value ? same : undefined),
    act: (api, some) => change(api, { ids: some.map(({ _id }) => _id), [field]: value }),
    undo: async (api, some) => {
      for (const { ids, values } of presentValues(some, [field])) await change(api, { ids, ...values });
    },
  };
}

interface QuestionsProps {
  readonly question: Question | undefined;
  readonly rows: readonly ObservableRow[];
  readonly run: (task: Omit<BulkTask<ObservableRow>, 'rows'>) => Promise<void>;
  readonly onClose: () => void;
}

function Questions({ question, rows, run, onClose }: QuestionsProps) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const [first] = rows;
  return (
    <>
      <AnalyseDialog observables={rows} opened={question === 'analyse'} onClose={onClose} />
      <RunResponderDialog
        entityType="case_artifact"
        entityId={rows.map(({ _id }) => _id)}
        {...(rows.length === 1 && first !== undefined
          ? { label: shownValue(first.dataType, nameOfValue(first)) }
          : {})}
        opened={question === 'respond'}
        onClose={onClose}
      />
      <TagsDialog
        rows={rows}
        opened={question === 'tags'}
        onClose={onClose}
        entity="observable"
        onRun={run}
      />
      <TlpPick rows={rows} opened={question === 'tlp'} onRun={run} onClose={onClose} />
      <PapPick question={question} run={run} onClose={onClose} />
      <ConfirmDialog
        opened={question === 'delete'}
        title={t('delete.title', { count: rows.length })}
        reason={t('delete.reason')}
        act={word('action.delete')}
        onClose={onClose}
        onConfirm={() => void run(deleteTask(t('label.delete')))}
      />
    </>
  );
}

function PapPick({ question, run, onClose }: Omit<QuestionsProps, 'rows'>) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  return (
    <PickDialog
      title="PAP"
      searchLabel={t('pick.search')}
      noneLabel={t('pick.none')}
      opened={question === 'pap'}
      onClose={onClose}
      onPick={(id) =>
        void run(fieldTask('pap', Number(id), `PAP:${word(`pap.${id}` as 'pap.0')}`, t('skip.same')))
      }
      options={([0, 1, 2, 3] as const).map((pap) => ({
        id: String(pap),
        label: word(`pap.${pap}`),
        content: <PapBadge pap={pap} />,
      }))}
    />
  );
}

function deleteTask(label: string): Omit<BulkTask<ObservableRow>, 'rows'> {
  return {
    label,
    act: async (api, some) => {
      for (const { _id } of some) await api.remove(`/observable/${_id}`);
    },
    entities: ['case', 'alert'],
  };
}
