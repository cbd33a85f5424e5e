/** Operations that are not offered, by method and path, each with its reason. */

const misp = 'exchange with MISP comes with its own connector';
const functions = 'functions run code of organisations on the server; they come later';
const feeders = 'feeders that fetch alerts from elsewhere come later';
const secondFactor = 'the second factor comes with the outside providers of identity';

/** The reasons. */
export const absent: Readonly<Record<string, string>> = {
  'GET /api/v1/connector/misp/status': misp,
  'GET /api/v1/connector/misp/_syncAlerts': misp,
  'POST /api/v1/connector/misp/export/{}/{}': misp,
  'POST /api/v1/connector/misp/case/import': misp,
  'POST /api/v1/function': functions,
  'POST /api/v1/function/{}': functions,
  'POST /api/v1/function/{}/{}/{}': functions,
  'GET /api/v1/function/{}': functions,
  'DELETE /api/v1/function/{}': functions,
  'PATCH /api/v1/function/{}': functions,
  'POST /api/v1/function/_test': functions,
  'GET /api/v1/function/_context/documentation': functions,
  'GET /api/v1/connector/alert-feeder': feeders,
  'POST /api/v1/connector/alert-feeder': feeders,
  'POST /api/v1/connector/alert-feeder/run/{}': feeders,
  'PUT /api/v1/connector/alert-feeder/{}': feeders,
  'DELETE /api/v1/connector/alert-feeder/{}': feeders,
  'POST /api/v1/connector/alert-feeder/test': feeders,
  'GET /api/v1/auth/totp/get': secondFactor,
  'POST /api/v1/auth/totp/set': secondFactor,
  'POST /api/v1/auth/totp/unset': secondFactor,
  'POST /api/v1/auth/totp/unset/{}': secondFactor,
};
