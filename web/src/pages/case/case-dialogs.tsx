/** The dialogs of a case, opened by its address. */
import { useCase } from '../../parts/case/case-context.tsx';
import { RunResponderDialog } from '../../parts/engine/responder-dialog.tsx';
import { CloseSheet } from './close/close-sheet.tsx';
import { ReopenDialog } from './close/reopen-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { useCaseAddress } from './use-case-address.ts';

/** The dialogs; those that the reader may not use stay closed whatever the address says. */
export function CaseDialogs() {
  const { detail, may } = useCase();
  const { dialog, closeDialog } = useCaseAddress();
  const isClosed = detail.stage === 'Closed';
  return (
    <>
      <CloseSheet
        opened={dialog === 'close' && !isClosed && may('manageCase/update')}
        onClose={closeDialog}
      />
      <ReopenDialog
        opened={dialog === 'reopen' && isClosed && may('manageCase/reopen')}
        onClose={closeDialog}
      />
      <DeleteDialog opened={dialog === 'delete' && may('manageCase/delete')} onClose={closeDialog} />
      <RunResponderDialog
        entityType="case"
        entityId={detail._id}
        label={`#${detail.number}`}
        opened={dialog === 'respond' && may('manageAction')}
        onClose={closeDialog}
      />
    </>
  );
}
