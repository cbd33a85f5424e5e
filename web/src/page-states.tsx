/** What stands in the place of a screen that is still being loaded, or that has failed. The frame around it stays. */
import { useQueryClient } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LoadFailure } from './later.tsx';
import { useErrorText } from './parts/error-text.ts';
import { PageHead } from './parts/shell/page-head.tsx';
import { CrashNotice } from './ui/crash-notice.tsx';
import { LoadingRows } from './ui/states.tsx';

/** Rows of the placeholder. */
const rows = 12;

/** The shape of a screen to come; it appears after a moment. */
export function PagePending() {
  const { t } = useTranslation('words');
  return (
    <main>
      <LoadingRows rows={rows} label={t('loading')} />
    </main>
  );
}

/** Why a screen has failed, and the two ways to begin it anew. */
export function PageCrash({ error }: ErrorComponentProps) {
  const { t } = useTranslation('errors');
  const text = useErrorText();
  const router = useRouter();
  const queries = useQueryClient();
  const again = (): void => {
    // The answers that it was made of may be the reason.
    queries.removeQueries({ type: 'inactive' });
    void router.invalidate();
  };
  const title = t('crash.title');
  return (
    <main>
      <PageHead title={title} />
      <CrashNotice
        title={title}
        note={t('crash.note')}
        reason={error instanceof LoadFailure ? t('crash.notLoaded') : text(error)}
        acts={[
          { label: t('crash.again'), perform: again },
          { label: t('crash.reload'), perform: () => window.location.reload() },
        ]}
      />
    </main>
  );
}
