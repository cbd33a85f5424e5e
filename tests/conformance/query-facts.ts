/** What clients ask of the query language: beginnings, what may follow on which objects, extra data, conditions, orders and sums. */

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** Beginnings that list objects. */
export const listStarters = words(`
  listAny listCase listCaseStatus listAlert listAlertStatus listObservable listObservableType listTask listCaseTask waitingTasks
  waitingTask myTasks listLog listComment listShare listProcedure listPattern listCatalog listPage listOrganisationPage
  listPageTemplate listCaseTemplate listOrganisation listUser currentUser listVisibleUsers listProfile listCustomField listTag
  freetags listTaxonomy listDashboard listAudit listJob listAction listAnalyzerTemplate listCustomEvent listCaseReport
  listCaseReportTemplate listFunction list`);

/** Beginnings that get one object by id or name. */
export const getStarters = words(`
  getAny getCase getCaseStatus getAlert getAlertStatus getObservable getObservableType getTask getLog getComment getShare
  getProcedure getPattern getCatalog getPage getPageTemplate getCaseTemplate getOrganisation getUser getProfile getCustomField
  getTag getTaxonomy getDashboard getAudit getJob getAction getReportTemplate getCustomEvent getCaseReport
  getCaseReportTemplate getFunction`);

/** Beginnings that give a number, with the parameter that names what they count under. */
export const countStarters: Readonly<Record<string, 'caseId' | 'alertId' | undefined>> = {
  countCase: undefined,
  countAlert: undefined,
  countUnreadAlert: undefined,
  countImportedAlert: undefined,
  countFreetags: undefined,
  countRelatedAlert: 'caseId',
  countCaseObservable: 'caseId',
  countTask: 'caseId',
  countAlertObservable: 'alertId',
};

/** What may follow on objects, by the word of their list. */
export const traversals: Readonly<Record<string, readonly string[]>> = {
  Case: words(`observables tasks taskGroups assignableUsers organisations alerts shares procedures linkedCases linkedCaseCount
    similarCases similarCaseCount similarAlerts similarAlertCount similarCasesLight similarCaseLightCount similarAlertsLight
    similarAlertLightCount attachments pages comments allComments customEvents caseReports timeline external actions`),
  Alert:
    words(`observables case cases assignableUsers similarCases similarAlerts similarCaseCount similarAlertCount
    similarCasesLight similarAlertsLight similarCaseLightCount similarAlertLightCount procedures comments attachments actions`),
  Observable: words(
    `case alert similar organisations shares fromCase fromAlert fromJobReport attachments jobs actions`,
  ),
  Task: words('case caseTemplate logs assignableUsers organisations shares inCase actions'),
  Log: words('attachments actions'),
  Share: words('case observables tasks organisation'),
  CaseTemplate: words('tasks pageTemplates'),
  PageTemplate: words('caseTemplates'),
  Organisation: words('visible users caseTemplates alerts attachments'),
  User: words('tasks cases alerts'),
  Tag: words('freetags text'),
  Taxonomy: words('tags'),
  Catalog: words('patterns tactics'),
  CaseReportTemplate: words('attachments'),
  Job: words('observable reportObservables'),
};

/** Steps that may follow on objects of every kind. */
export const generalSteps = words('audits auditsFromContext count limitedCount output');

const inUnits = (name: string): string =>
  ['', 'InSeconds', 'InMinutes', 'InHours', 'InDays'].map((unit) => name + unit).join(' ');

/** Extra data by the word of the list. */
export const extraData: Readonly<Record<string, readonly string[]>> = {
  Case: words(`observableStats taskStats alerts alertCount isOwner shareCount permissions actionRequired procedureCount
    attachmentCount contributors status owningOrganisation links ${inUnits('computed.handlingDuration')}`),
  Alert: words('importDate caseNumber relatedCase status procedureCount'),
  Observable: words('seen seenSummary shares links permissions isOwner shareCount'),
  Task: words(
    'case caseTemplate caseId caseTemplateId isOwner shareCount actionRequired actionRequiredMap logCount',
  ),
  Log: words('task case taskId actionCount'),
  Pattern: words('parent children tactics catalog'),
  Procedure: words('pattern patternParent tactic patternTactics patternCatalog'),
  Tag: words('usage'),
  Taxonomy: words('enabled'),
  User: words('lockout organisations'),
  Organisation: words('userCount'),
  CustomField: words('deletable'),
  CaseStatus: words('canDelete'),
  AlertStatus: words('canDelete'),
  CaseTemplate: words('pageTemplateHeaders'),
  PageTemplate: words('caseTemplateCount'),
  Comment: words('links'),
  Job: words('links report'),
  Attachment: words('task'),
  Catalog: words('tactics'),
};

const stamps = '_id _createdBy _createdAt _updatedBy _updatedAt';

/** Fields that conditions, orders and sums name, by the word of the list. */
export const fields: Readonly<Record<string, readonly string[]>> = {
  Case: words(`${stamps} number title description severity startDate endDate tags flag tlp pap status stage summary assignee
    impactStatus customFields.business-unit caseTemplate newDate inProgressDate closedDate alertDate alertNewDate
    alertInProgressDate alertImportedDate timeToDetect timeToTriage timeToAcknowledge timeToQualify timeToResolve
    actionRequired owningOrganisation viewingOrganisation patternId resolutionStatus access._kind
    ${inUnits('computed.handlingDuration')} ${inUnits('handlingDuration')}`),
  Alert:
    words(`${stamps} type source sourceRef externalLink title description severity tlp pap date lastSyncDate tags read follow
    imported importDate importedDate case caseId status stage assignee summary customFields.business-unit newDate inProgressDate
    closedDate timeToDetect timeToTriage timeToAcknowledge timeToQualify ${inUnits('computed.handlingDuration')}`),
  Observable:
    words(`${stamps} dataType data message tags tlp pap ioc sighted ignoreSimilarity sightedAt startDate status
    attachment.name attachment.contentType attachment.size attachment.hashes attachment.id`),
  Task: words(`${stamps} title description status flag startDate endDate dueDate order group assignee actionRequired mandatory
    timeToHandle`),
  Log: words(`${stamps} message date includeInTimeline attachment.name attachment.hashes attachment.size attachment.contentType
    attachment.id`),
  Audit: words('action operation details objectType objectId mainAction base startDate requestId rootId'),
  CaseTemplate: words('name displayName titlePrefix description summary severity tlp pap tags flag'),
  CustomField: words('name displayName description type mandatory options group'),
  Dashboard: words('title description definition status group owner'),
  ObservableType: words('name isAttachment isCaseSensitive'),
  Organisation: words('name description taskRule observableRule locked'),
  Pattern:
    words(`patternId name description url patternType capecId capecUrl detection version tactics dataSources
    defenseBypassed permissionsRequired platforms systemRequirements revoked remoteSupport parent`),
  Procedure: words('description tactic patternId occurDate patternName'),
  Profile: words('name permissions'),
  Share: words('caseId organisationId profileId caseNumber organisationName profileName owner'),
  Tag: words('namespace predicate value description colour text'),
  Taxonomy: words('namespace description version enabled'),
  User: words('login name profile locked email type'),
  Job: words('analyzerId analyzerDefinition cortexId status startDate'),
  Action: words('responderId responderName cortexId status objectType objectId startDate tlp'),
  AnalyzerTemplate: words('analyzerId reportType content'),
  Page: words('title content category order'),
  Comment: words('message isEdited'),
  Attachment: words('name contentType size hashes'),
  CaseStatus: words('value stage description colour order'),
  AlertStatus: words('value stage description colour order'),
};

const on = (field: string, value: unknown) => ({ _field: field, _value: value });

/** Conditions on cases. */
export const conditions: Readonly<Record<string, unknown>> = {
  nothing: {},
  'and of nothing': { _and: [] },
  or: { _or: [{ _eq: on('title', 'a') }, { _is: on('severity', 2) }] },
  'or of nothing': { _or: [] },
  not: { _not: { _contains: 'assignee' } },
  'any, with a star': { _any: '*' },
  'any, with null': { _any: null },
  'without an operator': on('title', 'a'),
  unequal: { _ne: on('status', 'New') },
  'unequal id that is none': { _ne: on('_id', 'dummy') },
  above: { _gt: on('severity', 1) },
  'from on': { _gte: on('startDate', 1_700_000_000_000) },
  below: { _lt: on('title', 'm') },
  'up to': { _lte: on('number', '5') },
  between: { _between: { _field: 'startDate', _from: 0, _to: 1_900_000_000_000 } },
  'one of': { _in: { _field: 'tags', _values: ['a', 'b'] } },
  'one of none': { _in: { _field: 'status', _values: [] } },
  pattern: { _like: on('title', '*a*') },
  'pattern under its old name': { _wildcard: on('title', 'a*') },
  word: { _match: on('description', 'beacon') },
  beginning: { _startsWith: on('title', 'A') },
  end: { _endsWith: on('customFields.business-unit', 'x') },
  'has a value': { _has: 'tags' },
  'has a value, as an object': { _has: { _field: 'assignee' } },
  'contains an element': { _contains: on('tags', 'a') },
  id: { _id: '~12' },
  'any text': { _string: 'x' },
  'short operator': { _lt: { severity: 3 } },
  'short equality': { status: 'New' },
  keyword: { _like: on('keyword', 'beacon') },
  'numbers as text': { _eq: on('severity', '3') },
  'switches as text': { _eq: on('flag', 'true') },
  'all of a list': { _eq: on('tags', ['a', 'b']) },
  'custom field with its type': { _eq: on('customFields.business-unit.string', 'x') },
  'custom field that is unknown': { _eq: on('customFields.nothing', 'x') },
  'custom field without a name': { _has: 'customFields' },
  'relative date': {
    _gte: on('startDate', { amount: 7, unit: 'days', look: 'behind', modifier: 'startOfDay' }),
  },
  'relative end': {
    _between: {
      _field: 'startDate',
      _from: { amount: 1, unit: 'months', look: 'behind', timezone: 'Europe/Paris' },
      _to: { amount: 0, unit: 'seconds', look: 'ahead', modifier: 'endOfDay' },
    },
  },
  'date as text': { _gt: on('_createdAt', '1700000000000') },
  parent: { _parent: { _type: 'caseTemplate', _query: { name: 'Phishing' } } },
  child: { _child: { _type: 'case_artifact', _query: { ioc: true } } },
};

/** Orders of cases. */
export const orders: Readonly<Record<string, unknown>> = {
  'several, down and up': [{ flag: 'desc' }, { startDate: 'asc' }],
  'plain text': ['title'],
  'text with signs': ['+title', '-number'],
  'named field and direction': [{ field: 'severity', direction: 'desc' }],
  'custom field': [{ 'customFields.business-unit': 'asc' }],
  'derived time': [{ timeToDetect: 'desc' }],
  none: [],
};

const counting = { _agg: 'count' };

/** Sums over cases. */
export const aggregations: Readonly<Record<string, unknown>> = {
  count: counting,
  'count of some': { _agg: 'count', _query: { status: 'New' } },
  sum: { _agg: 'sum', _field: 'severity' },
  average: { _agg: 'avg', _field: 'severity' },
  least: { _agg: 'min', _field: 'startDate' },
  most: { _agg: 'max', _field: 'startDate', _query: {} },
  'by field': { _agg: 'field', _field: 'tags', _order: ['-count'], _size: 5, _select: [counting] },
  'by field, ordered otherwise': { _agg: 'field', _field: 'status', _order: '+status' },
  'by custom field': { _agg: 'field', _field: 'customFields.business-unit', _select: [counting] },
  'by month and status': {
    _agg: 'time',
    _fields: ['startDate'],
    _interval: '1M',
    _select: [{ _agg: 'field', _field: 'status', _select: [counting] }],
  },
  'by three hours': {
    _agg: 'time',
    _fields: 'startDate',
    _interval: '3h',
    _select: [{ ...counting, _name: 'agg_1' }],
  },
  'by a number of a unit': {
    _agg: 'time',
    _fields: ['startDate'],
    _interval: 1,
    _unit: 'DAYS',
    _select: [counting],
  },
};
