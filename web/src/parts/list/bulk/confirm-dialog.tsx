/** Asks before what is destructive is done. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The dialog. */
export function ConfirmDialog({
  opened,
  title,
  reason,
  act,
  onClose,
  onConfirm,
}: {
  readonly opened: boolean;
  readonly title: string;
  /** What follows from it. */
  readonly reason: string;
  /** The verb on the button. */
  readonly act: string;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}) {
  const { t: word } = useTranslation('words');
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Stack>
        <p>{reason}</p>
        <Group justify="flex-end">
          <Button data-autofocus onClick={onClose}>
            {word('action.cancel')}
          </Button>
          <Button
            variant="filled"
            color="red"
            onClick={() => {
              onClose();
              onConfirm();
            }}
          >
            {act}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
