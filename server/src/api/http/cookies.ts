/** Cookies of a session: one that scripts cannot read, and its pair that our pages repeat in a header with every change. */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Name of the session cookie. */
export const sessionCookie = 'THEHIVE-SESSION';
/** Name of the cookie whose value is repeated in {@link csrfHeader}. */
export const csrfCookie = 'THEHIVE-XSRF-TOKEN';
/** Header that only our own pages can set. */
export const csrfHeader = 'x-thehive-xsrf-token';

/** Both tokens of a session. */
export interface SessionCookies {
  readonly token: string;
  readonly csrfToken: string;
}

/** Gives both cookies to the browser. `secure`: they travel over https only. */
export function setSessionCookies(reply: FastifyReply, tokens: SessionCookies, secure: boolean): void {
  const shared = { path: '/', sameSite: 'lax', secure } as const;
  reply.setCookie(sessionCookie, tokens.token, { ...shared, httpOnly: true });
  reply.setCookie(csrfCookie, tokens.csrfToken, { ...shared, httpOnly: false });
}

/** Takes both cookies away. */
export function clearSessionCookies(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, { path: '/' });
  reply.clearCookie(csrfCookie, { path: '/' });
}

/** The session token of a request. */
export function sessionTokenOf(request: FastifyRequest): string | undefined {
  return request.cookies[sessionCookie];
}
