/** What clients of v0 are told about the server they speak with. */

/** Version of the API that is spoken here; clients choose their calls by it. */
export const apiVersion = '4.1.24-1';
/** Password of archives that downloads are packed into: it keeps programs on the way from opening them. */
export const archivePassword = 'malware';
