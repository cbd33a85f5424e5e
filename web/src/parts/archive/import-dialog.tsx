/** Importing a case: the archive, its password, and what came of it. */
import { Button, Checkbox, FileButton, Modal, PasswordInput, Progress } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../data/api.ts';
import { useMay } from '../../data/session.tsx';
import { useErrorText, useFieldErrors } from '../error-text.ts';
import { useAttempt } from '../task/attempt.tsx';
import { useFileSize } from '../task/file-size.ts';
import classes from './archive.module.css';
import { type ImportedCase, useImport } from './import-data.ts';
import { ImportResult } from './import-result.tsx';

/** The dialog. `dropped` is the archive that it was opened with. */
export default function ImportDialog({
  dropped,
  onClose,
}: {
  readonly dropped: File | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('sharing');
  const [result, setResult] = useState<ImportedCase>();
  return (
    <Modal opened onClose={onClose} size={520} title={t('archive.importTitle')}>
      {result === undefined ? (
        <ImportForm dropped={dropped} onMade={setResult} onClose={onClose} />
      ) : (
        <ImportResult result={result} onClose={onClose} />
      )}
    </Modal>
  );
}

function ImportForm({
  dropped,
  onMade,
  onClose,
}: {
  readonly dropped: File | undefined;
  readonly onMade: (result: ImportedCase) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('sharing');
  const { t: word } = useTranslation('words');
  const size = useFileSize();
  const mayShare = useMay('manageShare');
  const importCase = useImport();
  const { attempt, busy, refusal } = useAttempt();
  const told = useRefusalOfArchive(refusal);
  const [file, setFile] = useState(dropped);
  const [password, setPassword] = useState('');
  const [share, setShare] = useState(false);
  const submit = async (): Promise<void> => {
    if (file === undefined || password === '' || busy) return;
    await attempt(async () => onMade(await importCase({ file, password, share })));
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ChosenFile file={file} disabled={busy} onFile={setFile} />
      <PasswordInput
        label={t('archive.password')}
        autoComplete="off"
        data-autofocus={file !== undefined || undefined}
        value={password}
        disabled={busy}
        error={told.password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
      {mayShare && (
        <Checkbox
          label={t('archive.share')}
          description={t('archive.shareHint')}
          checked={share}
          disabled={busy}
          onChange={({ currentTarget }) => setShare(currentTarget.checked)}
        />
      )}
      {busy && file !== undefined && (
        <div className={classes.progress} role="status">
          {t('archive.sending', { size: size(file.size) })}
          <Progress
            value={100}
            animated
            size="sm"
            aria-label={t('archive.sending', { size: size(file.size) })}
          />
        </div>
      )}
      {told.file !== undefined && (
        <p role="alert" className={classes.refusal}>
          {told.file}
        </p>
      )}
      <div className={classes.foot}>
        <Button onClick={onClose}>{word('action.cancel')}</Button>
        <Button
          type="submit"
          variant="filled"
          loading={busy}
          disabled={file === undefined || password === ''}
        >
          {t('archive.doImport')}
        </Button>
      </div>
    </form>
  );
}

/** The reason of the server when the password is another one: the archive itself is fine. */
const wrongPassword = 'the password does not open it';

/** What was refused, beside the password or for the archive as a whole. */
function useRefusalOfArchive(refusal: unknown): {
  readonly password?: string | undefined;
  readonly file?: string;
} {
  const { t } = useTranslation('sharing');
  const text = useErrorText();
  const { password } = useFieldErrors()(refusal);
  if (refusal === undefined || password !== undefined) return { password };
  if (!(refusal instanceof ApiError) || refusal.code !== 'archiveRefused') return { file: text(refusal) };
  const reason = String(refusal.parameters.reason);
  return reason === wrongPassword
    ? { password: t('archive.wrongPassword') }
    : { file: t('archive.unreadable', { reason }) };
}

function ChosenFile({
  file,
  disabled,
  onFile,
}: {
  readonly file: File | undefined;
  readonly disabled: boolean;
  readonly onFile: (file: File | undefined) => void;
}) {
  const { t } = useTranslation('sharing');
  const size = useFileSize();
  return (
    <section className={classes.file} aria-label={t('archive.file')}>
      <IconArchive size={16} stroke={1.6} aria-hidden="true" />
      {file === undefined ? (
        <span className={classes.quiet}>{t('archive.file')}</span>
      ) : (
        <>
          <bdi className="sk-ellipsis">{file.name}</bdi>
          <span className={classes.quiet}>{size(file.size)}</span>
        </>
      )}
      <span className={classes.end}>
        <FileButton accept=".skep,.thar,.zip" disabled={disabled} onChange={(next) => onFile(next ?? file)}>
          {(props) => (
            <Button {...props} size="compact-sm" data-autofocus={file === undefined || undefined}>
              {t(file === undefined ? 'archive.choose' : 'archive.another')}
            </Button>
          )}
        </FileButton>
      </span>
    </section>
  );
}
