/** The versions of a page: what each changed word by word, and the way back to one of them. */
import { Button } from '@mantine/core';
import { defangText } from '@skep/sdk/indicators';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputAudit, OutputPage } from '../../../../contract/v1-types.ts';
import { filters, list, page as part, sort, where } from '../../data/pipeline.ts';
import { usePipeline, useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { useUndo } from '../../ui/undo.tsx';
import { wordChanges } from '../editing/word-changes.ts';
import { useErrorText } from '../error-text.ts';
import { useNames } from '../person.tsx';
import { Refusal, useAttempt } from '../task/attempt.tsx';
import { Moment } from '../time.tsx';
import type { Shelf } from './page-data.ts';
import { type PageText, type PageVersion, versionsOf } from './page-versions.ts';
import classes from './pages.module.css';

/** Most records of a page that are read. */
const mostRecords = 200;

interface HistoryProps {
  readonly shelf: Shelf;
  readonly page: OutputPage;
  readonly mayWrite: boolean;
}

/** The versions. */
export function PageHistory(props: HistoryProps) {
  const { t } = useTranslation('pages');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const { page } = props;
  const { data, error, refetch } = usePipeline<readonly OutputAudit[]>(
    'page-records',
    [
      list('audit'),
      where(filters.is('objectId', page._id)),
      sort([{ _createdAt: 'desc' }]),
      part(0, mostRecords),
    ],
    { entities: ['page', 'audit'] },
  );
  if (error !== null)
    return (
      <Failure reason={errorText(error)} again={() => void refetch()} againLabel={word('action.retry')} />
    );
  if (data === undefined) return <LoadingRows rows={6} label={word('loading')} />;
  const versions = versionsOf(page, data);
  if (versions.length === 0) return <p className={classes.quiet}>{t('history.none')}</p>;
  return <Versions {...props} versions={versions} />;
}

function Versions({ versions, ...props }: HistoryProps & { readonly versions: readonly PageVersion[] }) {
  const { t } = useTranslation('pages');
  const [chosenId, setChosenId] = useState<string>();
  const nameOf = useNames();
  const chosen = versions.find(({ id }) => id === chosenId) ?? versions[0];
  if (chosen === undefined) return null;
  return (
    <div className={classes.history}>
      <ol className={classes.versions} aria-label={t('history.label')}>
        {versions.map(({ id, at, by }, place) => (
          <li key={id}>
            <button
              type="button"
              className={classes.version}
              aria-pressed={id === chosen.id}
              onClick={() => setChosenId(id)}
            >
              <Moment at={at} />
              <bdi className="sk-ellipsis">{nameOf(by)}</bdi>
              {place === 0 && <span className={classes.now}>{t('history.now')}</span>}
            </button>
          </li>
        ))}
      </ol>
      <div className={classes.difference}>
        {chosen !== versions[0] && props.mayWrite && <Restore {...props} version={chosen} />}
        <Difference version={chosen} />
      </div>
    </div>
  );
}

function Difference({ version }: { readonly version: PageVersion }) {
  const { t } = useTranslation('pages');
  const { former } = version;
  const names = former === undefined ? [] : (['title', 'category'] as const);
  return (
    <section aria-label={t('history.changes')}>
      {former === undefined && <p className={classes.quiet}>{t('history.first')}</p>}
      {names
        .filter((name) => former?.[name] !== version[name])
        .map((name) => (
          <p key={name} className={classes.renamed}>
            <span className={classes.quiet}>{t(`field.${name}`)}</span>{' '}
            <Words before={former?.[name] ?? ''} after={version[name]} />
          </p>
        ))}
      {former?.content === version.content ? (
        <p className={classes.quiet}>{t('history.sameText')}</p>
      ) : (
        <div className={classes.words} dir="auto">
          <Words before={former?.content ?? version.content} after={version.content} />
        </div>
      )}
    </section>
  );
}

function Words({ before, after }: { readonly before: string; readonly after: string }) {
  let place = 0;
  return (
    <bdi>
      {wordChanges(defangText(before), defangText(after)).map(({ kind, text }) => {
        place += text.length;
        const key = `${kind}${place}`;
        if (kind === 'added') return <ins key={key}>{text}</ins>;
        return kind === 'removed' ? <del key={key}>{text}</del> : <span key={key}>{text}</span>;
      })}
    </bdi>
  );
}

/** Puts a version back; that is a version of its own, and can be taken back. */
function Restore({ shelf, page, version }: HistoryProps & { readonly version: PageVersion }) {
  const { t } = useTranslation('pages');
  const api = useApi();
  const refresh = useRefresh();
  const { offer } = useUndo();
  const { attempt, busy, refusal } = useAttempt();
  const put = async ({ title, category, content }: PageText, _version?: number): Promise<void> => {
    const values = { title, category, content, ...(_version === undefined ? {} : { _version }) };
    await api.patch(`${shelf.path}/${page._id}`, values);
    await refresh(['page', 'audit']);
  };
  const restore = async (): Promise<void> => {
    if (!(await attempt(() => put(version, page._version)))) return;
    // Taken back only while nobody has changed the page since.
    const undo = (): Promise<void> => put(page, page._version + 1);
    offer({ label: t('history.restored', { title: page.title }), undo });
  };
  return (
    <div className={classes.restore}>
      <Button
        size="compact-sm"
        loading={busy}
        leftSection={<IconArrowBackUp size={14} stroke={1.6} aria-hidden="true" />}
        onClick={() => void restore()}
      >
        {t('history.restore')}
      </Button>
      <Refusal of={refusal} />
    </div>
  );
}
