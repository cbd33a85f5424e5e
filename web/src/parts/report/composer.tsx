/** Making a report about a case: what it is made of at the left, how it will look at the right, and what is kept already. */
import { Button, Select } from '@mantine/core';
import { IconDeviceFloppy, IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputCaseReportTemplate } from '../../../../contract/v1-types.ts';
import { useRefresh } from '../../data/queries.ts';
import { keepFile } from '../../data/receive-file.ts';
import { useApi, useMay } from '../../data/session.tsx';
import { languages } from '../../texts/index.ts';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { useCase } from '../case/case-context.tsx';
import { useErrorText } from '../error-text.ts';
import { useAttempt } from '../task/attempt.tsx';
import { KeptReports } from './kept-reports.tsx';
import { PreviewPane, useReportRefusal } from './preview-pane.tsx';
import classes from './report.module.css';
import { type ReportChoice, useReportChoice } from './report-address.ts';
import { bodyOf, formats, makeReport, type ReportWish, useReportTemplates } from './report-data.ts';

/** The composer. */
export function ReportComposer() {
  const { t } = useTranslation('reports');
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const { detail, may } = useCase();
  const templates = useReportTemplates();
  if (templates.error !== null)
    return (
      <Failure
        reason={errorText(templates.error)}
        again={() => void templates.refetch()}
        againLabel={word('action.retry')}
      />
    );
  if (templates.data === undefined) return <LoadingRows rows={10} label={word('loading')} />;
  const kept = <KeptReports caseId={detail._id} mayChange={may('manageCaseReport')} />;
  return (
    <section className={classes.composer} aria-label={t('title')}>
      {templates.data.length === 0 ? (
        <>
          <div className={classes.side}>
            <h2 className={classes.title}>{t('title')}</h2>
            {kept}
          </div>
          <NoTemplate />
        </>
      ) : (
        <Composing templates={templates.data} kept={kept} />
      )}
    </section>
  );
}

function NoTemplate() {
  const { t } = useTranslation('reports');
  const organisation = useApi().organisation ?? '';
  const mayMake = useMay('manageCaseReportTemplate');
  return (
    <div className={classes.pane}>
      <Message
        title={t('none.title')}
        action={
          mayMake && (
            <Button
              variant="filled"
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/o/$organisation/settings/$section/$itemId"
                  params={{ organisation, section: 'reportTemplates', itemId: 'new' }}
                  search={{}}
                />
              )}
            >
              {t('none.make')}
            </Button>
          )
        }
      >
        {mayMake ? t('none.reason') : t('none.ask')}
      </Message>
    </div>
  );
}

function Composing({
  templates,
  kept,
}: {
  readonly templates: readonly OutputCaseReportTemplate[];
  readonly kept: ReactNode;
}) {
  const { t } = useTranslation('reports');
  const { detail } = useCase();
  const { choice } = useReportChoice();
  const chosen = templates.find(({ _id }) => _id === choice.templateId) ?? templates[0];
  const wish: ReportWish = {
    caseId: detail._id,
    templateId: chosen?._id,
    language: choice.language,
    highestTlp: choice.highestTlp,
  };
  return (
    <>
      <div className={classes.side}>
        <h2 className={classes.title}>{t('title')}</h2>
        <Choices templates={templates} chosen={chosen} />
        <Making wish={wish} choice={choice} />
        {kept}
      </div>
      <PreviewPane wish={wish} />
    </>
  );
}

function Choices({
  templates,
  chosen,
}: {
  readonly templates: readonly OutputCaseReportTemplate[];
  readonly chosen: OutputCaseReportTemplate | undefined;
}) {
  const { t } = useTranslation('reports');
  const { t: word } = useTranslation('words');
  const { choice, choose } = useReportChoice();
  const groups = [...new Set(templates.map(({ group }) => group))];
  return (
    <>
      <Select
        label={t('choice.template')}
        description={chosen?.description}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        allowDeselect={false}
        searchable
        data={groups.map((group) => ({
          group,
          items: templates
            .filter((one) => one.group === group)
            .map(({ _id, title }) => ({ value: _id, label: title })),
        }))}
        value={chosen?._id ?? null}
        onChange={(template) => choose({ template: template ?? '' })}
      />
      <div className={classes.pair}>
        <Select
          label={t('choice.language')}
          allowDeselect={false}
          data={[
            { value: '', label: t('choice.asTemplate') },
            ...Object.entries(languages).map(([value, label]) => ({ value, label })),
          ]}
          value={choice.language ?? ''}
          onChange={(lang) => choose({ lang: lang ?? '' })}
        />
        <Select
          label={t('choice.tlp')}
          allowDeselect={false}
          data={[
            { value: '', label: t('choice.asTemplate') },
            ...(['0', '1', '2', '3', '4'] as const).map((value) => ({
              value,
              label: `TLP:${word(`tlp.${value}`)}`,
            })),
          ]}
          value={choice.highestTlp === undefined ? '' : String(choice.highestTlp)}
          onChange={(tlp) => choose({ tlp: tlp ?? '' })}
        />
      </div>
      <p className={classes.note}>{t('choice.tlpNote')}</p>
      <Select
        label={t('choice.format')}
        allowDeselect={false}
        data={formats.map((value) => ({ value, label: t(`format.${value}`) }))}
        value={choice.format}
        onChange={(format) => choose({ format: format ?? '' })}
      />
    </>
  );
}

/** Fetching the report, and keeping it with the case. */
function Making({ wish, choice }: { readonly wish: ReportWish; readonly choice: ReportChoice }) {
  const { t } = useTranslation('reports');
  const api = useApi();
  const refresh = useRefresh();
  const refusalText = useReportRefusal();
  const { may } = useCase();
  const fetching = useAttempt();
  const keeping = useAttempt();
  const mayKeep = may('manageCaseReport');
  const fetchIt = async (): Promise<void> => {
    await fetching.attempt(async () => {
      const { content, name } = await makeReport(api, wish, choice.format);
      keepFile(content, name);
    });
  };
  const keep = async (): Promise<void> => {
    const { caseId = '', ...rest } = wish;
    const path = `/case/${caseId}/report`;
    if (await keeping.attempt(() => api.post(path, bodyOf(rest, choice.format))))
      await refresh(['caseReport', 'audit']);
  };
  const group = t('group');
  useActions([
    { id: 'report.fetch', label: t('act.download'), group, keys: 'd', perform: () => void fetchIt() },
    ...(mayKeep
      ? [{ id: 'report.keep', label: t('act.keep'), group, keys: '$mod+Enter', perform: () => void keep() }]
      : []),
  ]);
  const refusal = fetching.refusal ?? keeping.refusal;
  return (
    <div className={classes.making}>
      <Button
        loading={fetching.busy}
        leftSection={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}
        rightSection={<Keys keys="d" />}
        onClick={() => void fetchIt()}
      >
        {t('act.download')}
      </Button>
      {mayKeep && (
        <Button
          variant="filled"
          loading={keeping.busy}
          leftSection={<IconDeviceFloppy size={16} stroke={1.6} aria-hidden="true" />}
          rightSection={<Keys keys="$mod+Enter" />}
          onClick={() => void keep()}
        >
          {t('act.keep')}
        </Button>
      )}
      {refusal !== undefined && (
        <p role="alert" className={classes.refusal}>
          {refusalText(refusal)}
        </p>
      )}
    </div>
  );
}
