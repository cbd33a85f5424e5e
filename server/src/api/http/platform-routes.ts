/** Routes that belong to no dialect: whether the server works, and its measurements. */
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

/** What these routes need. */
interface PlatformDependencies {
  readonly metrics: Registry;
  readonly healthy: () => Promise<void>;
}

/** Adds `/health` and `/metrics`. Neither tells anything about tenants. */
export function addPlatformRoutes(server: FastifyInstance, { metrics, healthy }: PlatformDependencies): void {
  server.get('/health', { config: { permission: 'public' } }, async (request, reply) => {
    try {
      await healthy();
      return { status: 'up' };
    } catch (error) {
      request.log.error({ err: error }, 'The server cannot do its work');
      return reply.status(503).header('Retry-After', '5').send({ status: 'down' });
    }
  });
  server.get('/metrics', { config: { permission: 'public' } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
}
