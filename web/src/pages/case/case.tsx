/** A case: its header, its steps, the navigation between its sections, and the section that the address names. */
import { useParams } from '@tanstack/react-router';
import { type ReactNode, type UIEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../data/api.ts';
import { CaseProvider, useCase } from '../../parts/case/case-context.tsx';
import { useCaseDetail } from '../../parts/case/case-data.ts';
import { StepStrip } from '../../parts/case/step-strip.tsx';
import { useCaseSteps } from '../../parts/case/use-case-steps.ts';
import { PresenceProvider } from '../../parts/editing/presence.tsx';
import { useErrorText } from '../../parts/error-text.ts';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { useNoteRecent } from '../../parts/shell/recent.ts';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { useTicking } from '../../ui/ticking.ts';
import { NotFound } from '../not-found.tsx';
import classes from './case.module.css';
import { CaseDialogs } from './case-dialogs.tsx';
import { CaseHeader } from './header/header.tsx';
import { PhoneHead } from './header/phone-head.tsx';
import { CaseNav } from './nav.tsx';
import { CasePanel } from './panel/panel.tsx';
import { SectionView } from './section-view.tsx';
import { isSection, type SectionName } from './sections.ts';

/** The page. */
export function Page() {
  const { number = '', section = 'overview', itemId } = useParams({ strict: false });
  const { data, error, refetch } = useCaseDetail(number);
  const detail = data?.[0];
  useNoteRecent(
    detail === undefined
      ? undefined
      : { kind: 'case', id: detail._id, number: detail.number, title: detail.title },
  );
  if (!isSection(section) || data?.length === 0) return <NotFound />;
  if (error instanceof ApiError && (error.status === 404 || error.status === 403)) return <NotFound />;
  if (detail === undefined) return <Unread number={number} error={error} again={() => void refetch()} />;
  return (
    <CaseProvider detail={detail}>
      <PresenceProvider key={detail._id} object={detail._id} part={`section:${section}`}>
        <Shown key={detail._id} section={section} itemId={itemId} />
      </PresenceProvider>
    </CaseProvider>
  );
}

function Unread({
  number,
  error,
  again,
}: {
  readonly number: string;
  readonly error: Error | null;
  readonly again: () => void;
}) {
  const { t } = useTranslation('words');
  const { t: ofCase } = useTranslation('cases');
  const errorText = useErrorText();
  return (
    <main className={classes.loading}>
      <PageHead title={ofCase('number', { number })} />
      {error === null ? (
        <LoadingRows rows={8} label={t('loading')} />
      ) : (
        <Failure reason={errorText(error)} again={again} againLabel={t('action.retry')} />
      )}
    </main>
  );
}

function Shown({ section, itemId }: { readonly section: SectionName; readonly itemId: string | undefined }) {
  const { t } = useTranslation('cases');
  const { detail } = useCase();
  const { organisation = '' } = useParams({ strict: false });
  const [folded, setFolded] = useState(false);
  const name = t('number', { number: detail.number });
  return (
    <main className={classes.page}>
      <PageHead
        title={`${name} ${detail.title}`}
        label={section === 'overview' ? name : t(`section.${section}`)}
        crumbs={[
          {
            label: t('list'),
            link: {
              to: '/o/$organisation/cases',
              params: (before) => ({ organisation: before.organisation ?? '' }),
              search: {},
            },
          },
          ...(section === 'overview'
            ? []
            : [
                {
                  label: name,
                  link: {
                    to: '/o/$organisation/cases/$number',
                    params: { organisation, number: String(detail.number) },
                    search: {},
                  } as const,
                },
              ]),
        ]}
      >
        <PhoneHead />
      </PageHead>
      <CaseHeader folded={folded} />
      <Steps folded={folded} />
      <div className={classes.body}>
        <CaseNav current={section} />
        <div className={classes.row}>
          <Scrolled onFold={setFolded} whole={section === 'overview'}>
            <SectionView section={section} itemId={itemId} />
          </Scrolled>
          {section === 'overview' && <CasePanel />}
        </div>
      </div>
      <CaseDialogs />
    </main>
  );
}

function Steps({ folded }: { readonly folded: boolean }) {
  const { detail } = useCase();
  const open = detail.stage !== 'Closed';
  const now = useTicking(open);
  return (
    <div className={classes.steps} data-folded={folded || undefined}>
      <StepStrip steps={useCaseSteps()} now={now} thin={folded} />
    </div>
  );
}

/** Pixels that are scrolled before the header folds, and the least that remains to scroll, so that folding never scrolls back. */
const foldAfter = 80;
const leastRoom = 200;

/** The place of a section. The header folds while one reads further down and unfolds at the top. */
function Scrolled({
  onFold,
  whole,
  children,
}: {
  readonly onFold: (folded: boolean) => void;
  /** Whether the section is text in one column; others bring scrolling of their own. */
  readonly whole: boolean;
  readonly children: ReactNode;
}) {
  const scroll = ({ target }: UIEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    const room = target.scrollHeight - target.clientHeight;
    if (target.scrollTop > foldAfter && room > leastRoom) onFold(true);
    else if (target.scrollTop < 4) onFold(false);
  };
  return (
    <div
      className={whole ? `${classes.content} ${classes.padded}` : classes.content}
      onScrollCapture={scroll}
    >
      {children}
    </div>
  );
}
