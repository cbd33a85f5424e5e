/** Dashboards: one's own, those of colleagues, and those that an organisation begins with. */
import { Badge, Button, FileButton, Modal, TextInput } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputDashboard } from '../../../../contract/v1-types.ts';
import { useApi, useMay, useMe } from '../../data/session.tsx';
import { useNewTexts } from '../../parts/editing/use-new-texts.ts';
import { useErrorText, useFieldErrors } from '../../parts/error-text.ts';
import { Person } from '../../parts/person.tsx';
import { PageHead } from '../../parts/shell/page-head.tsx';
import { Ago } from '../../parts/time.tsx';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { type DashboardContent, useCreateDashboard, useDashboards } from './dashboard-data.ts';
import { readDashboard, widgetsIn } from './dashboard-file.ts';
import { DashboardMenu } from './dashboard-menu.tsx';
import classes from './dashboards.module.css';
import { writeDefinition } from './definition.ts';

/** The page. */
export function Page() {
  const { t } = useTranslation('dashboards');
  const may = useMay('manageDashboard');
  const { q = '' } = useSearch({ strict: false }) as { readonly q?: string };
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const [taken, setTaken] = useState<DashboardContent | 'unreadable'>();
  const make = (): void => {
    setTaken(undefined);
    setMaking(true);
  };
  const take = (file: File | null): void => {
    if (file === null) return;
    void file.text().then((text) => {
      setTaken(readDashboard(text) ?? 'unreadable');
      setMaking(true);
    });
  };
  useActions(
    may ? [{ id: 'dashboard.new', label: t('new'), group: t('group'), keys: 'n', perform: make }] : [],
  );
  return (
    <main className={classes.page}>
      <PageHead title={t('title')} />
      <div className={classes.bar}>
        <TextInput
          type="search"
          aria-label={t('find')}
          placeholder={t('find')}
          value={q}
          onChange={({ currentTarget }) =>
            void navigate({ to: '.', search: { q: currentTarget.value }, replace: true })
          }
        />
        {may && (
          <FileButton accept=".json,application/json" onChange={take}>
            {(button) => (
              <Button
                {...button}
                className={classes.end}
                leftSection={<IconFileImport size={16} stroke={1.6} />}
              >
                {t('takeFile')}
              </Button>
            )}
          </FileButton>
        )}
        {may && (
          <Button
            variant="filled"
            leftSection={<IconPlus size={16} stroke={1.6} />}
            rightSection={<Keys keys="n" />}
            onClick={make}
          >
            {t('new')}
          </Button>
        )}
      </div>
      <div className={classes.scroll}>
        <Lists wanted={q.trim().toLowerCase()} />
      </div>
      <Modal
        opened={making}
        onClose={() => setMaking(false)}
        title={t(taken === undefined ? 'new' : 'takeFile')}
      >
        {taken === 'unreadable' ? <Message title={t('noFile')} /> : <NewForm taken={taken} />}
      </Modal>
    </main>
  );
}

function Lists({ wanted }: { readonly wanted: string }) {
  const { t } = useTranslation('dashboards');
  const { t: word } = useTranslation('words');
  const reason = useErrorText();
  const me = useMe()?.login;
  const { data, error, refetch } = useDashboards();
  if (error !== null)
    return <Failure reason={reason(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  if (data === undefined) return <LoadingRows rows={6} label={`${word('loading')}: ${t('title')}`} />;
  const found = data.filter(({ title, description }) =>
    `${title} ${description}`.toLowerCase().includes(wanted),
  );
  if (found.length === 0) return <Message title={wanted === '' ? t('nothing') : t('noMatch')} />;
  const kindOf = ({ owner }: OutputDashboard) =>
    owner === undefined ? 'shipped' : owner === me ? 'mine' : 'shared';
  return (['mine', 'shared', 'shipped'] as const).map((kind) => {
    const some = found.filter((one) => kindOf(one) === kind);
    return some.length === 0 ? null : (
      <section key={kind} aria-labelledby={`dashboards-${kind}`}>
        <h2 className={classes.group} id={`dashboards-${kind}`}>
          {t(`kind.${kind}`)}
        </h2>
        <ul className={classes.list}>
          {some.map((one) => (
            <Entry key={one._id} dashboard={one} />
          ))}
        </ul>
      </section>
    );
  });
}

function Entry({ dashboard }: { readonly dashboard: OutputDashboard }) {
  const { t } = useTranslation('dashboards');
  const { organisation = '' } = useApi();
  const { _id, title, description, owner, status } = dashboard;
  return (
    <li>
      <div className={classes.entry}>
        <Link
          to="/o/$organisation/dashboards/$dashboardId"
          params={{ organisation, dashboardId: _id }}
          search={{}}
        >
          <bdi>{title}</bdi>
        </Link>
        <p>
          <bdi>{description}</bdi>
        </p>
      </div>
      <span className={classes.quiet}>{owner !== undefined && <Person login={owner} />}</span>
      <span className={classes.quiet}>
        <Badge variant="default" radius="sm" tt="none">
          {t(`status.${status}`)}
        </Badge>
      </span>
      <span className={classes.quiet}>
        <Ago at={dashboard._updatedAt ?? dashboard._createdAt} />
      </span>
      <DashboardMenu dashboard={dashboard} />
    </li>
  );
}

/** Making one with nothing in it, or with what a file holds. */
function NewForm({ taken }: { readonly taken: DashboardContent | undefined }) {
  const { t } = useTranslation('dashboards');
  const { t: word } = useTranslation('words');
  const { organisation = '' } = useApi();
  const navigate = useNavigate();
  const create = useCreateDashboard();
  const faults = useFieldErrors()(create.error);
  const reason = useErrorText();
  const draft = useNewTexts(
    taken === undefined ? 'dashboard:new' : `dashboard:file:${taken.title.slice(0, 64)}`,
    {
      title: taken?.title ?? '',
      description: taken?.description ?? '',
    },
  );
  const { title, description } = draft.values;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const definition = taken?.definition ?? writeDefinition({ period: { name: 'last7Days' }, rows: [] });
    create.mutate(
      { title: title.trim(), description: description.trim(), status: 'Private', definition },
      {
        onSuccess: ({ _id }) => {
          draft.discard();
          void navigate({
            to:
              taken === undefined
                ? '/o/$organisation/dashboards/$dashboardId/edit'
                : '/o/$organisation/dashboards/$dashboardId',
            params: { organisation, dashboardId: _id },
            search: {},
          });
        },
      },
    );
  };
  return (
    <form className={classes.fields} onSubmit={submit}>
      <TextInput
        data-autofocus
        required
        label={word('field.title')}
        value={title}
        error={faults.title}
        onChange={(event) => draft.set({ title: event.currentTarget.value })}
      />
      <TextInput
        label={word('field.description')}
        value={description}
        error={faults.description}
        onChange={(event) => draft.set({ description: event.currentTarget.value })}
      />
      {taken !== undefined && (
        <p className={classes.quiet}>{t('fileHolds', { count: widgetsIn(taken.definition) })}</p>
      )}
      {create.error !== null && <Failure reason={reason(create.error)} againLabel="" />}
      <Button type="submit" variant="filled" loading={create.isPending} disabled={title.trim() === ''}>
        {word('action.create')}
      </Button>
    </form>
  );
}
