/** Parts of the query language that are not offered, each with its reason. */

const mixed =
  'a query is about objects of one kind; the search of the web client asks for each kind by itself';
const functions = 'functions run code of organisations on the server; they come later';

/** The reasons, by kind and name. */
export const absentParts: Readonly<Record<string, string>> = {
  'starter listAny': mixed,
  'starter getAny': mixed,
  'starter listFunction': functions,
  'starter getFunction': functions,
  'starter list': 'the permissions there are stand in the description of the API',
  'Case → external': 'cases are not opened to people outside of organisations',
  'Observable → attachments':
    'the file of an observable is part of it: attachment.name, .size and .hashes are its fields',
  'Case.viewingOrganisation':
    'the step organisations leads to them, and names nobody that the caller may not know of',
  'Case.resolutionStatus': 'the status of a closed case says it',
  'Observable.status': 'it was the same for every observable',
  'Audit.details': 'what changed is JSON; field and object are told apart by action, objectType and objectId',
  'CustomField.options': 'the choices are a list of values of any type',
  'Dashboard.definition': 'it is JSON: period, containers and charts',
  'Share.organisationId': 'organisationName says it, without ids of other organisations',
  'Share.profileId': 'profileName says it',
  'AnalyzerTemplate.reportType': 'there is one template for each analyzer, without kinds',
  'filter custom field without a name':
    'a field that does not exist is a mistake, and the answer names those that do',
  'filter parent': 'the template of a case is no parent of it: caseTemplate is a field of the case',
};
