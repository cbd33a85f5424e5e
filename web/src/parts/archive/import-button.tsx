/** The button that asks for an archive of a case. */
import { Button } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../data/session.tsx';
import { usePhone } from '../../ui/phone.ts';
import { useImportAddress } from './import-by-address.tsx';

/** The button; nothing for who may not make cases, nor on a phone, which has no room for what few need. */
export function ImportButton() {
  const { t } = useTranslation('sharing');
  const { show } = useImportAddress();
  const mayMake = useMay('manageCase/create');
  if (usePhone() || !mayMake) return null;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      leftSection={<IconArchive size={16} stroke={1.6} />}
      onClick={() => show(true)}
    >
      {t('archive.import')}
    </Button>
  );
}
