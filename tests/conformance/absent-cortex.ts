/** Routes of the API of Cortex that are not served, by method and path, each with its reason. */

const signOn = 'signing in by outside providers of identity comes later';

/** The reasons. */
export const absentInCortex: Readonly<Record<string, string>> = {
  'GET /api/ssoLogin': signOn,
  'POST /api/ssoLogin': signOn,
  'GET /api/health': 'Cortex itself only declares it; whether the server is well is told at /health',
  'POST /api/maintenance/migrate': 'the database is migrated when the program starts, by nobody else',
  'POST /api/user/{}/key/set':
    'keys are drawn here and never chosen, so that none can be guessed; /key/renew gives one',
};
