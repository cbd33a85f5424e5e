/** Ends connections while the server closes: each after its answer, and all of them when the time is over. */
import type { FastifyInstance } from 'fastify';

/** Milliseconds between looks for connections whose answer has been sent. */
const lookEveryMs = 50;

/**
 * Clients keep connections open for their next request, and a server that closes would wait for those that were busy when it
 * began. They are told that this answer is the last one; those that stay idle are ended, and after `longestMs` the busy ones too.
 */
export function endConnections(server: FastifyInstance, longestMs: number): void {
  const state = { closing: false };
  server.addHook('onSend', async (_request, reply) => {
    if (state.closing) reply.header('Connection', 'close');
  });
  server.addHook('preClose', async () => {
    state.closing = true;
    const { server: listener } = server;
    if (!listener.listening) return;
    const looking = setInterval(() => listener.closeIdleConnections(), lookEveryMs);
    const cutting = setTimeout(() => listener.closeAllConnections(), longestMs);
    listener.once('close', () => {
      clearInterval(looking);
      clearTimeout(cutting);
    });
  });
}
