/** Changing the tags of alerts: those they have, and new ones by typing. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TagInput } from '../tags/tag-input.tsx';
import { useAlertActs } from './alert-actions.tsx';
import classes from './dialog.module.css';
import { DialogFoot } from './dialog-foot.tsx';
import { submitKeys } from './submit-keys.ts';

/** What the dialog needs. */
export interface TagsDialogProps {
  readonly alertIds: readonly string[];
  /** Tags they have now. */
  readonly tags: readonly string[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The dialog. */
export function TagsDialog(props: TagsDialogProps) {
  const { t } = useTranslation('alerts');
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('tags.title')}
      size={480}
      padding={0}
      classNames={{ header: classes.head ?? '', title: classes.title ?? '' }}
    >
      <Tags {...props} />
    </Modal>
  );
}

function Tags({ alertIds, tags, onClose }: TagsDialogProps) {
  const { t } = useTranslation('alerts');
  const { t: word } = useTranslation('words');
  const acts = useAlertActs();
  const [value, setValue] = useState<string[]>([...tags]);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const send = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      await acts.setTags(alertIds, value);
      onClose();
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      onKeyDown={submitKeys(() => void send())}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={classes.body}>
        <TagInput
          label={word('field.tags')}
          description={t('tags.hint')}
          value={value}
          onChange={setValue}
          splitChars={[',']}
          data-autofocus
        />
      </div>
      <DialogFoot
        refusal={refusal}
        submitLabel={word('action.save')}
        busy={busy}
        onCancel={onClose}
        onSubmit={() => void send()}
      />
    </form>
  );
}
