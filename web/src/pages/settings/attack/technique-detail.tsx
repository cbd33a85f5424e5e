/** One technique of a catalogue: what attackers do, how it can be noticed, and the way to remove it. */
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputPattern } from '../../../../../contract/v1-types.ts';
import { readable } from '../../../parts/attack/technique-text.ts';
import { useTacticName } from '../../../parts/attack/use-tactic-name.ts';
import { Markdown } from '../../../parts/markdown/markdown.tsx';
import { Failure, LoadingRows, Message } from '../../../ui/states.tsx';
import { DeleteSection } from '../form/delete-section.tsx';
import classes from '../form/form.module.css';
import { useRefusal } from '../form/refusal.ts';
import { useSettingsAddress } from '../use-address.ts';
import own from './attack.module.css';
import { useTechnique } from './attack-data.ts';

/** The technique, with the way back to its catalogue. */
export function TechniqueDetail({
  catalogId,
  patternId,
}: {
  readonly catalogId: string;
  readonly patternId: string;
}) {
  const { t } = useTranslation('catalogues');
  const { ask } = useSettingsAddress();
  const back = (): void => ask({ technique: undefined });
  return (
    <div className={classes.panel}>
      <div className={classes.body}>
        <div>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconArrowLeft size={14} stroke={1.6} />}
            onClick={back}
          >
            {t('attack.back')}
          </Button>
        </div>
        <Content catalogId={catalogId} patternId={patternId} onDeleted={back} />
      </div>
    </div>
  );
}

function Content({
  catalogId,
  patternId,
  onDeleted,
}: {
  readonly catalogId: string;
  readonly patternId: string;
  readonly onDeleted: () => void;
}) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  const { t: catalogue } = useTranslation('catalogues');
  const refusal = useRefusal();
  const { data, error, refetch } = useTechnique(catalogId, patternId);
  if (error !== null)
    return <Failure reason={refusal(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  if (data === undefined) return <LoadingRows rows={8} label={word('loading')} />;
  const [technique] = data;
  if (technique === undefined) return <Message title={t('panel.missing')} />;
  return (
    <>
      <Technique technique={technique} />
      <DeleteSection
        place={`pattern:${technique._id}`}
        title={t('delete.title', { name: `${technique.patternId} ${technique.name}` })}
        consequence={catalogue('attack.removeNote')}
        path={`/pattern/${technique._id}`}
        entities={['patternCatalog', 'pattern']}
        onDeleted={onDeleted}
      />
    </>
  );
}

function Technique({ technique }: { readonly technique: OutputPattern }) {
  const { t } = useTranslation('catalogues');
  const tacticName = useTacticName();
  const { patternId, name, tactics, platforms, dataSources, revoked, description, detection, url } =
    technique;
  return (
    <>
      <h2 className={classes.title}>
        <span className="sk-mono">{patternId}</span>
        <bdi>{name}</bdi>
      </h2>
      {revoked && <p className={classes.warning}>{t('attack.revokedNote')}</p>}
      <dl className={own.facts}>
        <Fact label={t('attack.tactics')} values={tactics.map(tacticName)} />
        <Fact label={t('attack.platforms')} values={platforms} />
        <Fact label={t('attack.sources')} values={dataSources} />
      </dl>
      {description !== undefined && (
        <Text title={t('attack.does')}>
          <Markdown text={readable(description)} />
        </Text>
      )}
      {detection !== undefined && detection !== '' && (
        <Text title={t('attack.noticed')}>
          <Markdown text={readable(detection)} />
        </Text>
      )}
      {url !== '' && <Markdown text={`<${url}>`} />}
    </>
  );
}

function Text({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      {children}
    </section>
  );
}

function Fact({ label, values }: { readonly label: string; readonly values: readonly string[] }) {
  if (values.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <bdi>{values.join(', ')}</bdi>
      </dd>
    </>
  );
}
