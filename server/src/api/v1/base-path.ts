/** Where the routes of v1 live. */
export const basePath = '/api/v1';
