/** Exporting a case as an encrypted archive: its password, how far it is, and where it went. */
import { Button, Modal, Progress } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCase } from '../case/case-context.tsx';
import { useFieldErrors } from '../error-text.ts';
import { Refusal } from '../task/attempt.tsx';
import { useFileSize } from '../task/file-size.ts';
import classes from './archive.module.css';
import { PasswordField } from './password-field.tsx';
import { type ExportState, useExport } from './use-export.ts';

/** The dialog. */
export default function ExportDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('sharing');
  const { detail } = useCase();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={520}
      title={t('archive.exportTitle', { number: detail.number })}
    >
      <Content onClose={onClose} />
    </Modal>
  );
}

function Content({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('sharing');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  const [password, setPassword] = useState('');
  const { state, start, stop } = useExport(detail._id, `case-${detail.number}.skep`);
  const isRunning = state.step === 'packing' || state.step === 'receiving';
  const error = state.step === 'failed' ? state.error : undefined;
  const faults = useFieldErrors()(error);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== '' && !isRunning) void start(password);
      }}
    >
      <p className={classes.hint}>{t('archive.exportHint')}</p>
      <PasswordField value={password} disabled={isRunning} refusal={faults.password} onChange={setPassword} />
      <Course state={state} />
      {faults.password === undefined && <Refusal of={error} />}
      <div className={classes.foot}>
        {isRunning ? (
          <Button onClick={stop}>{t('archive.stop')}</Button>
        ) : (
          <Button onClick={onClose}>{word(state.step === 'saved' ? 'action.close' : 'action.cancel')}</Button>
        )}
        <Button type="submit" variant="filled" disabled={password === ''} loading={isRunning}>
          {t('archive.doExport')}
        </Button>
      </div>
    </form>
  );
}

function Course({ state }: { readonly state: ExportState }) {
  const { t } = useTranslation('sharing');
  const size = useFileSize();
  if (state.step === 'saved')
    return (
      <p role="status" className={classes.done}>
        <IconCircleCheck size={16} stroke={1.6} aria-hidden="true" />
        {t('archive.saved', { name: state.name, size: size(state.size) })}
      </p>
    );
  if (state.step !== 'packing' && state.step !== 'receiving') return null;
  const known = state.step === 'receiving' && state.size !== undefined;
  const label = known
    ? t('archive.receiving', { received: size(state.received), size: size(state.size ?? 0) })
    : t('archive.packing');
  const share = known ? (100 * state.received) / Math.max(1, state.size ?? 1) : 100;
  return (
    <div className={classes.progress} role="status">
      {label}
      <Progress value={share} animated={!known} size="sm" aria-label={label} />
    </div>
  );
}
