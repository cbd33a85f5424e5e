/** What is known of one technique, beside the matrix or the list: what it is, how it is noticed, and where it was seen. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputPattern } from '../../../../contract/v1-types.ts';
import { useApi } from '../../data/session.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Answer } from '../alert/answer.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { useCasesUsing } from './attack-data.ts';
import { compareTactics } from './tactics.ts';
import classes from './technique-panel.module.css';
import { readable } from './technique-text.ts';
import { useTacticName } from './use-tactic-name.ts';

/** Most cases that are named. */
const mostNamed = 5;

/** The panel. `children` is what was seen of the technique in the place at hand. */
export function TechniquePanel({
  answer,
  caseId,
  onAdd,
  onClose,
  children,
}: {
  readonly answer: Parameters<typeof Answer<OutputPattern>>[0]['of'];
  /** The case that the panel stands in; it is no other case. */
  readonly caseId: string;
  readonly onAdd: ((technique: OutputPattern) => void) | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('attack');
  return (
    <SidePanel label={t('panel.label')} closeLabel={t('panel.close')} onClose={onClose}>
      <Answer of={answer} rows={6}>
        {(technique) => (
          <>
            <Identity technique={technique} />
            {onAdd !== undefined && (
              <Button
                className={classes.act}
                leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />}
                onClick={() => onAdd(technique)}
              >
                {t('panel.add')}
              </Button>
            )}
            {children}
            <Others patternId={technique.patternId} caseId={caseId} />
            <Told title={t('panel.what')} text={technique.description} />
            <Told title={t('panel.detection')} text={technique.detection} />
          </>
        )}
      </Answer>
    </SidePanel>
  );
}

function Identity({ technique }: { readonly technique: OutputPattern }) {
  const { t } = useTranslation('attack');
  const tacticName = useTacticName();
  return (
    <>
      <h3 className={classes.title}>
        <span className={classes.number}>{technique.patternId}</span> {technique.name}
      </h3>
      <dl className={classes.facts}>
        <dt>{t('tactics')}</dt>
        <dd>{[...technique.tactics].sort(compareTactics).map(tacticName).join(', ')}</dd>
        {technique.platforms.length > 0 && (
          <>
            <dt>{t('platforms')}</dt>
            <dd>{technique.platforms.join(', ')}</dd>
          </>
        )}
      </dl>
    </>
  );
}

/** Cases besides this one that the technique was seen in, as far as the reader sees them. */
function Others({ patternId, caseId }: { readonly patternId: string; readonly caseId: string }) {
  const { t } = useTranslation('attack');
  const { organisation = '' } = useApi();
  const { data = [] } = useCasesUsing(patternId);
  const others = [...new Map(data.map((one) => [one._id, one])).values()].filter(({ _id }) => _id !== caseId);
  if (others.length === 0) return null;
  return (
    <section className={classes.block}>
      <h4>{t('panel.others')}</h4>
      <ul>
        {others.slice(0, mostNamed).map(({ _id, number, title }) => (
          <li key={_id} className={classes.other}>
            <Link
              to="/o/$organisation/cases/$number/$section"
              params={{ organisation, number: String(number), section: 'ttps' }}
              search={{ technique: patternId }}
            >
              #{number} <bdi>{title}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Told({ title, text }: { readonly title: string; readonly text: string | undefined }) {
  if (text === undefined || text === '') return null;
  return (
    <section className={classes.block}>
      <h4>{title}</h4>
      <Markdown text={readable(text)} />
    </section>
  );
}
