/** The panel at the right of a case: what was said, what was done, what it is. Its tab is in the address. */
import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count, follow, get } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useActions } from '../../../ui/actions.tsx';
import { panelTabs, useCaseAddress } from '../use-case-address.ts';
import { CaseComments } from './comments.tsx';
import classes from './panel.module.css';
import { Properties } from './properties.tsx';
import { RecentActivity } from './recent-activity.tsx';

/** The panel. */
export function CasePanel() {
  const { t } = useTranslation('cases');
  const { detail, may } = useCase();
  const { panel, showPanel } = useCaseAddress();
  const { data: comments = 0 } = usePipeline<number>(
    'case-comment-count',
    [get('case', detail._id), follow('comments'), count()],
    { entities: ['comment'], about: detail._id },
  );
  useActions(
    may('manageComment')
      ? [
          {
            id: 'case.comment',
            label: t('act.comment'),
            group: t('group'),
            keys: 'Shift+C',
            perform: () => showPanel('comments'),
          },
        ]
      : [],
  );
  return (
    <aside className={classes.panel} aria-label={t('panel.label')}>
      <Tabs
        value={panel}
        onChange={(tab) => showPanel(panelTabs.find((name) => name === tab) ?? 'properties')}
        keepMounted={false}
        classNames={{ root: classes.tabs ?? '', list: classes.tabList ?? '', tab: classes.tab ?? '' }}
      >
        <Tabs.List>
          {panelTabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`panel.${tab}`)}
              {tab === 'comments' && comments > 0 && <span className={classes.count}>{comments}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="comments" className={classes.content}>
          <CaseComments />
        </Tabs.Panel>
        <Tabs.Panel value="activity" className={classes.content}>
          <RecentActivity />
        </Tabs.Panel>
        <Tabs.Panel value="properties" className={classes.content}>
          <Properties />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
