/** Marks what people of another organisation wrote or did. */
import { IconBuilding } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Authored } from '../data/authored.ts';
import classes from './organisation-badge.module.css';

/** The badge; nothing for people of the reader's own organisation. */
export function OrganisationBadge({ of: { extraData } }: { readonly of: Authored }) {
  const { t } = useTranslation('sharing');
  const name = extraData?.authorOrganisation ?? undefined;
  if (name === undefined) return null;
  return (
    <span className={classes.badge} title={t('of', { organisation: name })}>
      <IconBuilding size={12} stroke={1.8} aria-hidden="true" />
      <span className="sk-hidden">{t('of', { organisation: name })}</span>
      <bdi className="sk-ellipsis" aria-hidden="true">
        {name}
      </bdi>
    </span>
  );
}
