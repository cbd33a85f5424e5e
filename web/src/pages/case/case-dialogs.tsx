/** The dialogs of a case, opened by its address. */
import { lazy, Suspense } from 'react';
import { useMayRestrict } from '../../parts/access/restriction-mark.tsx';
import { useCase } from '../../parts/case/case-context.tsx';
import { RunResponderDialog } from '../../parts/engine/responder-dialog.tsx';
import { CloseSheet } from './close/close-sheet.tsx';
import { ReopenDialog } from './close/reopen-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { useCaseAddress } from './use-case-address.ts';

const RestrictDialog = lazy(() => import('../../parts/access/restrict-dialog.tsx'));
const OwnerDialog = lazy(() => import('../../parts/access/owner-dialog.tsx'));
const ApplyTemplateDialog = lazy(() => import('../../parts/case/apply-template-dialog.tsx'));
const ExportDialog = lazy(() => import('../../parts/archive/export-dialog.tsx'));

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
      <SeldomDialogs />
    </>
  );
}

/** Dialogs that few cases need; they are loaded when one is asked for. */
function SeldomDialogs() {
  const { detail, may } = useCase();
  const { dialog, closeDialog } = useCaseAddress();
  const mayRestrict = useMayRestrict();
  const mayGive = may('manageCase/changeOwnership') && detail.extraData.isOwner;
  return (
    <Suspense fallback={null}>
      {dialog === 'restrict' && mayRestrict && <RestrictDialog opened onClose={closeDialog} />}
      {dialog === 'owner' && mayGive && <OwnerDialog opened onClose={closeDialog} />}
      {dialog === 'template' && may('manageCase/update') && (
        <ApplyTemplateDialog opened onClose={closeDialog} />
      )}
      {dialog === 'export' && <ExportDialog opened onClose={closeDialog} />}
    </Suspense>
  );
}
