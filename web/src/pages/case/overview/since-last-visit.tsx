/** What others did since the reader was here last. */

import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../../data/api.ts';
import { useApi, useMe } from '../../../data/session.tsx';
import { auditLines, changesByOthers } from '../../../parts/case/audit-line.ts';
import { useCaseAudits } from '../../../parts/case/case-audits.ts';
import { useAuditText, useObjectsText } from '../../../parts/case/use-audit-text.ts';
import { Person } from '../../../parts/person.tsx';
import type { Visit } from '../../../parts/shell/visit.ts';
import { Ago, Moment } from '../../../parts/time.tsx';
import classes from './overview.module.css';

/** Records that are read; more than these are told as so many. */
const mostRecords = 300;

/**
 * When the visit before this one ended; null when there was none. This one is noted, and so is its end. A reload goes on
 * with the same visit, which is kept in the tab until the case is left.
 */
function usePreviousVisit(caseId: string): number | null {
  const api = useApi();
  const path = `/visit/${encodeURIComponent(`case:${caseId}`)}`;
  const key = `skep.visit.${api.organisation ?? ''}.${caseId}`;
  const { data } = useQuery({
    queryKey: [api.organisation, 'case-visit', caseId],
    queryFn: () => beginVisit(api, path, key),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const begun = useRef(false);
  begun.current = data !== undefined;
  useEffect(
    () => () => {
      if (!begun.current) return;
      sessionStorage.removeItem(key);
      // An end that could not be noted is made good by the next visit.
      void api.put(path).catch(() => undefined);
    },
    [api, path, key],
  );
  return data ?? null;
}

async function beginVisit(api: Api, path: string, key: string): Promise<number | null> {
  const kept = sessionStorage.getItem(key);
  if (kept !== null) return Number(kept) || null;
  const { at } = await api.get<Visit>(path);
  sessionStorage.setItem(key, String(at ?? 0));
  await api.put(path);
  return at;
}

/** The strip; nothing when there is nothing to tell. */
export function SinceLastVisit({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('cases');
  const me = useMe()?.login;
  const previous = usePreviousVisit(caseId);
  const { data: audits = [] } = useCaseAudits(caseId, mostRecords, previous);
  const objects = useObjectsText();
  const [opened, setOpened] = useState(false);
  const [dismissed, setDismissed] = useState(false);
  const byOthers = audits.filter(({ _createdBy }) => _createdBy !== me);
  const changes = me === undefined ? [] : changesByOthers(byOthers, me);
  if (previous === null || dismissed || changes.length === 0) return null;
  return (
    <section className={classes.since} data-testid="since-last-visit" aria-label={t('since.label')}>
      <div className={classes.sinceHead}>
        <IconHistory size={16} stroke={1.6} aria-hidden="true" />
        <p>
          <b>
            {t('since.label')}, <Ago at={previous} />:
          </b>{' '}
          {changes.map(({ objectType, count }) => objects(objectType, count)).join(', ')}
        </p>
        <span className={classes.sinceActs}>
          <button type="button" aria-expanded={opened} onClick={() => setOpened(!opened)}>
            {opened ? t('since.hide') : t('since.show')}
          </button>
          <button type="button" onClick={() => setDismissed(true)}>
            {t('since.dismiss')}
          </button>
        </span>
      </div>
      {opened && <Lines audits={byOthers} />}
    </section>
  );
}

function Lines({ audits }: { readonly audits: Parameters<typeof auditLines>[0] }) {
  const text = useAuditText();
  return (
    <ul className={classes.sinceLines}>
      {auditLines(audits).map((line) => (
        <li key={line.id}>
          <Person login={line.by} />
          <span>
            {text(line)} {line.about !== undefined && <bdi className={classes.quiet}>{line.about}</bdi>}
          </span>
          <span className={`${classes.quiet} ${classes.end}`}>
            <Moment at={line.at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
