/** Choosing the TLP of observables; what others have and must not keep is asked about before anything is changed. */
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { TlpBadge } from '../badges.tsx';
import { useErrorText } from '../error-text.ts';
import type { BulkTask } from '../list/bulk/use-bulk.ts';
import type { ObservableRow } from '../observable/observable-data.ts';
import { heldByOthers, type Raised, raiseTask } from './raised.ts';
import { RaisedDialog } from './raised-dialog.tsx';

const tlps = [0, 1, 2, 3, 4] as const;

/** The choice, and the question that may follow. */
export function TlpPick({
  rows,
  opened,
  onRun,
  onClose,
}: {
  readonly rows: readonly ObservableRow[];
  readonly opened: boolean;
  readonly onRun: (task: Omit<BulkTask<ObservableRow>, 'rows'>) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const api = useApi();
  const reason = useErrorText();
  // The rows of the choice are forgotten when it closes; the question that follows keeps the act on them.
  const [asked, setAsked] = useState<{ readonly raised: Raised; readonly run: (raised: Raised) => void }>();
  const run = ({ tlp, held }: Raised): void =>
    void onRun(
      raiseTask({ tlp, held }, { label: `TLP:${word(`tlp.${tlp}` as 'tlp.0')}`, same: t('skip.same') }),
    );
  const pick = async (tlp: number): Promise<void> => {
    try {
      const held = await heldByOthers(api, rows, tlp);
      if (held.length === 0) run({ tlp, held });
      else setAsked({ raised: { tlp, held }, run });
    } catch (error) {
      notifications.show({ color: 'red', message: reason(error) });
    }
  };
  return (
    <>
      <PickDialog
        title="TLP"
        searchLabel={t('pick.search')}
        noneLabel={t('pick.none')}
        opened={opened}
        onClose={onClose}
        onPick={(id) => void pick(Number(id))}
        options={tlps.map((tlp) => ({
          id: String(tlp),
          label: word(`tlp.${tlp}`),
          content: <TlpBadge tlp={tlp} />,
        }))}
      />
      {asked !== undefined && (
        <RaisedDialog
          raised={asked.raised}
          onClose={() => setAsked(undefined)}
          onRaise={(withdraw) => {
            setAsked(undefined);
            asked.run(withdraw ? asked.raised : { tlp: asked.raised.tlp, held: [] });
          }}
        />
      )}
    </>
  );
}
