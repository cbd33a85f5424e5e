/** Adds observables: a box that takes any mixture of values, plain or defanged, and files. What is refused stays in the box. */
import { Button, Modal, Textarea } from '@mantine/core';
import { type FormEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../data/drafts.ts';
import { useChange } from '../../data/queries.ts';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { useErrorText } from '../error-text.ts';
import { DraftState } from '../markdown/draft-state.tsx';
import {
  type AddPlace,
  addDraft,
  addFiles,
  addLines,
  type CommonSettings,
  type FilesToAdd,
  usePresentValues,
} from './add-data.ts';
import classes from './add-dialog.module.css';
import { AddFiles } from './add-files.tsx';
import { AddSettings } from './add-settings.tsx';
import { readPasted, refusedLines } from './pasted-lines.ts';
import { PastedTable } from './pasted-table.tsx';

interface AddProps {
  readonly place: AddPlace;
  /** Files that were dropped on the section. */
  readonly dropped: readonly File[];
  /** Values that were pasted on it; they follow what is being written. */
  readonly pasted: string;
  readonly onClose: () => void;
  readonly onAdded: () => void;
}

/** The dialog. */
export function AddObservablesDialog({ opened, ...props }: AddProps & { readonly opened: boolean }) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      size={760}
      padding={0}
      title={t('add.title')}
      classNames={{ header: classes.header ?? '' }}
      closeButtonProps={{ 'aria-label': word('action.close') }}
    >
      <AddForm {...props} />
    </Modal>
  );
}

const noSettings: CommonSettings = { tlp: undefined, pap: undefined, tags: [], ioc: false };

function AddForm({ place, dropped, pasted, onClose, onAdded }: AddProps) {
  const { t } = useTranslation('observables');
  const draft = useDraft(addDraft(place));
  const written = useRef(draft);
  written.current = draft;
  useEffect(() => {
    if (pasted === '') return;
    const { value, change } = written.current;
    if (value.endsWith(pasted)) return;
    change(value.trim() === '' ? pasted : `${value.trimEnd()}\n${pasted}`);
  }, [pasted]);
  const [settings, setSettings] = useState(noSettings);
  const [files, setFiles] = useState<FilesToAdd>({ files: dropped, isZip: false, password: '' });
  const [refused, setRefused] = useState<ReturnType<typeof refusedLines>>([]);
  const lines = useLines(place, draft.value);
  const count = lines.filter(({ state }) => state === 'new').length + files.files.length;
  const add = useChange(
    async (api) => {
      if (files.files.length > 0) {
        await addFiles(api, place, files, settings);
        setFiles({ files: [], isZip: false, password: '' });
      }
      return draft.value.trim() === '' ? [] : refusedLines(await addLines(api, place, draft.value, settings));
    },
    ['observable', 'case', 'alert'],
  );
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (count === 0 || add.isPending) return;
    add.mutate(undefined, {
      onSuccess(left) {
        onAdded();
        setRefused(left);
        if (left.length > 0) draft.change(left.map(({ text }) => text).join('\n'));
        else {
          draft.discard();
          onClose();
        }
      },
    });
  };
  useActions([
    {
      id: 'observables.addNow',
      label: t('add.title'),
      group: t('group'),
      keys: '$mod+Enter',
      perform: submit,
    },
  ]);
  return (
    <form onSubmit={submit}>
      <div className={classes.content}>
        <Textarea
          data-autofocus
          label={t('add.values')}
          description={t('add.valuesHint')}
          autosize
          minRows={5}
          maxRows={12}
          classNames={{ input: classes.box ?? '' }}
          value={draft.value}
          onChange={(event) => draft.change(event.currentTarget.value)}
        />
        {refused.length > 0 && <Refused refused={refused} />}
        <PastedTable lines={lines} />
        <AddFiles files={files} onChange={setFiles} />
        <AddSettings settings={settings} onChange={setSettings} />
      </div>
      <Foot count={count} state={draft.state} error={add.error} isPending={add.isPending} onClose={onClose} />
    </form>
  );
}

function Foot({
  count,
  state,
  error,
  isPending,
  onClose,
}: {
  readonly count: number;
  readonly state: Parameters<typeof DraftState>[0]['state'];
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  return (
    <div className={classes.foot}>
      <span className={classes.state} role={error === null ? undefined : 'alert'}>
        {error === null ? <DraftState state={state} /> : errorText(error)}
      </span>
      <Button onClick={onClose}>{word('action.cancel')}</Button>
      <Button
        type="submit"
        variant="filled"
        disabled={count === 0}
        loading={isPending}
        rightSection={<Keys keys="$mod+Enter" />}
      >
        {t('add.submit', { count })}
      </Button>
    </div>
  );
}

/** The lines as they would be added; long blocks are read without holding up the typing. */
function useLines(place: AddPlace, text: string) {
  const settled = useDeferredValue(text);
  const bare = useMemo(() => readPasted(settled, new Set()), [settled]);
  const values = useMemo(() => bare.flatMap(({ value }) => value ?? []), [bare]);
  const present = usePresentValues(place, values);
  return useMemo(() => readPasted(settled, present), [settled, present]);
}

function Refused({ refused }: { readonly refused: ReturnType<typeof refusedLines> }) {
  const { t } = useTranslation('observables');
  return (
    <p className={classes.refused} role="status">
      {t('add.refused', { count: refused.length })}
    </p>
  );
}
