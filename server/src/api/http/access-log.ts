/** One log line and one measurement for each request. Paths are those of the route table: values in addresses are never written. */
import type { FastifyInstance } from 'fastify';
import { Histogram, type Registry } from 'prom-client';

/** Upper bounds of the duration buckets in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Logs and measures the requests of a server. */
export function observeRequests(server: FastifyInstance, metrics: Registry): void {
  const seconds = new Histogram({
    name: 'skep_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [metrics],
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.statusCode;
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    seconds.observe({ method: request.method, route, status: String(status) }, milliseconds / 1000);
    request.log.info({ method: request.method, route, status, milliseconds }, 'request');
  });
}
