/** The pages of a case, by their headings; pages of the knowledge base can be copied here. */
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { caseShelf } from '../../../parts/pages/page-data.ts';
import type { PagePlaces } from '../../../parts/pages/pages-address.ts';
import { PagesScreen } from '../../../parts/pages/pages-screen.tsx';
import type { SectionProps } from '../sections.ts';

/** The section. */
export default function Section({ caseId, itemId }: SectionProps) {
  const { t } = useTranslation('pages');
  const { may } = useCase();
  const shelf = useMemo(() => caseShelf(caseId), [caseId]);
  return (
    <PagesScreen
      shelf={shelf}
      places={usePlaces()}
      pageId={itemId}
      mayWrite={may('managePage')}
      takesKnowledge
      title={t('case.title')}
      emptyReason={t('case.none')}
    />
  );
}

function usePlaces(): PagePlaces {
  const navigate = useNavigate();
  const organisation = useApi().organisation ?? '';
  const number = String(useCase().detail.number);
  return {
    linkOf: (itemId) => ({
      to: '/o/$organisation/cases/$number/$section/$itemId',
      params: { organisation, number, section: 'pages', itemId },
      search: (before) => ({ ...before, new: '' }),
    }),
    open: (itemId) =>
      void (itemId === undefined
        ? navigate({
            to: '/o/$organisation/cases/$number/$section',
            params: { organisation, number, section: 'pages' },
            search: {},
          })
        : navigate({
            to: '/o/$organisation/cases/$number/$section/$itemId',
            params: { organisation, number, section: 'pages', itemId },
            search: {},
          })),
  };
}
