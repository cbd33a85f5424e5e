/** Kinds of refusals that cannot occur at an operation, each with its reason. */

/** Kinds of refusals. */
export const refusalKinds = ['forbidden', 'validation', 'unknown', 'conflict'] as const;

/** One of them. */
export type RefusalKind = (typeof refusalKinds)[number];

interface Exception {
  readonly kind: RefusalKind;
  /** Operations it is about, by method and path; the first that fits tells the reason. */
  readonly operation: RegExp;
  readonly reason: string;
}

const forbidden: readonly Exception[] = [
  {
    kind: 'forbidden',
    operation: /\/(?:login|logout|passwordPolicy|status\/public)$/,
    reason: 'Open to everybody',
  },
  {
    kind: 'forbidden',
    operation:
      /^(?:GET (?!\S+\/(?:user\/\{\}\/key|admin\/stats|responders\/\{\})$)|POST \S+\/(?:query|caseReport\/render|stream)$)/,
    reason: 'Whoever is signed in may read; what is not theirs to see is unknown to them',
  },
  {
    kind: 'forbidden',
    operation:
      /^(?:POST|PUT) \S+\/(?:user\/current\/attachments|user\/\{\}\/password\/change|views|config\/user\/\{\})$/,
    reason: 'Everybody keeps what is their own',
  },
];

const validation: readonly Exception[] = [
  {
    kind: 'validation',
    operation: /^GET (?!\S+(?:\/export|\/case\/\{\}\/export|\/flow|\/caseReport\/render)$)/,
    reason: 'Takes nothing but the name of what is read: another name is unknown',
  },
  {
    kind: 'validation',
    operation: /^DELETE (?!\S+\/shares$)/,
    reason: 'Takes nothing but the name of what goes: another name is unknown',
  },
  {
    kind: 'validation',
    operation:
      /^POST \S+\/(?:_merge\/\{\}|observable\/_merge|(?:merge|import)\/\{\}|follow|unfollow|logout|key\/renew|stream)$/,
    reason: 'Takes no body: all that is to be done stands in the path',
  },
  {
    kind: 'validation',
    operation: /^PUT \S+\/(?:actionRequired\/\{\}|actionDone\/\{\}|activate|deactivate)$/,
    reason: 'Takes no body: all that is to be done stands in the path',
  },
];

const unknown: readonly Exception[] = [
  {
    kind: 'unknown',
    operation:
      /\/(?:login|logout|user\/current|passwordPolicy|status|status\/public|license\/current|stats)$/,
    reason: 'Is about the caller or the server, and names no object',
  },
  {
    kind: 'unknown',
    operation: /^(?:POST|GET) \S+\/v1\/(?:query|export|flow)$/,
    reason: 'A question is answered with what is found, and that is nothing for what does not exist',
  },
  {
    kind: 'unknown',
    operation: /^GET \S+\/shares$/,
    reason: 'Clients take an empty list of shares for none',
  },
  {
    kind: 'unknown',
    operation: /^(?:GET|PUT) \S+\/config\/user(?:\/\{\})?$/,
    reason: 'People may keep a value under any path',
  },
  {
    kind: 'unknown',
    operation: /^GET \S+\/(?:analyzer\/type|responders)\/\{\}$/,
    reason: 'Names a type and no object',
  },
  {
    kind: 'unknown',
    operation: /^GET (?!\S+\/render$)[^{]+$/,
    reason: 'Lists what there is, and names no object',
  },
  {
    kind: 'unknown',
    operation: /^POST (?!\S+\/(?:_bulk\/?\w*|user|action|actions|job|render)$)[^{]+$/,
    reason: 'Makes something new on its own, for which no object has to be named',
  },
];

const conflict: readonly Exception[] = [
  {
    kind: 'conflict',
    operation: /^(?:GET |POST \S+\/(?:query|caseReport\/render|stream|login|logout)$)/,
    reason: 'Changes no object',
  },
  {
    kind: 'conflict',
    operation:
      /^POST \S+\/v1\/(?:case|case\/import|page|pageTemplate|dashboard|attachment|user\/current\/attachments|views)$/,
    reason: 'There may be several of the same name',
  },
  {
    kind: 'conflict',
    operation: /^POST \S+\/cortex\/(?:job|job\/_bulk|action|actions)$/,
    reason: 'A run may be asked for as often as one likes',
  },
  {
    kind: 'conflict',
    operation: /\/user\/\{\}\/(?:key|key\/renew|password\/set|password\/change)$/,
    reason: 'Keys and passwords have no version: the last one counts',
  },
  {
    kind: 'conflict',
    operation: /^(?:PUT|DELETE) \S+\/(?:links|link\/\{\}|config\/user\/\{\})$/,
    reason: 'Sets what is to be: the second time there is nothing to change',
  },
  {
    kind: 'conflict',
    operation: /^POST \S+\/(?:taxonomy|taxonomy\/import-zip|template\/_import)$/,
    reason: 'A published list that is there already is brought up to date',
  },
  {
    kind: 'conflict',
    operation: /^POST \S+\/v1\/user$/,
    reason: 'An account that exists joins the organisation, and a member of it is left as it is',
  },
];

/** Every exception. */
export const refusalExceptions: readonly Exception[] = [...forbidden, ...validation, ...unknown, ...conflict];
