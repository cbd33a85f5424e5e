/** What stands around every screen of an organisation: the rail, the top bar, and what listens on behalf of all screens. */
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../data/api.ts';
import { LiveProvider } from '../../data/live-provider.tsx';
import { PreferencesProvider, usePreferences, zoneOf } from '../../data/preferences.tsx';
import { SessionProvider, useMeState } from '../../data/session.tsx';
import { ReAuthentication } from '../../parts/account/re-authentication.tsx';
import { PageHeadSlot } from '../../parts/shell/page-head.tsx';
import { useGraceTexts, useUndoTexts } from '../../parts/shell/strip-texts.ts';
import { TagLooksProvider } from '../../parts/tags/tag-looks.tsx';
import { TimeProvider } from '../../parts/time.tsx';
import { ActionProvider } from '../../ui/actions.tsx';
import { GraceProvider, GraceStrips } from '../../ui/grace.tsx';
import strip from '../../ui/strip.module.css';
import { UndoProvider, UndoStrip } from '../../ui/undo.tsx';
import { Unhurried } from '../../ui/unhurried.tsx';
import { NotFoundAlone } from '../not-found.tsx';
import { Arrival, contentId, focusContent } from './arrival.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { useChosenLooks } from './chosen-looks.ts';
import { useCounters } from './counters.ts';
import classes from './frame.module.css';
import { FrameActions } from './frame-actions.tsx';
import { FrameSheet } from './frame-sheet.tsx';
import { Notices } from './notices.tsx';
import { FramePalette } from './palette/frame-palette.tsx';
import { Rail } from './rail.tsx';
import { ShellProvider } from './shell-state.tsx';
import { TopBar } from './top-bar.tsx';

const route = getRouteApi('/o/$organisation');

/** The frame. */
export function Frame() {
  const { organisation } = route.useParams();
  return (
    <SessionProvider organisation={organisation} key={organisation}>
      <ReAuthentication />
      <PreferencesProvider>
        <LiveProvider organisation={organisation}>
          <Listening />
        </LiveProvider>
      </PreferencesProvider>
    </SessionProvider>
  );
}

/** What remembers on behalf of all screens. */
function Listening() {
  const { preferences } = usePreferences();
  useChosenLooks();
  return (
    <TimeProvider zone={zoneOf(preferences)}>
      <ActionProvider singleKeys={preferences.singleKeys}>
        <UndoProvider>
          <GraceProvider>
            <Screen />
          </GraceProvider>
        </UndoProvider>
      </ActionProvider>
    </TimeProvider>
  );
}

/** Somebody who does not belong to the organisation learns nothing of it, not even its rail. */
function Screen() {
  const { error } = useMeState();
  const refused = error instanceof ApiError && (error.status === 403 || error.status === 404);
  return refused ? (
    <NotFoundAlone />
  ) : (
    <TagLooksProvider>
      <ShellProvider>
        <Drawn />
      </ShellProvider>
    </TagLooksProvider>
  );
}

function Drawn() {
  const { t } = useTranslation('shell');
  const counters = useCounters();
  const [slot] = useState(makeSlot);
  const receive = useCallback((place: HTMLElement | null) => place?.append(slot), [slot]);
  return (
    <div className={classes.frame}>
      <a
        className={classes.skip}
        href={`#${contentId}`}
        onClick={(event) => {
          event.preventDefault();
          focusContent();
        }}
      >
        {t('skip')}
      </a>
      <Unhurried>
        <Arrival />
        <FrameActions />
        <FramePalette />
        <FrameSheet />
      </Unhurried>
      <Rail counters={counters} />
      <div className={classes.column}>
        <TopBar slot={receive} />
        <Unhurried>
          <Notices />
        </Unhurried>
        <div id={contentId} className={classes.content} tabIndex={-1}>
          <PageHeadSlot value={slot}>
            <Outlet />
          </PageHeadSlot>
        </div>
        <Unhurried>
          <BottomBar counters={counters} />
        </Unhurried>
      </div>
      <Unhurried>
        <Strips />
      </Unhurried>
    </div>
  );
}

/** What screens put their name into. It is there before the bar is, so that nothing has to be drawn a second time for it. */
function makeSlot(): HTMLElement {
  const slot = document.createElement('div');
  slot.className = classes.slot ?? '';
  return slot;
}

function Strips() {
  return (
    <div className={strip.strips}>
      <GraceStrips texts={useGraceTexts()} />
      <UndoStrip texts={useUndoTexts()} />
    </div>
  );
}
