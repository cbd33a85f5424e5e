/** The way to delete something at the end of its form: a button that asks first, or the reason why it stays. */
import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../data/queries.ts';
import { DeleteDialog, type ReadDependants } from './delete-dialog.tsx';
import classes from './form.module.css';

/** What is deleted, and what that means. */
export interface Deletion {
  /** Tells the questions for dependants apart. */
  readonly place: string;
  readonly title: string;
  /** What follows from it. */
  readonly consequence: string;
  /** Address that is deleted. */
  readonly path: string;
  /** Kinds of objects that are read again afterwards. */
  readonly entities: readonly string[];
  /** The verb on the button of the dialog; deleting when missing. */
  readonly act?: string | undefined;
  readonly dependants?: ReadDependants | undefined;
  readonly onDeleted: () => void;
}

/** The section; `stays` says why the thing cannot be deleted. */
export function DeleteSection({ stays, ...deletion }: Deletion & { readonly stays?: string | undefined }) {
  return (
    <div className={classes.section}>
      {stays === undefined ? (
        <div className={classes.line}>
          <DeleteButton {...deletion} />
        </div>
      ) : (
        <p className={classes.note}>{stays}</p>
      )}
    </div>
  );
}

/** The button alone, with its dialog. */
export function DeleteButton(deletion: Deletion) {
  const { t: word } = useTranslation('words');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        className={classes.danger ?? ''}
        variant="subtle"
        leftSection={<IconTrash size={16} stroke={1.6} />}
        onClick={() => setAsking(true)}
      >
        {word('action.delete')}
      </Button>
      {asking && <AskToDelete {...deletion} onClose={() => setAsking(false)} />}
    </>
  );
}

/** The dialog that deletes. */
export function AskToDelete({
  path,
  entities,
  act,
  onDeleted,
  onClose,
  ...told
}: Deletion & { readonly onClose: () => void }) {
  const { t: word } = useTranslation('words');
  const remove = useChange<void>((api) => api.remove(path), entities);
  return (
    <DeleteDialog
      {...told}
      act={act ?? word('action.delete')}
      error={remove.error}
      isBusy={remove.isPending}
      onClose={onClose}
      onConfirm={() => remove.mutate(undefined, { onSuccess: onDeleted })}
    />
  );
}
