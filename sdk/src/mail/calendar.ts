/** Looks through calendar invitations (text/calendar) with ical.js. */
import ICAL from 'ical.js';
import { reasonOf } from './parts.ts';

/** Texts of an invitation in which links are to be found. */
export interface CalendarView {
  readonly texts: readonly string[];
  readonly html: readonly string[];
  /** Why the invitation could not be read as one; empty when it could. */
  readonly fault: string;
}

/** Properties that identify, or name the invited. */
const unlinkedProperties = new Set([
  'uid',
  'prodid',
  'attendee',
  'recurrence-id',
  'x-microsoft-cdo-ownerapptid',
]);

/** Longer files are no invitations. */
const longestCalendar = 2 * 1024 * 1024;

/** One that is not well formed is taken as text, its folded lines joined. */
export function viewCalendar(text: string): CalendarView {
  const bounded = text.slice(0, longestCalendar);
  try {
    const parsed: unknown = ICAL.parse(bounded);
    const view: { texts: string[]; html: string[] } = { texts: [], html: [] };
    addComponent(view, parsed);
    return { ...view, fault: '' };
  } catch (error) {
    return {
      texts: [bounded.replaceAll(/\r?\n[ \t]/g, '').replaceAll('\\n', '\n')],
      html: [],
      fault: reasonOf(error),
    };
  }
}

/** A component is [name, properties, components]; a file with several calendars is a list of them. */
function addComponent(view: { texts: string[]; html: string[] }, component: unknown): void {
  if (!Array.isArray(component)) return;
  const [name, properties, components] = component;
  if (typeof name !== 'string') {
    for (const calendar of component) addComponent(view, calendar);
    return;
  }
  if (Array.isArray(properties)) for (const property of properties) addProperty(view, property);
  if (Array.isArray(components)) for (const inner of components) addComponent(view, inner);
}

/** A property is [name, parameters, type, …values]. */
function addProperty(view: { texts: string[]; html: string[] }, property: unknown): void {
  if (!Array.isArray(property)) return;
  const [name, parameters, , ...values] = property;
  if (typeof name !== 'string' || unlinkedProperties.has(name)) return;
  const held = [
    ...values.flat(2),
    ...Object.values(typeof parameters === 'object' && parameters !== null ? parameters : {}),
  ];
  for (const value of held) {
    if (typeof value === 'string') (/<[a-z!/]/i.test(value) ? view.html : view.texts).push(value);
  }
}
