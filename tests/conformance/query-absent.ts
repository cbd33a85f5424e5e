/** Parts of the query language that are not offered, each with its reason. */

const functions = 'functions run code of organisations on the server; they come later';

/** The reasons, by kind and name. */
export const absentParts: Readonly<Record<string, string>> = {
  'starter listFunction': functions,
  'starter getFunction': functions,
  'starter list':
    'no client is known that asks for it; the permissions there are stand in the description of the API',
  'Case → external': 'cases are not opened to people outside of organisations',
};
