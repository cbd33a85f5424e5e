/** The case of the page, for everything that is shown of it. */
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { PartnerPeople } from '../person.tsx';
import type { CaseDetail } from './case-data.ts';

/** The case, and what the reader may do in it. */
export interface CaseOnScreen {
  readonly detail: CaseDetail;
  /** Whether the reader holds a right in this case, e.g. `manageTask`: the profile, capped by the share. */
  readonly may: (permission: string) => boolean;
}

const CaseContext = createContext<CaseOnScreen | null>(null);

/** Gives a case to everything below. */
export function CaseProvider({
  detail,
  children,
}: {
  readonly detail: CaseDetail;
  readonly children: ReactNode;
}) {
  const onScreen = useMemo<CaseOnScreen>(
    () => ({ detail, may: (permission) => detail.extraData.permissions.includes(permission) }),
    [detail],
  );
  return (
    <CaseContext.Provider value={onScreen}>
      <PartnerPeople people={detail.extraData.partnerPeople}>{children}</PartnerPeople>
    </CaseContext.Provider>
  );
}

/** The case of the page. Throws outside of one. */
export function useCase(): CaseOnScreen {
  const onScreen = useContext(CaseContext);
  if (onScreen === null) throw new Error('A case is used outside of its page');
  return onScreen;
}
