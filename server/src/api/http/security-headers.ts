/** Headers that keep browsers from running anything but our own files, and from showing us inside other pages. */
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

/** Adds the headers to every answer. `secure`: the server is reached over https. */
export function addSecurityHeaders(server: FastifyInstance, secure: boolean): void {
  // The library's plugin for Fastify would put the policy together anew for every request.
  const addHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
  server.addHook('onRequest', (request, reply, next) => addHeaders(request.raw, reply.raw, () => next()));
}
