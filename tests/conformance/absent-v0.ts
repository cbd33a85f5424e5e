/** Routes of the v0 API of others that are not served, by method and path, each with its reason. */

const misp = 'exchange with MISP comes with its own connector';
const signOn = 'signing in by outside providers of identity comes later';
const settings = 'settings of the platform stand where the program starts, not in its API';
const organisations =
  'what an organisation is notified of is set up through the API of v1; nothing else was kept for one here';

/** The reasons. */
export const absentInV0: Readonly<Record<string, string>> = {
  'GET /ssoLogin': signOn,
  'GET /config': settings,
  'GET /config/{}': settings,
  'PUT /config/{}': settings,
  'GET /config/organisation': organisations,
  'GET /config/organisation/{}': organisations,
  'PUT /config/organisation/{}': organisations,
  'GET /connector/misp/_syncAlerts': misp,
  'POST /connector/misp/export/{}/{}': misp,
};
