/** Files to be added as observables: several, or what is in an archive. */
import { Checkbox, FileInput, PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FilesToAdd } from './add-data.ts';
import classes from './add-dialog.module.css';

/** The fields. */
export function AddFiles({
  files,
  onChange,
}: {
  readonly files: FilesToAdd;
  readonly onChange: (files: FilesToAdd) => void;
}) {
  const { t } = useTranslation('observables');
  const hasArchive = files.files.some(({ name }) => name.toLowerCase().endsWith('.zip'));
  return (
    <div className={classes.files}>
      <FileInput
        multiple
        clearable
        label={t('add.files')}
        placeholder={t('add.filesHint')}
        value={[...files.files]}
        onChange={(chosen) => onChange({ ...files, files: chosen })}
      />
      {hasArchive && (
        <div className={classes.zip}>
          <Checkbox
            size="xs"
            label={t('add.unzip')}
            checked={files.isZip}
            onChange={(event) => onChange({ ...files, isZip: event.currentTarget.checked })}
          />
          {files.isZip && (
            <PasswordInput
              aria-label={t('add.zipPassword')}
              placeholder={t('add.zipPassword')}
              autoComplete="off"
              value={files.password}
              onChange={(event) => onChange({ ...files, password: event.currentTarget.value })}
            />
          )}
        </div>
      )}
    </div>
  );
}
