/** The knowledge base of the organisation: pages that outlive cases, by their headings, with a search within them. */
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi, useMay } from '../../data/session.tsx';
import { knowledgeShelf } from '../../parts/pages/page-data.ts';
import type { PagePlaces } from '../../parts/pages/pages-address.ts';
import { PagesScreen } from '../../parts/pages/pages-screen.tsx';
import { PageHead } from '../../parts/shell/page-head.tsx';
import classes from './knowledge.module.css';

/** The page. */
export function Page() {
  const { t } = useTranslation('pages');
  const { pageId } = useParams({ strict: false });
  const mayWrite = useMay('manageKnowledgeBase');
  return (
    <main className={classes.page}>
      <PageHead title={t('knowledge.title')} crumbs={[]} />
      <PagesScreen
        shelf={knowledgeShelf}
        places={usePlaces()}
        pageId={pageId}
        mayWrite={mayWrite}
        takesKnowledge={false}
        title={t('knowledge.pages')}
        emptyReason={mayWrite ? t('knowledge.none') : t('knowledge.noneToRead')}
      />
    </main>
  );
}

function usePlaces(): PagePlaces {
  const navigate = useNavigate();
  const organisation = useApi().organisation ?? '';
  return {
    linkOf: (pageId) => ({
      to: '/o/$organisation/knowledge/$pageId',
      params: { organisation, pageId },
      search: (before) => ({ ...before, new: '' }),
    }),
    open: (pageId) =>
      void (pageId === undefined
        ? navigate({ to: '/o/$organisation/knowledge', params: { organisation }, search: {} })
        : navigate({
            to: '/o/$organisation/knowledge/$pageId',
            params: { organisation, pageId },
            search: {},
          })),
  };
}
