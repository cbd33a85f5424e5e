/** What the editors of templates of cases, pages and reports have in common: the head, a missing one, and saving. */
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../../data/api.ts';
import { useChange } from '../../../data/queries.ts';
import { Message } from '../../../ui/states.tsx';
import type { SettingsForm } from '../form/use-settings-form.ts';
import { useSettingsAddress } from '../use-address.ts';
import classes from './templates.module.css';

/** The way back to all templates, the name of this one, and its acts at the end. */
export function EditorHead({
  name,
  back,
  children,
}: {
  readonly name: string;
  /** What the way back is called, where it is not to templates. */
  readonly back?: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  return (
    <div className={classes.head}>
      <Button
        variant="subtle"
        leftSection={<IconArrowLeft size={16} stroke={1.6} />}
        onClick={() => open(undefined)}
      >
        {back ?? t('template.all')}
      </Button>
      <h2 className={classes.title}>
        <bdi>{name}</bdi>
      </h2>
      <span className={classes.spread} />
      {children}
    </div>
  );
}

/** Stands in place of a template that is not there any more. */
export function MissingTemplate({ back }: { readonly back?: string }) {
  const { t } = useTranslation('settings');
  const { open } = useSettingsAddress();
  return (
    <Message
      title={t('panel.missing')}
      action={<Button onClick={() => open(undefined)}>{back ?? t('template.all')}</Button>}
    />
  );
}

type Made = { readonly _id?: string } | undefined;

/** Saves a template by sending it. A new one is opened once it was made; what was typed is forgotten then. */
export function useTemplateSave<Values extends object>(
  form: SettingsForm<Values>,
  isNew: boolean,
  entity: Parameters<typeof useChange>[1][number],
  send: (api: Api) => Promise<Made>,
) {
  const { open } = useSettingsAddress();
  const save = useChange<void, Made>(send, [entity]);
  const submit = (): void =>
    save.mutate(undefined, {
      onSuccess(made) {
        form.discard();
        if (isNew) open(made?._id);
      },
    });
  return { save, submit };
}
