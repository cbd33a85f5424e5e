/** Said where no catalogue was imported yet: who can do that, and the way there for who may. */
import { Button } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../data/session.tsx';
import { Message } from '../../ui/states.tsx';

/** Organisation that administrators of the platform work in, where catalogues are kept. */
const platform = 'admin';

/** The message. */
export function NoCatalogue() {
  const { t } = useTranslation('attack');
  const mayImport = useMe()?.organisations.some(({ organisation }) => organisation === platform) ?? false;
  return (
    <Message
      icon={<IconTargetArrow size={28} stroke={1.4} aria-hidden="true" />}
      title={t('noCatalogue.title')}
      action={
        mayImport && (
          <Button
            renderRoot={(props) => (
              <Link
                {...props}
                to="/o/$organisation/settings/$section"
                params={{ organisation: platform, section: 'attack' }}
                search={{}}
              />
            )}
          >
            {t('noCatalogue.import')}
          </Button>
        )
      }
    >
      {t(mayImport ? 'noCatalogue.you' : 'noCatalogue.reason')}
    </Message>
  );
}
