/** Acts on a case that few need: applying a template to it, restricting it, giving it away, exporting it. They stand in its menu and in the palette. */
import { IconArchive, IconBuildingCommunity, IconLock, IconTemplate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMayRestrict } from '../../../parts/access/restriction-mark.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useActions } from '../../../ui/actions.tsx';
import { useCaseAddress } from '../use-case-address.ts';

/** The acts that the reader may do. */
export function useSeldomActs() {
  const { t } = useTranslation('sharing');
  const { t: ofCase } = useTranslation('cases');
  const { detail, may } = useCase();
  const { openDialog } = useCaseAddress();
  const mayRestrict = useMayRestrict();
  const mayGive = may('manageCase/changeOwnership') && detail.extraData.isOwner;
  const acts = [
    ...(may('manageCase/update')
      ? [{ dialog: 'template', label: ofCase('apply.act'), Icon: IconTemplate } as const]
      : []),
    ...(mayRestrict ? [{ dialog: 'restrict', label: t('restrict.act'), Icon: IconLock } as const] : []),
    ...(mayGive ? [{ dialog: 'owner', label: t('owner.act'), Icon: IconBuildingCommunity } as const] : []),
    { dialog: 'export', label: t('archive.export'), Icon: IconArchive } as const,
  ].map(({ dialog, label, Icon }) => ({
    id: `case.${dialog}`,
    label,
    Icon,
    perform: () => openDialog(dialog),
  }));
  const group = ofCase('group');
  useActions(acts.map(({ id, label, perform }) => ({ id, label, group, perform })));
  return acts;
}
