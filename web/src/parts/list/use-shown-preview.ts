/**
 * Which row's preview is open. It is shown at once, and the address follows when people rest on a row: to change the
 * address concerns every part of the screen, and whoever steps from row to row should not wait for that.
 */
import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';

/** Milliseconds after which the address follows. */
const followsAfterMs = 100;

/** What was asked for while the address still said something else. */
interface Ahead {
  readonly from: string | undefined;
  readonly preview: string | undefined;
}

/** The preview with the way to open another, which is told to the address by `write`. */
export function useShownPreview(
  inAddress: string | undefined,
  write: (preview: string | undefined) => void,
): readonly [string | undefined, (preview: string | undefined) => void] {
  const router = useRouter();
  const [ahead, setAhead] = useState<Ahead>();
  const isAhead = ahead !== undefined && ahead.from === inAddress;
  // The address has followed, or was changed by something else, which counts.
  if (ahead !== undefined && !isAhead) setAhead(undefined);
  const shown = isAhead ? ahead.preview : inAddress;
  useEffect(() => {
    if (shown === inAddress) return;
    const { pathname } = router.latestLocation;
    const timer = setTimeout(() => {
      // Somebody may be on the way to another screen already.
      if (router.latestLocation.pathname === pathname) write(shown);
    }, followsAfterMs);
    return () => clearTimeout(timer);
  }, [router, shown, inAddress, write]);
  const show = useCallback(
    (preview: string | undefined) => setAhead({ from: inAddress, preview }),
    [inAddress],
  );
  return [shown, show];
}
