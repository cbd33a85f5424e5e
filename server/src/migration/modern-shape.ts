/** Objects of older versions in the shape of the current one: statuses that say more, TLP 2.0, several files in a log. */
import { isRawObject, type RawObject } from '../model/input.ts';
import { tlpFromOldScale } from '../model/scales.ts';

/** Domain that logins without one belong to, as TheHive 4 has it. */
const defaultDomain = 'thehive.local';

/** The object in current shape. `isOld`: its TLP is on the scale that ended with red at 3. */
export function modernised(kind: string, object: RawObject, isOld: boolean): RawObject {
  return {
    ...object,
    ...(isOld && typeof object.tlp === 'number' ? { tlp: tlpFromOldScale(object.tlp) } : {}),
    ...(shapes[kind]?.(object) ?? {}),
  };
}

const shapes: Readonly<Record<string, (object: RawObject) => RawObject>> = {
  case: caseStatus,
  alert: alertStatus,
  observable: shortReports,
  log: ({ attachments, attachment }) => ({
    attachments: Array.isArray(attachments) ? attachments : [attachment].filter(isRawObject),
  }),
  customField: ({ type, group }) => ({
    type: type === 'number' ? 'float' : type,
    group: typeof group === 'string' && group !== '' ? group : 'default',
  }),
  observableType: ({ name }) => ({ name: typeName(name) }),
};

/** A case was open or resolved, with the resolution beside it. */
function caseStatus({
  status,
  resolutionStatus,
  _createdAt,
  endDate,
  newDate,
  closedDate,
}: RawObject): RawObject {
  const dates = { newDate: newDate ?? _createdAt };
  // Whether work on it has begun is seen by its tasks.
  if (status === 'Open') return dates;
  if (status === 'Resolved' || status === 'Duplicated') {
    const resolution = typeof resolutionStatus === 'string' ? resolutionStatus : undefined;
    const given = status === 'Duplicated' ? 'Duplicated' : (resolution ?? 'Other');
    return { ...dates, status: given, closedDate: closedDate ?? endDate };
  }
  return { ...dates, ...(closedDate === undefined && endDate !== undefined ? { closedDate: endDate } : {}) };
}

/** An alert was read or not, and in a case or not. */
function alertStatus(alert: RawObject): RawObject {
  const { status, read, caseId, _createdAt, newDate, importedDate, closedDate, _updatedAt } = alert;
  const named = typeof status === 'string' ? status : read === true ? 'Ignored' : 'New';
  const isImported = typeof caseId === 'string' && (typeof status !== 'string' || status === 'Updated');
  const now = isImported ? 'Imported' : named;
  const changed = _updatedAt ?? _createdAt;
  return {
    status: now,
    newDate: newDate ?? _createdAt,
    ...(now === 'Imported' ? { importedDate: importedDate ?? changed } : {}),
    ...(now === 'Ignored' ? { closedDate: closedDate ?? changed } : {}),
  };
}

/** Version 3 wrote the short reports as text. */
function shortReports({ reports, dataType }: RawObject): RawObject {
  return { dataType: typeName(dataType), reports: typeof reports === 'string' ? jsonIn(reports) : reports };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not a report; nothing is lost that could be shown.
    return {};
  }
}

function typeName(name: unknown): unknown {
  return name === 'mail_subject' ? 'mail-subject' : name;
}

/** A login as it is called here: in lower case, and with a domain. */
export function loginHere(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.trim() === '') return undefined;
  const login = given.trim().toLowerCase();
  return login.includes('@') ? login : `${login}@${defaultDomain}`;
}
