/** The runs of responders in the case: on the case itself, on its observables and on its tasks. */
import { Button } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCase } from '../../../parts/case/case-context.tsx';
import { ActionList } from '../../../parts/engine/action-list.tsx';
import { RunResponderDialog } from '../../../parts/engine/responder-dialog.tsx';
import { useActions } from '../../../ui/actions.tsx';
import { Keys } from '../../../ui/keys.tsx';
import type { SectionProps } from '../sections.ts';
import classes from './observables.module.css';

/** The section. */
export default function Section({ caseId }: SectionProps) {
  const { t } = useTranslation('observables');
  const { detail, may } = useCase();
  const [opened, setOpened] = useState(false);
  const mayRun = may('manageAction');
  const label = t('action.runOnCase');
  useActions(
    mayRun
      ? [{ id: 'actions.run', label, group: t('group'), keys: 'f', perform: () => setOpened(true) }]
      : [],
  );
  return (
    <section className={classes.actions} aria-label={t('action.title')}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('action.title')}</h2>
        {mayRun && (
          <Button
            size="compact-sm"
            leftSection={<IconBolt size={14} stroke={1.6} aria-hidden="true" />}
            rightSection={<Keys keys="f" />}
            onClick={() => setOpened(true)}
          >
            {label}
          </Button>
        )}
      </div>
      <ActionList
        sources={[
          { entity: 'case', id: caseId },
          { entity: 'case', id: caseId, through: 'observables' },
          { entity: 'case', id: caseId, through: 'tasks' },
        ]}
      />
      <RunResponderDialog
        entityType="case"
        entityId={caseId}
        label={`#${detail.number} ${detail.title}`}
        opened={opened}
        onClose={() => setOpened(false)}
      />
    </section>
  );
}
