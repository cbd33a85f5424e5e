/** Bounds how many requests run at once. Beyond it the server says at once that it is busy, instead of getting slower for all. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CodedError } from '../../model/errors.ts';

/** Bounds of a server. */
export interface LoadLimits {
  /** Requests that run at once. */
  readonly requests: number;
  /** Streams that are open at once; they cost little but last long. */
  readonly streams: number;
}

/** Refuses requests beyond the limits with `busy`. */
export function limitLoad(server: FastifyInstance, limits: LoadLimits): void {
  const running = { requests: 0, streams: 0 };
  const counted = new WeakMap<FastifyRequest, keyof typeof running>();
  const leave = (request: FastifyRequest): void => {
    const kind = counted.get(request);
    if (kind !== undefined && counted.delete(request)) running[kind] -= 1;
  };
  server.addHook('onRequest', async (request, reply) => {
    const kind = request.routeOptions.config.longLived === true ? 'streams' : 'requests';
    if (running[kind] >= limits[kind]) throw new CodedError('busy');
    running[kind] += 1;
    counted.set(request, kind);
    // Also when the caller goes away before it is answered.
    reply.raw.once('close', () => leave(request));
  });
  server.addHook('onResponse', async (request) => leave(request));
}
