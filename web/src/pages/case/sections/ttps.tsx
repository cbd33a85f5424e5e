/** Techniques of attackers that were seen in a case: as a list by tactic, and in the matrix of a catalogue. */
import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload, IconPlus, IconTargetArrow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import {
  type Procedure,
  type ProcedurePlace,
  useCatalogues,
  useProcedures,
  useWholeTechnique,
} from '../../../parts/attack/attack-data.ts';
import { chosenCatalogue } from '../../../parts/attack/catalogue-choice.tsx';
import { NoCatalogue } from '../../../parts/attack/no-catalogue.tsx';
import listClasses from '../../../parts/attack/procedure-list.module.css';
import { ProcedureLine, ProcedureList, type ProcedureVerbs } from '../../../parts/attack/procedure-list.tsx';
import { domainOf, saveLayer } from '../../../parts/attack/save-layer.ts';
import { TechniquePanel } from '../../../parts/attack/technique-panel.tsx';
import { type ProcedureWork, useProcedureWork } from '../../../parts/attack/use-procedure-work.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useErrorText } from '../../../parts/error-text.ts';
import { Refusal, useAttempt } from '../../../parts/task/attempt.tsx';
import { useActions } from '../../../ui/actions.tsx';
import { Keys } from '../../../ui/keys.tsx';
import { Failure, LoadingRows, Message } from '../../../ui/states.tsx';
import type { SectionProps } from '../sections.ts';
import classes from './ttps.module.css';
import { useTtpsAddress } from './ttps-address.ts';
import { CaseMatrix } from './ttps-matrix.tsx';

/** The section. */
export default function Section({ caseId }: SectionProps) {
  const { t } = useTranslation('attack');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const { detail, may } = useCase();
  const address = useTtpsAddress();
  const place: ProcedurePlace = { on: 'case', id: caseId };
  const answer = useProcedures(place);
  const mayAdd = may('manageProcedure');
  const work = useProcedureWork(place, detail.startDate, mayAdd);
  const procedures = answer.data;
  return (
    <section className={classes.section} aria-label={t('title')}>
      <Head procedures={procedures} work={work} mayAdd={mayAdd} />
      <Refusal of={work.refusal} />
      {answer.error !== null && procedures === undefined && (
        <Failure
          reason={text(answer.error)}
          again={() => void answer.refetch()}
          againLabel={word('action.retry')}
        />
      )}
      {answer.isPending && <LoadingRows rows={8} label={word('loading')} />}
      {procedures !== undefined && (
        <div className={classes.body}>
          {address.view === 'matrix' ? (
            <CaseMatrix procedures={procedures} work={mayAdd ? work : undefined} />
          ) : (
            <Seen procedures={procedures} work={work} mayAdd={mayAdd} />
          )}
          {address.technique !== undefined && (
            <Panel
              key={address.technique}
              patternId={address.technique}
              procedures={procedures}
              work={work}
              mayAdd={mayAdd}
            />
          )}
        </div>
      )}
      {work.dialogs}
    </section>
  );
}

function Head({
  procedures,
  work,
  mayAdd,
}: {
  readonly procedures: readonly Procedure[] | undefined;
  readonly work: ProcedureWork;
  readonly mayAdd: boolean;
}) {
  const { t } = useTranslation('attack');
  const { detail } = useCase();
  const api = useApi();
  const { view, catalogue, go } = useTtpsAddress();
  const { data: catalogues = [] } = useCatalogues();
  const { attempt, busy, refusal } = useAttempt();
  const chosen = chosenCatalogue(catalogues, catalogue);
  const domain = domainOf(`${chosen?.name ?? ''} ${chosen?.variant ?? ''}`);
  const download = (): void => void attempt(() => saveLayer(api, detail, domain));
  const other = view === 'matrix' ? 'list' : 'matrix';
  const group = t('group');
  const some = procedures !== undefined && procedures.length > 0;
  useActions([
    ...(mayAdd
      ? [{ id: 'ttps.add', label: t('add.act'), group, keys: 'Shift+A', perform: () => work.add() }]
      : []),
    {
      id: 'ttps.view',
      label: t(`show.${other}`),
      group,
      keys: 'Shift+M',
      perform: () => go({ view: other === 'list' ? undefined : other }),
    },
    ...(some ? [{ id: 'ttps.layer', label: t('layer'), group, perform: download }] : []),
  ]);
  return (
    <div className={classes.head}>
      <h2 className={classes.title}>{t('title')}</h2>
      {some && (
        <span className={classes.quiet}>
          {t('summary', {
            count: new Set(procedures.map(({ patternId }) => patternId)).size,
            times: procedures.length,
          })}
        </span>
      )}
      <Refusal of={refusal} />
      <span className={classes.end}>
        <SegmentedControl
          size="xs"
          aria-label={t('view.label')}
          value={view}
          data={(['list', 'matrix'] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
          onChange={(next) => go({ view: next === 'list' ? undefined : next })}
        />
        {some && (
          <Button
            leftSection={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}
            loading={busy}
            onClick={download}
          >
            {t('layer')}
          </Button>
        )}
        {mayAdd && (
          <Button
            variant="filled"
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />}
            rightSection={<Keys keys="Shift+A" />}
            onClick={() => work.add()}
          >
            {t('add.act')}
          </Button>
        )}
      </span>
    </div>
  );
}

function Seen({
  procedures,
  work,
  mayAdd,
}: {
  readonly procedures: readonly Procedure[];
  readonly work: ProcedureWork;
  readonly mayAdd: boolean;
}) {
  const { t } = useTranslation('attack');
  const { go } = useTtpsAddress();
  const { data: catalogues } = useCatalogues();
  if (procedures.length === 0 && catalogues?.length === 0)
    return (
      <div className={classes.list}>
        <NoCatalogue />
      </div>
    );
  if (procedures.length === 0)
    return (
      <div className={classes.list}>
        <Message
          icon={<IconTargetArrow size={28} stroke={1.4} aria-hidden="true" />}
          title={t('empty.title')}
          action={mayAdd && <Button onClick={() => work.add()}>{t('add.act')}</Button>}
        >
          {t('empty.reason')}
        </Message>
      </div>
    );
  return (
    <div className={classes.list}>
      <ProcedureList
        procedures={procedures}
        verbs={work.verbs}
        level={3}
        onOpen={(technique) => go({ technique })}
      />
    </div>
  );
}

function Panel({
  patternId,
  procedures,
  work,
  mayAdd,
}: {
  readonly patternId: string;
  readonly procedures: readonly Procedure[];
  readonly work: ProcedureWork;
  readonly mayAdd: boolean;
}) {
  const { go, tactic } = useTtpsAddress();
  const { detail } = useCase();
  return (
    <TechniquePanel
      answer={useWholeTechnique(patternId)}
      caseId={detail._id}
      onAdd={
        mayAdd
          ? (technique) => {
              const only = technique.tactics.length === 1 ? technique.tactics[0] : undefined;
              const told = technique.tactics.find((one) => one === tactic);
              work.add([{ technique, tactic: told ?? only }]);
            }
          : undefined
      }
      onClose={() => go({ technique: undefined, tactic: undefined })}
    >
      <Here procedures={procedures.filter((one) => one.patternId === patternId)} verbs={work.verbs} />
    </TechniquePanel>
  );
}

function Here({
  procedures,
  verbs,
}: {
  readonly procedures: readonly Procedure[];
  readonly verbs: ProcedureVerbs | undefined;
}) {
  const { t } = useTranslation('attack');
  if (procedures.length === 0) return null;
  return (
    <section className={listClasses.narrow}>
      <h4 className={classes.quiet}>{t('panel.here')}</h4>
      <ul>
        {procedures.map((procedure) => (
          <ProcedureLine key={procedure._id} procedure={procedure} verbs={verbs} />
        ))}
      </ul>
    </section>
  );
}
