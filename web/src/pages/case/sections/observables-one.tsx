/** One observable by itself, with what can be done with it. */
import { useState } from 'react';
import { AnalyseDialog } from '../../../parts/engine/analyse-dialog.tsx';
import { nameOfValue } from '../../../parts/engine/engine-data.ts';
import { RunResponderDialog } from '../../../parts/engine/responder-dialog.tsx';
import type { ObservableDetail } from '../../../parts/observable/observable-data.ts';
import { ObservableDetails } from '../../../parts/observable/observable-details.tsx';
import type { ObservableRights } from '../../../parts/observable/observable-verbs.tsx';
import { shownValue } from '../../../parts/observable-value.tsx';

/** The observable. */
export function OneObservable({
  observableId,
  rights,
}: {
  readonly observableId: string;
  readonly rights: ObservableRights;
}) {
  const [asked, setAsked] = useState<{
    readonly question: 'analyse' | 'respond';
    readonly observable: ObservableDetail;
  }>();
  const close = (): void => setAsked(undefined);
  return (
    <>
      <ObservableDetails
        observableId={observableId}
        onAnalyse={rights.analyse ? (observable) => setAsked({ question: 'analyse', observable }) : undefined}
        onRespond={rights.respond ? (observable) => setAsked({ question: 'respond', observable }) : undefined}
      />
      {asked !== undefined && (
        <>
          <AnalyseDialog
            observables={[asked.observable]}
            opened={asked.question === 'analyse'}
            onClose={close}
          />
          <RunResponderDialog
            entityType="case_artifact"
            entityId={asked.observable._id}
            label={shownValue(asked.observable.dataType, nameOfValue(asked.observable))}
            opened={asked.question === 'respond'}
            onClose={close}
          />
        </>
      )}
    </>
  );
}
