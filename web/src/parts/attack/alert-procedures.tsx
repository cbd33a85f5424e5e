/** Techniques that were seen in an alert; nothing while there are none, for the palette knows the way to note one. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../data/session.tsx';
import { useActions } from '../../ui/actions.tsx';
import type { AlertDetail } from '../alert/alert-data.ts';
import { Answer } from '../alert/answer.tsx';
import { Section } from '../alert/section.tsx';
import { useProcedures } from './attack-data.ts';

const Seen = lazy(() => import('./alert-procedures-list.tsx'));

/** The block. */
export function AlertProcedures({ alert }: { readonly alert: AlertDetail }) {
  const { t } = useTranslation('attack');
  const mayAdd = useMay('manageProcedure');
  const [adding, setAdding] = useState(false);
  const answer = useProcedures({ on: 'alert', id: alert._id });
  const begin = (): void => setAdding(true);
  useActions(
    mayAdd ? [{ id: 'alert.technique', label: t('add.act'), group: t('group'), perform: begin }] : [],
  );
  if (answer.data?.length === 0 && !adding) return null;
  return (
    <Section
      title={t('title')}
      count={answer.data?.length}
      end={
        mayAdd && (
          <Button
            size="compact-xs"
            leftSection={<IconPlus size={14} stroke={1.6} aria-hidden="true" />}
            onClick={begin}
          >
            {t('add.act')}
          </Button>
        )
      }
    >
      <Answer of={answer}>
        {(procedures) => (
          <Suspense>
            <Seen
              alertId={alert._id}
              at={alert.date}
              procedures={procedures}
              may={mayAdd}
              adding={adding}
              onAdded={() => setAdding(false)}
            />
          </Suspense>
        )}
      </Answer>
    </Section>
  );
}
