/** The observables of the case: the list, or one of them by itself. */
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCase } from '../../../parts/case/case-context.tsx';
import { ObservableSection } from '../../../parts/observable/observable-section.tsx';
import type { SectionProps } from '../sections.ts';
import classes from './observables.module.css';
import { OneObservable } from './observables-one.tsx';

/** The section. */
export default function Section({ caseId, itemId }: SectionProps) {
  const { t } = useTranslation('observables');
  const { detail, may } = useCase();
  const navigate = useNavigate();
  const { organisation = '', number = '' } = useParams({ strict: false });
  const place = useMemo(() => ({ on: 'case', id: caseId }) as const, [caseId]);
  const { new: asked } = useSearch({ strict: false }) as { readonly new?: string };
  const forget = useCallback(
    () =>
      void navigate({
        to: '.',
        search: (before: Readonly<Record<string, string | undefined>>) => ({ ...before, new: undefined }),
        replace: true,
      }),
    [navigate],
  );
  const hrefOf = (id: string): string => `/o/${organisation}/cases/${number}/observables/${id}`;
  const rights = {
    manage: may('manageObservable'),
    analyse: may('manageAnalyse'),
    respond: may('manageAction'),
  };
  if (itemId !== undefined)
    return (
      <section className={classes.one} aria-label={t('title')}>
        <p>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconArrowLeft size={14} stroke={1.6} aria-hidden="true" />}
            renderRoot={(props) => (
              <Link
                {...props}
                to="/o/$organisation/cases/$number/$section"
                params={{ organisation, number, section: 'observables' }}
                search={{ preview: itemId }}
              />
            )}
          >
            {t('detail.back')}
          </Button>
        </p>
        <OneObservable observableId={itemId} rights={rights} />
      </section>
    );
  return (
    <ObservableSection
      place={place}
      usual={{ tlp: detail.tlp, pap: detail.pap }}
      rights={rights}
      hrefOf={hrefOf}
      onOpen={(id) => void navigate({ to: hrefOf(id) })}
      asked={asked === 'observable' ? forget : undefined}
    />
  );
}
