/** Taking back one's own act: for a minute the newest stands in a strip with its countdown, and `z` takes it back. */
import { Button, CloseButton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useActions } from './actions.tsx';
import { Keys } from './keys.tsx';
import classes from './strip.module.css';
import { secondsUntil, useTicking } from './ticking.ts';
import { alive, offered, type StandingOffer, type UndoOffer, without } from './undo-stack.ts';

interface Undo {
  /** Offers to take back what was just done. */
  readonly offer: (offer: UndoOffer) => void;
}

interface Kept {
  readonly offers: readonly StandingOffer[];
  readonly change: (next: (offers: readonly StandingOffer[]) => readonly StandingOffer[]) => void;
}

const UndoContext = createContext<Undo | null>(null);
const KeptContext = createContext<Kept | null>(null);

/** Keeps what can be taken back, for everything below. */
export function UndoProvider({ children }: { readonly children: ReactNode }) {
  const [offers, setOffers] = useState<readonly StandingOffer[]>([]);
  const nextId = useRef(0);
  const undo = useMemo<Undo>(
    () => ({
      offer(offer) {
        nextId.current += 1;
        const id = nextId.current;
        setOffers((before) => offered(before, offer, id, Date.now()));
      },
    }),
    [],
  );
  const kept = useMemo<Kept>(() => ({ offers, change: setOffers }), [offers]);
  return (
    <UndoContext.Provider value={undo}>
      <KeptContext.Provider value={kept}>{children}</KeptContext.Provider>
    </UndoContext.Provider>
  );
}

/** Offers taking back: `useUndo().offer({label: '37 alerts closed', undo: () => restore(before)})`. */
export function useUndo(): Undo {
  const undo = useContext(UndoContext);
  if (undo === null) throw new Error('Taking back is used outside of its provider');
  return undo;
}

/** Words of the strip, in the reader's language. */
export interface UndoTexts {
  readonly undo: string;
  readonly dismiss: string;
  /** Group of the act in the palette and the sheet of shortcuts. */
  readonly group: string;
  readonly seconds: (count: number) => string;
  /** Why an act could not be taken back. */
  readonly reason: (error: unknown) => string;
}

/** The newest act that can be taken back; nothing when there is none. */
export function UndoStrip({ texts }: { readonly texts: UndoTexts }) {
  const kept = useContext(KeptContext);
  if (kept === null) throw new Error('The strip stands outside of its provider');
  const { offers, change } = kept;
  const [newest] = offers;
  const now = useTicking(newest !== undefined);
  useEffect(() => change((before) => alive(before, now)), [change, now]);
  return newest === undefined ? null : (
    <Strip
      key={newest.id}
      offer={newest}
      now={now}
      texts={texts}
      onDone={() => change((before) => without(before, newest.id))}
    />
  );
}

function Strip({
  offer,
  now,
  texts,
  onDone,
}: {
  readonly offer: StandingOffer;
  readonly now: number;
  readonly texts: UndoTexts;
  readonly onDone: () => void;
}) {
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<string>();
  const takeBack = async (): Promise<void> => {
    if (running) return;
    setRunning(true);
    setFailure(undefined);
    try {
      await offer.undo();
      onDone();
    } catch (error) {
      setFailure(texts.reason(error));
      setRunning(false);
    }
  };
  useActions([
    { id: 'undo', label: texts.undo, group: texts.group, keys: 'z', perform: () => void takeBack() },
  ]);
  return (
    <div className={classes.strip} data-strip="true" data-testid="undo-strip">
      <IconCircleCheck size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.label} role="status">
        <bdi>{offer.label}</bdi>
        {failure !== undefined && <span className={classes.failure}>{failure}</span>}
      </span>
      <span className={classes.seconds} aria-hidden="true">
        {texts.seconds(secondsUntil(offer.until, now))}
      </span>
      <Button
        size="compact-sm"
        className={classes.act}
        loading={running}
        rightSection={<Keys keys="z" />}
        onClick={() => void takeBack()}
      >
        {texts.undo}
      </Button>
      <CloseButton size={24} className={classes.close} aria-label={texts.dismiss} onClick={onDone} />
    </div>
  );
}
