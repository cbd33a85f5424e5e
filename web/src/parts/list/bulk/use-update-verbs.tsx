/** The verbs that change a field of many alerts or cases: hold, status, ratings, tags. Each can be taken back. */
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../data/session.tsx';
import { PickDialog, type PickOption } from '../../../ui/pick-dialog.tsx';
import {
  type Pap,
  PapBadge,
  type Severity,
  SeverityBadge,
  StageMark,
  type Tlp,
  TlpBadge,
} from '../../badges.tsx';
import { Person, usePeople } from '../../person.tsx';
import type { ListRow } from '../list-definition.ts';
import type { List } from '../use-list.ts';
import { useStatuses } from '../use-vocabulary.ts';
import type { BulkVerb } from './bulk-bar.tsx';
import { presentValues } from './bulk-run.ts';
import { TagsDialog } from './tags-dialog.tsx';
import type { Bulk, BulkTask } from './use-bulk.ts';

/** What alerts and cases have in common. */
export interface RatedRow extends ListRow {
  readonly status: string;
  readonly stage: 'New' | 'InProgress' | 'Imported' | 'Closed';
  readonly assignee?: string | undefined;
  readonly severity: Severity;
  readonly tlp: Tlp;
  readonly pap: Pap;
  readonly tags: readonly string[];
}

type Field = 'status' | 'assignee' | 'severity' | 'tlp' | 'pap';
/** A question that is being asked before a verb is done. */
type Question = 'assign' | 'close' | 'status' | 'severity' | 'tlp' | 'pap' | 'tags';

/** Verbs with the dialogs that they open. */
export interface VerbSet<Row> {
  readonly verbs: readonly BulkVerb<Row>[];
  readonly dialogs: ReactNode;
}

/** The verbs. `rows` reads what they concern; `path` changes several objects at once. */
export function useUpdateVerbs<Row extends RatedRow>({
  list,
  bulk,
  rows,
  entity,
}: {
  readonly list: List<Row>;
  readonly bulk: Bulk<Row>;
  readonly rows: () => Promise<readonly Row[]>;
  readonly entity: 'alert' | 'case';
}): VerbSet<Row> {
  const { t } = useTranslation('lists');
  const me = useMe()?.login ?? '';
  const [question, setQuestion] = useState<Question>();
  const run = async (task: Omit<BulkTask<Row>, 'rows'>): Promise<void> =>
    bulk.run({ ...task, rows: await rows() });
  const set = (field: Field, value: string | number | null, label: string): void =>
    void run(fieldTask(entity, field, value, label, t('bulk.skip.same')));
  const ask = (asked: Question) => () => setQuestion(asked);
  const isOpen = ({ stage }: Row): boolean => stage === 'New' || stage === 'InProgress';
  const always = (): boolean => true;
  const verbs: readonly BulkVerb<Row>[] = [
    {
      id: 'take',
      label: t('act.take'),
      keys: 'i',
      applies: ({ assignee }) => assignee !== me,
      perform: () => set('assignee', me, t('act.take')),
    },
    { id: 'assign', label: t('act.assign'), keys: 'a', applies: always, perform: ask('assign') },
    { id: 'close', label: t('act.close'), keys: 's', applies: isOpen, perform: ask('close') },
    { id: 'tags', label: t('act.tags'), keys: 'l', applies: always, perform: ask('tags') },
    {
      id: 'status',
      label: t('act.status'),
      keys: 'v',
      further: true,
      applies: always,
      perform: ask('status'),
    },
    { id: 'severity', label: t('act.severity'), further: true, applies: always, perform: ask('severity') },
    { id: 'tlp', label: t('act.tlp'), further: true, applies: always, perform: ask('tlp') },
    { id: 'pap', label: t('act.pap'), further: true, applies: always, perform: ask('pap') },
  ];
  return {
    verbs,
    dialogs: (
      <Questions
        list={list}
        entity={entity}
        question={question}
        onClose={() => setQuestion(undefined)}
        onSet={set}
        onRun={run}
      />
    ),
  };
}

/** Gives a field of many objects one value; those that have it already are left out. */
export function fieldTask<Row extends RatedRow>(
  entity: 'alert' | 'case',
  field: Field,
  value: string | number | null,
  label: string,
  same: string,
): Omit<BulkTask<Row>, 'rows'> {
  const path = `/${entity}/_bulk`;
  return {
    label,
    skip: (row) => ((row[field] ?? null) === value ? same : undefined),
    act: (api, some) => api.patch(path, { ids: some.map(({ _id }) => _id), [field]: value }),
    undo: async (api, some) => {
      // Who closes something that nobody holds comes to hold it: that is taken back as well.
      const fields = field === 'status' ? (['status', 'assignee'] as const) : [field];
      for (const { ids, values } of presentValues(some, fields)) await api.patch(path, { ids, ...values });
    },
  };
}

interface QuestionsProps<Row extends RatedRow> {
  readonly list: List<Row>;
  readonly entity: 'alert' | 'case';
  readonly question: Question | undefined;
  readonly onClose: () => void;
  readonly onSet: (field: Field, value: string | number | null, label: string) => void;
  readonly onRun: (task: Omit<BulkTask<Row>, 'rows'>) => Promise<void>;
}

/** Drawn once one is asked; then they stay, so that they can close as they opened. */
function Questions<Row extends RatedRow>(props: QuestionsProps<Row>) {
  const asked = useRef(false);
  if (props.question !== undefined) asked.current = true;
  return asked.current ? <Dialogs {...props} /> : null;
}

function Dialogs<Row extends RatedRow>(props: QuestionsProps<Row>) {
  const { list, question, onClose, onSet } = props;
  const { t } = useTranslation('lists');
  const choices = useChoices(props.entity);
  return (
    <>
      {(['assign', 'close', 'status', 'severity', 'tlp', 'pap'] as const).map((asked) => (
        <PickDialog
          key={asked}
          title={t(`pick.${asked}`)}
          searchLabel={t('pick.search')}
          noneLabel={t('pick.none')}
          options={choices[asked]}
          opened={question === asked}
          onClose={onClose}
          onPick={(id) => {
            const name = choices[asked].find((option) => option.id === id)?.label ?? id;
            if (asked === 'assign' && id === '') onSet('assignee', null, t('label.unassign'));
            else if (asked === 'assign') onSet('assignee', id, t('label.assign', { name }));
            else if (asked === 'close' || asked === 'status')
              onSet('status', id, t(`label.${asked}`, { name }));
            else onSet(asked, Number(id), t(`label.${asked}`, { name }));
          }}
        />
      ))}
      <TagsDialog
        rows={list.concerned}
        opened={question === 'tags'}
        onClose={onClose}
        entity={props.entity}
        onRun={props.onRun}
      />
    </>
  );
}

type Choices = Readonly<Record<Exclude<Question, 'tags'>, readonly PickOption[]>>;

function useChoices(entity: 'alert' | 'case'): Choices {
  const { t: word } = useTranslation('words');
  const people = usePeople();
  const statuses = useStatuses(entity)
    .filter(({ hidden, stage }) => !hidden && stage !== 'Imported')
    .map(({ value, stage }) => ({
      id: value,
      stage,
      label: word(`${entity}Status.${value}` as 'alertStatus.New', { defaultValue: value }),
      content: <StageMark kind={entity} stage={stage} status={value} />,
    }));
  return {
    assign: [
      ...[...people.values()].map(({ login, name }) => ({
        id: login,
        label: `${name} ${login}`,
        content: <Person login={login} />,
      })),
      { id: '', label: word('nobody') },
    ],
    status: statuses,
    close: statuses.filter(({ stage }) => stage === 'Closed'),
    severity: ([4, 3, 2, 1] as const).map((severity) => ({
      id: String(severity),
      label: word(`severity.${severity}`),
      content: <SeverityBadge severity={severity} word />,
    })),
    tlp: ([0, 1, 2, 3, 4] as const).map((tlp) => ({
      id: String(tlp),
      label: word(`tlp.${tlp}`),
      content: <TlpBadge tlp={tlp} />,
    })),
    pap: ([0, 1, 2, 3] as const).map((pap) => ({
      id: String(pap),
      label: word(`pap.${pap}`),
      content: <PapBadge pap={pap} />,
    })),
  };
}
