/** Which entries the palette shows for what was typed. */
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import { usePeople } from '../../../parts/person.tsx';
import { caseNumberIn, type PaletteText } from '../../../parts/shell/palette-text.ts';
import { useRecent } from '../../../parts/shell/recent.ts';
import type { Found } from '../../../parts/shell/search-kinds.ts';
import { type Action, useAllActions } from '../../../ui/actions.tsx';
import { fit, type PaletteItem, type PaletteSection, ranked } from '../../../ui/palette-items.ts';
import { useDestinations } from '../destinations.ts';
import {
  actionEntry,
  destinationEntry,
  foundEntry,
  type Open,
  personEntry,
  recentEntry,
} from './entries.tsx';
import { useHelpEntries, useLookUpEntries } from './look-up.tsx';
import { useFound } from './use-found.ts';
import type { Indicator } from './use-indicator.ts';

/** Entries of one section before anything is typed, and after. */
const few = 6;
const many = 8;

/** What the palette shows. */
export interface Shown {
  readonly sections: readonly PaletteSection[];
  readonly waiting: boolean;
}

/** Opens addresses for entries. */
export function useOpen(): Open {
  const router = useRouter();
  return (link, newTab) => {
    if (newTab) window.open(router.buildLocation(link).href, '_blank', 'noopener');
    else void router.navigate(link);
  };
}

/** Acts of the screen: not those that lead to places, which have a section of their own. */
function useScreenActions(): readonly Action[] {
  return useAllActions().filter(({ id, onlyKeys }) => onlyKeys !== true && !/^go-/.test(id));
}

/** All sections for a text; those without entries are left out. */
export function useSections(text: PaletteText, indicators: readonly Indicator[]): Shown {
  const { t } = useTranslation('shell');
  const { mode, words } = text;
  const any = mode === 'all';
  const indicator = indicators.length === 1 ? indicators[0] : undefined;
  const found = useFound(words, any || mode === 'case', caseNumberIn(text), indicator);
  const open = useOpen();
  const doing = useDoing(words);
  const going = useGoing(words);
  const lookUp = useLookUpEntries(words, any, indicators, open);
  const help = useHelpEntries();
  const people = usePeopleEntries(words, open);
  const recent = useRecentEntries(words, found.cases, open);
  const cases = found.cases.map((one) => foundEntry(one, open));
  const best = bestOf(lookUp, caseNumberIn(text) === undefined ? [] : cases, [...doing, ...going]);
  const section = (id: SectionId, all: readonly PaletteItem[], shown: boolean): PaletteSection[] => {
    const items = id === 'best' ? all : all.filter((item) => !best.includes(item));
    return shown && items.length > 0 ? [{ id, title: t(`palette.${id}`), items }] : [];
  };
  return {
    waiting: found.waiting,
    sections: [
      ...section('best', best, any && words !== ''),
      ...section('help', help, mode === 'help'),
      ...section('do', doing, any || mode === 'command'),
      ...section('recent', recent, any || mode === 'case'),
      ...section('cases', cases, any || mode === 'case'),
      ...section(
        'alerts',
        found.alerts.map((one) => foundEntry(one, open)),
        any,
      ),
      ...section(
        'observables',
        found.observables.map((one) => foundEntry(one, open)),
        any,
      ),
      ...section('people', people, mode === 'person' || (any && words !== '')),
      ...section('go', going, any || mode === 'command'),
    ],
  };
}

/** What Enter is most likely meant for: an indicator, the case of that number, an act or a place by its name, else the search. */
function bestOf(
  lookUp: readonly PaletteItem[],
  numbered: readonly PaletteItem[],
  named: readonly PaletteItem[],
): readonly PaletteItem[] {
  if (lookUp.length > 1) return lookUp;
  const [first] = [
    ...numbered,
    ...named.filter(({ sure, blocked }) => sure === true && blocked === undefined),
  ];
  return first === undefined ? lookUp : [first, ...lookUp];
}

type SectionId = 'best' | 'help' | 'do' | 'recent' | 'cases' | 'alerts' | 'observables' | 'people' | 'go';

/** Whether a name begins with what was typed. */
function begins(name: string, words: string): boolean {
  return fit(name, words) === 3;
}

function useDoing(words: string): readonly PaletteItem[] {
  const actions = useScreenActions();
  const fitting =
    words === ''
      ? actions.slice(0, few)
      : ranked(actions, ({ label, words: more }) => `${label} ${more ?? ''}`, words).slice(0, many);
  return fitting.map((action) => ({ ...actionEntry(action), sure: begins(action.label, words) }));
}

function useGoing(words: string): readonly PaletteItem[] {
  const { t } = useTranslation('shell');
  const open = useOpen();
  const destinations = useDestinations();
  const fitting = words === '' ? destinations : ranked(destinations, ({ id }) => t(`nav.${id}`), words);
  return fitting.map((destination) => ({
    ...destinationEntry(destination, t, open),
    sure: begins(t(`nav.${destination.id}`), words),
  }));
}

/** What was found by itself is not listed twice. */
function useRecentEntries(words: string, found: readonly Found[], open: Open): readonly PaletteItem[] {
  const organisation = useApi().organisation ?? '';
  const items = useRecent().filter((item) => !found.some(({ id }) => id === item.id));
  const fitting =
    words === '' ? items : ranked(items, ({ number, title }) => `${number ?? ''} ${title}`, words);
  return fitting.slice(0, few).map((item) => recentEntry(item, organisation, open));
}

function usePeopleEntries(words: string, open: Open): readonly PaletteItem[] {
  const { t } = useTranslation('shell');
  const organisation = useApi().organisation ?? '';
  const people = [...usePeople().values()];
  const fitting = words === '' ? people : ranked(people, ({ name, login }) => `${name} ${login}`, words);
  return fitting
    .slice(0, many)
    .map((person) => personEntry(person, organisation, t('palette.theirCases'), open));
}
