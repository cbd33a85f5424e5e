/** The organisation of the platform itself, in which nobody works on cases. */
import { useApi } from './session.tsx';

/** Name of the organisation that administrators of the platform work in. */
export const platformOrganisation = 'admin';

/** Whether what is on screen is the platform, and not an organisation. */
export function useIsPlatform(): boolean {
  return useApi().organisation === platformOrganisation;
}
