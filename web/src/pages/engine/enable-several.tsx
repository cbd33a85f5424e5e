/** Enabling at once what needs no settings, of what the list shows; before, it is said which of it sends data elsewhere. */
import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../data/api.ts';
import { useChange } from '../../data/queries.ts';
import { SubmitForm } from '../../parts/submit-form.tsx';
import { type Entry, leaves, stateOf } from './catalogue-entries.ts';
import classes from './engine.module.css';

/** The button; nothing where there is nothing to enable. */
export function EnableSeveral({ entries }: { readonly entries: readonly Entry[] }) {
  const { t } = useTranslation('engine');
  const [opened, setOpened] = useState(false);
  const ready = entries.filter((entry) => stateOf(entry) === 'off');
  if (ready.length === 0) return null;
  return (
    <>
      <Button size="compact-md" onClick={() => setOpened(true)}>
        {t('several.open', { count: ready.length })}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('several.open', { count: ready.length })}
      >
        <Form entries={ready} onClose={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function Form({ entries, onClose }: { readonly entries: readonly Entry[]; readonly onClose: () => void }) {
  const { t, i18n } = useTranslation('engine');
  const listed = (some: readonly Entry[]): string =>
    new Intl.ListFormat(i18n.language).format(some.map(({ offer }) => offer.name));
  const outward = entries.filter(({ offer }) => leaves(offer));
  const inward = entries.filter((entry) => !outward.includes(entry));
  const enable = useChange<void, void>((api) => enableAll(api, entries), ['enabledNeuron']);
  const submit = (): void =>
    enable.mutate(undefined, {
      onSuccess() {
        notifications.show({ message: t('several.done', { count: entries.length }) });
        onClose();
      },
    });
  return (
    <SubmitForm
      submitLabel={t('enable')}
      ready
      busy={enable.isPending}
      refusal={enable.error ?? undefined}
      onSubmit={submit}
      onCancel={onClose}
    >
      {inward.length > 0 && (
        <p>
          {t('several.stay')} <bdi>{listed(inward)}</bdi>
        </p>
      )}
      {outward.length > 0 && (
        <p className={classes.outward}>
          {t('several.leave')} <bdi>{listed(outward)}</bdi>
        </p>
      )}
    </SubmitForm>
  );
}

/** One after the other; what was enabled before one is refused stays enabled, and the list shows it. */
async function enableAll(api: Api, entries: readonly Entry[]): Promise<void> {
  for (const { offer } of entries) await api.post('/neuron', { definitionId: offer.id });
}
