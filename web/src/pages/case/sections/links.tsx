/** The links of a case: what each means, where it leads, and ways to make and remove them. */
import { Button, CloseButton } from '@mantine/core';
import { IconExternalLink, IconLink } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useErrorText } from '../../../parts/error-text.ts';
import { Refusal, useAttempt } from '../../../parts/task/attempt.tsx';
import { useActions } from '../../../ui/actions.tsx';
import { Failure, LoadingRows } from '../../../ui/states.tsx';
import { useUndo } from '../../../ui/undo.tsx';
import classes from './links.module.css';
import { type LinkTarget, useCaseLinks, useLinkActs } from './links-data.ts';
import { NewLink } from './links-new.tsx';
import sectionClasses from './sections.module.css';

/** The block. */
export function CaseLinks() {
  const { t } = useTranslation('sharing');
  const { t: word } = useTranslation('words');
  const { t: ofCase } = useTranslation('cases');
  const text = useErrorText();
  const { detail, may } = useCase();
  const { data, error, refetch } = useCaseLinks(detail._id);
  const { isNew, show } = useNewLinkAddress();
  const mayChange = may('manageCase/update');
  useActions(
    mayChange
      ? [{ id: 'case.link', label: t('link.add'), group: ofCase('group'), perform: () => show(true) }]
      : [],
  );
  const links = data?.[0]?.extraData.links;
  const { caseLinks = [], externalLinks = [] } = links ?? {};
  return (
    <section aria-label={t('link.title')}>
      <div className={sectionClasses.head}>
        <h2 className={sectionClasses.title}>{t('link.title')}</h2>
        {mayChange && !isNew && (
          <span className={sectionClasses.end}>
            <Button
              size="compact-sm"
              leftSection={<IconLink size={16} stroke={1.6} aria-hidden="true" />}
              onClick={() => show(true)}
            >
              {t('link.add')}
            </Button>
          </span>
        )}
      </div>
      {error !== null && (
        <Failure reason={text(error)} again={() => void refetch()} againLabel={word('action.retry')} />
      )}
      {data === undefined && error === null && <LoadingRows rows={2} label={word('loading')} />}
      {links !== undefined && caseLinks.length + externalLinks.length === 0 && (
        <p className={sectionClasses.quiet}>{t('link.none')}</p>
      )}
      <ul className={classes.list}>
        {caseLinks.map(({ type, caseId, number, title }) => (
          <Line key={`${type} ${caseId}`} type={type} name={`#${number}`} target={{ caseId }}>
            <CaseTarget number={number} title={title} />
          </Line>
        ))}
        {externalLinks.map(({ type, url }) => (
          <Line key={`${type} ${url}`} type={type} name={url} target={{ url }}>
            <PageTarget url={url} />
          </Line>
        ))}
      </ul>
      {isNew && mayChange && <NewLink links={caseLinks} onClose={() => show(false)} />}
    </section>
  );
}

/** Whether the form for a new link is open: `?new=link`. */
function useNewLinkAddress(): { readonly isNew: boolean; readonly show: (shown: boolean) => void } {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const navigate = useNavigate();
  return {
    isNew: search.new === 'link',
    show: (shown) =>
      void navigate({
        to: '.',
        search: (before: Readonly<Record<string, string | undefined>>) =>
          ({ ...before, new: shown ? 'link' : undefined }) as Record<string, string>,
        replace: true,
        resetScroll: false,
      }),
  };
}

function CaseTarget({ number, title }: { readonly number: number; readonly title: string }) {
  const { organisation = '' } = useApi();
  return (
    <Link
      to="/o/$organisation/cases/$number"
      params={{ organisation, number: String(number) }}
      search={{}}
      className={classes.target}
    >
      #{number} <bdi>{title}</bdi>
    </Link>
  );
}

/** The server takes addresses of the web alone. The page learns nothing of where it was opened from. */
function PageTarget({ url }: { readonly url: string }) {
  return (
    <a
      href={/^https?:\/\//i.test(url) ? url : undefined}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className={classes.target}
    >
      <bdi>{url}</bdi>
      <IconExternalLink size={14} stroke={1.6} aria-hidden="true" />
    </a>
  );
}

function Line({
  type,
  name,
  target,
  children,
}: {
  readonly type: string;
  readonly name: string;
  readonly target: LinkTarget;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('sharing');
  const { detail, may } = useCase();
  const { add, remove } = useLinkActs(detail._id);
  const { attempt, busy, refusal } = useAttempt();
  const { offer } = useUndo();
  const take = async (): Promise<void> => {
    if (await attempt(() => remove(type, target)))
      offer({ label: t('link.removed'), undo: () => add(type, target) });
  };
  return (
    <li className={classes.line}>
      <bdi className={`${classes.type} sk-ellipsis`} title={type}>
        {type}
      </bdi>
      {children}
      {may('manageCase/update') && (
        <span className={sectionClasses.end}>
          <CloseButton
            size={24}
            disabled={busy}
            aria-label={t('link.remove', { type, name })}
            onClick={() => void take()}
          />
        </span>
      )}
      <Refusal of={refusal} />
    </li>
  );
}
