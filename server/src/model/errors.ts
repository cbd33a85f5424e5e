/**
 * Every error that a caller can cause, by code. Each dialect maps the family to a status and a body; the code and its
 * parameters let a client say it in its own language. Anything that is not one of these is a defect and leaves as a plain 500.
 */

/** What kind of mistake it was. */
export type ErrorFamily =
  | 'badRequest'
  | 'alreadyExists'
  | 'invalidFields'
  | 'authentication'
  | 'authorization'
  | 'notFound'
  | 'conflict'
  | 'tooLarge'
  | 'tooMany'
  | 'unsupportedMedia'
  | 'unavailable';

interface Declared {
  readonly family: ErrorFamily;
  /** English text; `{name}` is replaced by the parameter of that name. */
  readonly sentence: string;
  /** When it is answered, where the sentence alone does not tell. */
  readonly meaning?: string;
}

const declare = <const T extends Readonly<Record<string, Declared>>>(all: T): T => Object.freeze(all);

/** The catalogue. */
export const errorCatalogue = declare({
  invalidFields: {
    family: 'invalidFields',
    sentence: 'The input has fields that cannot be accepted',
    meaning: 'Fields are missing, unknown, read-only or of another form; the answer lists the fault of each',
  },
  invalidQuery: {
    family: 'badRequest',
    sentence: '{reason}',
    meaning:
      'A query has an operation, filter, field or value that does not exist there; the reason says what does',
  },
  badRequest: {
    family: 'badRequest',
    sentence: '{reason}',
    meaning: 'The request cannot be followed; the reason says what would be accepted',
  },
  malformedBody: { family: 'badRequest', sentence: 'The body cannot be read: {reason}' },
  alertAlreadyExists: {
    family: 'alreadyExists',
    sentence: 'Alert {type}:{source}:{sourceRef} already exists in organisation {organisation}',
  },
  observableAlreadyExists: { family: 'alreadyExists', sentence: 'Observable already exists' },
  observableTypeAlreadyExists: { family: 'alreadyExists', sentence: 'Observable type {name} already exists' },
  caseTemplateAlreadyExists: { family: 'alreadyExists', sentence: 'Case template {name} already exists' },
  customFieldAlreadyExists: { family: 'alreadyExists', sentence: 'Custom field {name} already exists' },
  catalogAlreadyExists: { family: 'alreadyExists', sentence: 'Catalogue {name} already exists' },
  taxonomyAlreadyExists: { family: 'alreadyExists', sentence: 'Taxonomy {namespace} already exists' },
  reportTemplateAlreadyExists: {
    family: 'alreadyExists',
    sentence: 'Report template {title} already exists',
  },
  analyzerTemplateAlreadyExists: {
    family: 'alreadyExists',
    sentence: 'There is already a template for analyzer {analyzerId}',
  },
  tagAlreadyExists: { family: 'alreadyExists', sentence: 'Tag {predicate} already exists' },
  statusAlreadyExists: { family: 'alreadyExists', sentence: 'Status {value} already exists' },
  organisationAlreadyExists: { family: 'alreadyExists', sentence: 'Organisation {name} already exists' },
  userAlreadyExists: { family: 'alreadyExists', sentence: 'User {login} already exists' },
  profileAlreadyExists: { family: 'alreadyExists', sentence: 'Profile {name} already exists' },
  shareAlreadyExists: {
    family: 'alreadyExists',
    sentence: 'It is already shared with organisation {organisation}',
  },
  neuronAlreadyEnabled: { family: 'alreadyExists', sentence: 'Neuron {name} is already enabled' },
  cortexServerAlreadyExists: { family: 'alreadyExists', sentence: 'Cortex server {name} already exists' },
  automationRuleAlreadyExists: { family: 'alreadyExists', sentence: 'Automation rule {name} already exists' },
  webhookAlreadyExists: { family: 'alreadyExists', sentence: 'Webhook {name} already exists' },
  apiKeyAlreadyExists: { family: 'alreadyExists', sentence: 'API key {name} already exists' },
  attachmentAlreadyExists: { family: 'alreadyExists', sentence: 'A file called {name} is already attached' },
  notFound: {
    family: 'notFound',
    sentence: '{entity} not found',
    meaning: 'It does not exist, is deleted, or the caller cannot see it; which of these is not told',
  },
  authenticationFailed: { family: 'authentication', sentence: 'Authentication failure' },
  notAuthenticated: { family: 'authentication', sentence: 'Authentication is required' },
  setupLinkInvalid: {
    family: 'authentication',
    sentence:
      'This set-up link has been used or replaced; while there is no administrator, starting the server prints a new one',
  },
  accountLocked: { family: 'authorization', sentence: 'Your account is locked' },
  csrfTokenMissing: {
    family: 'authorization',
    sentence:
      'A change by session cookie needs the token of that session in a header as well; sign in again to get one',
  },
  organisationNotAllowed: { family: 'authorization', sentence: 'You are not a member of this organisation' },
  permissionMissing: {
    family: 'authorization',
    sentence: 'Your profile does not allow this: {permission} is needed',
  },
  notAllowed: {
    family: 'authorization',
    sentence: '{reason}',
    meaning: 'A rule about the object itself forbids it, whatever the profile allows',
  },
  externalAccessUnavailable: {
    family: 'badRequest',
    sentence:
      'A case cannot be opened to people outside of organisations; accepted are OrganisationAccessKind and UserAccessKind',
  },
  alertAlreadyImported: { family: 'badRequest', sentence: 'Alert is already imported' },
  requiredFieldsMissing: {
    family: 'badRequest',
    sentence: 'These fields must be filled before closing: {fields}',
  },
  mandatoryTasksOpen: {
    family: 'badRequest',
    sentence: 'These mandatory tasks must be completed before closing: {tasks}',
  },
  inUse: { family: 'badRequest', sentence: '{entity} {name} is in use' },
  builtIn: { family: 'badRequest', sentence: '{entity} {name} is built in and cannot be changed' },
  ownShare: { family: 'badRequest', sentence: 'You cannot remove your own share' },
  staleVersion: { family: 'conflict', sentence: 'The object has changed: version {current}, not {given}' },
  idempotencyMismatch: { family: 'conflict', sentence: 'This Idempotency-Key was used with another request' },
  tooLarge: { family: 'tooLarge', sentence: 'Larger than the limit of {limit} bytes' },
  tooManyItems: { family: 'badRequest', sentence: 'At most {limit} {what} at once' },
  tooManyAttempts: { family: 'tooMany', sentence: 'Too many attempts; try again later' },
  busy: { family: 'unavailable', sentence: 'The server is busy; try again later' },
  reportTooLarge: {
    family: 'badRequest',
    sentence: 'The report takes too long or too much memory; narrow its parts with maxElements or filters',
  },
  reportAboveTlp: {
    family: 'badRequest',
    sentence: 'The case is TLP:{tlp}, and the report may hold nothing above TLP:{highest}',
  },
  queryTooSlow: {
    family: 'badRequest',
    sentence: 'The query takes too long; narrow it by a date or another filter',
  },
  unsupportedMedia: {
    family: 'unsupportedMedia',
    sentence: 'Content type {given} cannot be read here; {accepted} can',
  },
  archiveRefused: { family: 'badRequest', sentence: 'The archive is refused: {reason}' },
  passwordRefused: { family: 'badRequest', sentence: 'The password is refused: {reason}' },
  neuronUnknown: { family: 'notFound', sentence: 'Neuron {name} not found' },
  neuronRefuses: {
    family: 'badRequest',
    sentence: '{reason}',
    meaning: 'An analyzer or responder cannot run on this object',
  },
  configurationInvalid: {
    family: 'badRequest',
    sentence: '{reason}',
    meaning: 'The settings of a neuron do not fit its definition',
  },
});

/** A code with everything that is declared about it. */
export interface ErrorDescription extends Declared {
  readonly code: ErrorCode;
  /** Names of its parameters, in the order of the sentence. */
  readonly parameters: readonly string[];
}

/** Every code of the catalogue, for descriptions of the API. */
export function describeErrors(): readonly ErrorDescription[] {
  return (Object.keys(errorCatalogue) as ErrorCode[]).map((code) => {
    const declared: Declared = errorCatalogue[code];
    const names = [...declared.sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    return { code, ...declared, parameters: names };
  });
}

/** A code of the catalogue. */
export type ErrorCode = keyof typeof errorCatalogue;

/** One field that cannot be accepted. */
export interface FieldFault {
  readonly kind: 'missing' | 'invalid' | 'unknown' | 'readOnly';
  /** Path of the field, e.g. `observables[2].dataType`. */
  readonly name: string;
  /** What would be accepted, in words. */
  readonly accepted?: string;
  /** Accepted values or names, where they can be listed. */
  readonly choices?: readonly string[];
  /** The offending value, shortened. */
  readonly given?: string;
}

/** An error with a code of the catalogue. */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly faults: readonly FieldFault[];

  constructor(
    code: ErrorCode,
    parameters: Readonly<Record<string, unknown>> = {},
    faults: readonly FieldFault[] = [],
  ) {
    super(sentenceOf(code, parameters));
    this.name = 'CodedError';
    this.code = code;
    this.parameters = parameters;
    this.faults = faults;
  }

  get family(): ErrorFamily {
    return errorCatalogue[this.code].family;
  }
}

function sentenceOf(code: ErrorCode, parameters: Readonly<Record<string, unknown>>): string {
  return errorCatalogue[code].sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(parameters[name] ?? ''),
  );
}

/** The error for an object that does not exist, or that the caller cannot see. */
export function notFound(entity: string): CodedError {
  return new CodedError('notFound', { entity });
}

/** The error that lists every bad field of an input. */
export function invalidFields(faults: readonly FieldFault[]): CodedError {
  return new CodedError('invalidFields', {}, faults);
}
