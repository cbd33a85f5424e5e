/** An event of the timeline as it is typed: texts in the zone of the reader, and what they mean. */
import type { OutputCustomEvent } from '../../../../../../contract/v1-types.ts';
import { momentText, readMoment } from '../../../../parts/editing/moment-text.ts';
import type { NewEvent } from './csv-events.ts';
import { idsIn, textOfIds } from './evidence.ts';

/** What is typed. */
export type EventTexts = {
  readonly title: string;
  readonly from: string;
  readonly until: string;
  readonly description: string;
  /** Ids of what it stands on. */
  readonly evidence: string;
};

/** Nothing typed. */
export const noTexts: EventTexts = { title: '', from: '', until: '', description: '', evidence: '' };

/** What is sent of a change: null takes away. */
export interface EventChange {
  readonly title?: string;
  readonly date?: number;
  readonly endDate?: number | null;
  readonly description?: string | null;
  readonly evidence?: readonly string[];
}

/** A stored event as texts. The inputs know minutes; what is not changed is not sent, and keeps its seconds. */
export function textsOf(event: OutputCustomEvent, zone: string | undefined): EventTexts {
  return {
    title: event.title,
    from: momentText(event.date, zone),
    until: event.endDate === undefined ? '' : momentText(event.endDate, zone),
    description: event.description ?? '',
    evidence: textOfIds(event.evidence),
  };
}

/** Whether a span would end before it begins. */
export function isBackwards({ from, until }: EventTexts): boolean {
  return from !== '' && until !== '' && until < from;
}

/** The event that is typed; undefined while something is missing. */
export function eventOf(texts: EventTexts, zone: string | undefined): NewEvent | undefined {
  const date = readMoment(texts.from, zone);
  const endDate = texts.until === '' ? undefined : readMoment(texts.until, zone);
  const title = texts.title.trim();
  if (date === undefined || title === '' || isBackwards(texts)) return undefined;
  const description = texts.description.trim();
  return {
    date,
    title,
    ...(endDate === undefined ? {} : { endDate }),
    ...(description === '' ? {} : { description }),
    ...(texts.evidence === '' ? {} : { evidence: idsIn(texts.evidence) }),
  };
}

/** What is sent of changed texts. */
export function changeOfTexts(changed: Partial<EventTexts>, zone: string | undefined): EventChange {
  const { title, from, until, description, evidence } = changed;
  const date = from === undefined ? undefined : readMoment(from, zone);
  return {
    ...(title === undefined ? {} : { title: title.trim() }),
    ...(date === undefined ? {} : { date }),
    ...(until === undefined ? {} : { endDate: readMoment(until, zone) ?? null }),
    ...(description === undefined
      ? {}
      : { description: description.trim() === '' ? null : description.trim() }),
    ...(evidence === undefined ? {} : { evidence: idsIn(evidence) }),
  };
}
