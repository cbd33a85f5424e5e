/** What stands where nothing was found, with the next useful step. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { Message } from '../../ui/states.tsx';

/** `elsewhere`: other kinds hold the words. */
export function NothingFound({ words, elsewhere }: { readonly words: string; readonly elsewhere: boolean }) {
  const { t } = useTranslation('shell');
  const organisation = useApi().organisation ?? '';
  const navigate = useNavigate();
  return (
    <Message
      title={t('search.nothing')}
      action={
        elsewhere ? (
          <Button
            onClick={() =>
              void navigate({
                to: '/o/$organisation/search',
                params: { organisation },
                search: { q: words },
              })
            }
          >
            {t('search.everywhere')}
          </Button>
        ) : undefined
      }
    >
      {t('search.nothingHint')}
    </Message>
  );
}
