/** The one place where errors become answers: coded ones in the shape of their dialect, anything else logged and told as little of as possible. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CodedError } from '../../model/errors.ts';
import { codedErrorOf } from './coded-errors.ts';
import { type Dialect, dialectOf, type ErrorAnswer } from './dialect.ts';

/** Seconds after which a caller may try again when the server is busy. */
const retryAfterSeconds = 1;

/** Answers errors and unknown routes of a server. */
export function answerErrors(server: FastifyInstance, dialects: readonly Dialect[]): void {
  server.setErrorHandler((error, request, reply) => sendError(dialects, error, request, reply));
  server.setNotFoundHandler((request, reply) =>
    sendError(dialects, new CodedError('notFound', { entity: 'Route' }), request, reply),
  );
}

/** Sends the answer for an error. */
export async function sendError(
  dialects: readonly Dialect[],
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const dialect = dialectOf(dialects, request.url);
  const coded = codedErrorOf(error);
  if (coded === undefined) logDefect(error, request, reply);
  const wait = coded === undefined ? undefined : secondsToWait(coded);
  if (wait !== undefined) reply.header('Retry-After', String(wait));
  if (coded?.family === 'authentication') reply.header('WWW-Authenticate', 'Bearer');
  const answer: ErrorAnswer =
    coded === undefined ? dialect.renderDefect(request.id) : dialect.renderError(coded);
  await reply.status(answer.status).type('application/json; charset=utf-8').send(answer.body);
}

/** When it makes sense to try again; undefined where it never does by waiting. */
function secondsToWait({ family, parameters }: CodedError): number | undefined {
  const told = parameters.retryAfterSeconds;
  if (typeof told === 'number') return told;
  return family === 'unavailable' ? retryAfterSeconds : undefined;
}

/** Work that ends because its caller has gone away is no defect. */
function logDefect(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (reply.raw.destroyed) request.log.info('The caller of a request has gone away');
  else request.log.error({ err: error }, 'A request failed');
}
