/** What all added observables have in common. */
import { Checkbox, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TagInput } from '../tags/tag-input.tsx';
import type { CommonSettings } from './add-data.ts';
import classes from './add-dialog.module.css';

const tlps = [0, 1, 2, 3, 4] as const;
const paps = [0, 1, 2, 3] as const;

function numberOf(text: string): number | undefined {
  return text === '' ? undefined : Number(text);
}

/** The fields. */
export function AddSettings({
  settings,
  onChange,
}: {
  readonly settings: CommonSettings;
  readonly onChange: (settings: CommonSettings) => void;
}) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const inherited = { value: '', label: t('add.inherited') };
  return (
    <div className={classes.settings}>
      <NativeSelect
        label="TLP"
        value={String(settings.tlp ?? '')}
        data={[inherited, ...tlps.map((tlp) => ({ value: String(tlp), label: word(`tlp.${tlp}`) }))]}
        onChange={(event) => onChange({ ...settings, tlp: numberOf(event.currentTarget.value) })}
      />
      <NativeSelect
        label="PAP"
        value={String(settings.pap ?? '')}
        data={[inherited, ...paps.map((pap) => ({ value: String(pap), label: word(`pap.${pap}`) }))]}
        onChange={(event) => onChange({ ...settings, pap: numberOf(event.currentTarget.value) })}
      />
      <TagInput
        label={word('field.tags')}
        value={[...settings.tags]}
        onChange={(tags) => onChange({ ...settings, tags })}
      />
      <Checkbox
        size="xs"
        label="IOC"
        checked={settings.ioc}
        onChange={(event) => onChange({ ...settings, ioc: event.currentTarget.checked })}
      />
    </div>
  );
}
