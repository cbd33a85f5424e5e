/** Runs a responder on an object: the button, its key and the dialog. */
import { Button } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useState } from 'react';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { type ResponderTarget, RunResponderDialog } from './responder-dialog.tsx';

/** What it runs on, and how it is called there. */
export interface RunResponderProps {
  readonly entityType: ResponderTarget;
  readonly entityId: string;
  /** What the object is called. */
  readonly object: string;
  /** Name of the action for the palette and the list of keys. */
  readonly action: { readonly id: string; readonly label: string; readonly group: string };
}

/** The button; `f` does the same. */
export function RunResponder({ entityType, entityId, object, action }: RunResponderProps) {
  const [opened, setOpened] = useState(false);
  useActions([{ ...action, keys: 'f', perform: () => setOpened(true) }]);
  return (
    <>
      <Button
        size="compact-sm"
        leftSection={<IconBolt size={14} stroke={1.6} aria-hidden="true" />}
        rightSection={<Keys keys="f" />}
        onClick={() => setOpened(true)}
      >
        {action.label}
      </Button>
      <RunResponderDialog
        entityType={entityType}
        entityId={entityId}
        label={object}
        opened={opened}
        onClose={() => setOpened(false)}
      />
    </>
  );
}
