/** One observable: what it is, what analyzers said, what they found, where else it was seen, what was done with it. */
import { Button, Tabs } from '@mantine/core';
import { IconEye, IconStarFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../../ui/keys.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { PapBadge, Tag, TlpBadge } from '../badges.tsx';
import { ActionList } from '../engine/action-list.tsx';
import { Artifacts } from '../engine/artifacts.tsx';
import { nameOfValue, useJobsOf } from '../engine/engine-data.ts';
import { Reports } from '../engine/reports.tsx';
import { useErrorText } from '../error-text.ts';
import { shownValue, TypeGlyph } from '../observable-value.tsx';
import { OrdinaryMark, ordinaryReasonOf } from '../ordinary-mark.tsx';
import { Person } from '../person.tsx';
import { Ago } from '../time.tsx';
import { CopyButton } from './copy-button.tsx';
import { type ObservableDetail, useObservable, useSimilar } from './observable-data.ts';
import classes from './observable-details.module.css';
import { ObservableFile } from './observable-file.tsx';
import { SeenIn } from './seen-in.tsx';

/** What can be asked for from the details; missing rights leave an act out. */
export interface DetailActs {
  readonly onAnalyse?: ((observable: ObservableDetail) => void) | undefined;
  readonly onRespond?: ((observable: ObservableDetail) => void) | undefined;
  /** Values that an analyzer found have become observables. */
  readonly onImported?: (() => void) | undefined;
}

/** The details, for a drawer or a page. */
export function ObservableDetails({ observableId, ...acts }: DetailActs & { readonly observableId: string }) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const { data, error, isPending, refetch } = useObservable(observableId);
  if (isPending) return <LoadingRows rows={8} label={word('loading')} />;
  if (error !== null)
    return (
      <Failure reason={errorText(error)} again={() => void refetch()} againLabel={word('action.retry')} />
    );
  const [observable] = data;
  if (observable === undefined) return <Message title={t('detail.gone')}>{t('detail.goneReason')}</Message>;
  return (
    <div className={classes.details}>
      <Identity observable={observable} {...acts} />
      <Sections key={observable._id} observable={observable} onImported={acts.onImported} />
    </div>
  );
}

function Identity({
  observable,
  onAnalyse,
  onRespond,
}: DetailActs & { readonly observable: ObservableDetail }) {
  const { t } = useTranslation('observables');
  const { dataType, tlp, pap, ioc, sighted, sightedAt, tags, message, attachment } = observable;
  return (
    <header className={classes.identity}>
      <h2 className={classes.value}>
        <TypeGlyph dataType={dataType} />
        <span className="sk-hidden">{dataType}</span>
        <bdi>{shownValue(dataType, nameOfValue(observable))}</bdi>
      </h2>
      <p className={classes.marks}>
        {ioc && (
          <span className={classes.ioc}>
            <IconStarFilled size={12} aria-hidden="true" />
            IOC
          </span>
        )}
        {sighted && (
          <span className={classes.sighted}>
            <IconEye size={14} stroke={1.6} aria-hidden="true" />
            {t('mark.sighted')}
            {sightedAt !== undefined && <Ago at={sightedAt} />}
          </span>
        )}
        <OrdinaryMark reason={ordinaryReasonOf(observable)} />
        <TlpBadge tlp={tlp} />
        <PapBadge pap={pap} />
        {tags.map((tag) => (
          <Tag key={tag} name={tag} />
        ))}
      </p>
      {message !== undefined && (
        <p className={classes.message}>
          <bdi>{message}</bdi>
        </p>
      )}
      {attachment !== undefined && <ObservableFile observableId={observable._id} attachment={attachment} />}
      <p className={classes.origin}>
        {t('detail.added')} <Person login={observable._createdBy} /> <Ago at={observable._createdAt} />
      </p>
      <div className={classes.verbs}>
        {onAnalyse !== undefined && (
          <Button size="compact-sm" rightSection={<Keys keys="r" />} onClick={() => onAnalyse(observable)}>
            {t('act.analyse')}
          </Button>
        )}
        {onRespond !== undefined && (
          <Button size="compact-sm" rightSection={<Keys keys="f" />} onClick={() => onRespond(observable)}>
            {t('act.respond')}
          </Button>
        )}
        <CopyButton observable={observable} />
      </div>
    </header>
  );
}

const tabNames = ['reports', 'artifacts', 'seen', 'actions'] as const;

function Sections({
  observable,
  onImported,
}: Pick<DetailActs, 'onImported'> & { readonly observable: ObservableDetail }) {
  const { t } = useTranslation('observables');
  const [tab, setTab] = useState<string | null>('reports');
  const jobs = useJobsOf(observable._id);
  const similar = useSimilar(observable);
  const counts: Readonly<Record<string, number | undefined>> = {
    reports: jobs.data?.length,
    seen: similar.data?.length,
  };
  return (
    <Tabs value={tab} onChange={setTab} keepMounted={false} className={classes.tabs ?? ''}>
      <Tabs.List className={classes.tabList ?? ''}>
        {tabNames.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`tab.${name}`)}{' '}
            {counts[name] !== undefined && <span className="sk-numbers">{counts[name]}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="reports" className={classes.panel ?? ''}>
        <Reports observable={observable} jobs={jobs} />
        <Artifacts observable={observable} jobs={jobs.data ?? []} onImported={onImported} quiet />
      </Tabs.Panel>
      <Tabs.Panel value="artifacts" className={classes.panel ?? ''}>
        <Artifacts observable={observable} jobs={jobs.data ?? []} onImported={onImported} />
      </Tabs.Panel>
      <Tabs.Panel value="seen" className={classes.panel ?? ''}>
        <SeenIn similar={similar} />
      </Tabs.Panel>
      <Tabs.Panel value="actions" className={classes.panel ?? ''}>
        <ActionList sources={[{ entity: 'observable', id: observable._id }]} />
      </Tabs.Panel>
    </Tabs>
  );
}
