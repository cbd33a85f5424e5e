/** Where a bare address leads: to the alerts of the organisation one works in, or to the sign-in. */

import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { createApi } from '../../data/api.ts';
import type { SignedIn } from '../../data/session.tsx';

/** Asks without a dialog: nobody has begun anything here that could be lost. */
const quiet = createApi(undefined, () => Promise.reject(new Error('not signed in')));

/** The page. */
export function Start() {
  const { data, isError } = useQuery({
    queryKey: ['start'],
    queryFn: () => quiet.get<SignedIn>('/user/current'),
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  if (data !== undefined)
    return (
      <Navigate
        to="/o/$organisation/alerts"
        params={{ organisation: data.organisation }}
        search={{}}
        replace
      />
    );
  return isError ? <Navigate to="/sign-in" search={{}} replace /> : null;
}
