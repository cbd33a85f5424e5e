/** Which of the frame's own dialogs is open: palette, sheet of shortcuts, menu of new things. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

/** A dialog of the frame. */
export type ShellDialog = 'palette' | 'sheet' | 'new';

interface Shell {
  readonly open: ShellDialog | undefined;
  readonly show: (dialog: ShellDialog | undefined) => void;
  readonly openPalette: () => void;
  readonly openSheet: () => void;
}

const ShellContext = createContext<Shell | null>(null);

/** Keeps what is open; one at a time. */
export function ShellProvider({ children }: { readonly children: ReactNode }) {
  const [open, show] = useState<ShellDialog>();
  const shell = useMemo<Shell>(
    () => ({ open, show, openPalette: () => show('palette'), openSheet: () => show('sheet') }),
    [open],
  );
  return <ShellContext.Provider value={shell}>{children}</ShellContext.Provider>;
}

/** The dialogs of the frame. */
export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (shell === null) throw new Error('The frame is used outside of itself');
  return shell;
}
