/** A server that only keeps a private PostgreSQL, for tests that kill it: says on standard output what became of the start. */
import { startPrivatePostgres } from './start.ts';

const [dataFolder = ''] = process.argv.slice(2);

function say(message: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

try {
  const postgres = await startPrivatePostgres({ dataFolder, database: 'skep' });
  process.once('SIGTERM', async () => {
    await postgres.stop();
    process.exit(0);
  });
  postgres.lost.then(() => process.exit(3));
  say({ started: true, adopted: postgres.adopted, owner: postgres.owner });
} catch (error) {
  say({ started: false, message: String(error) });
  process.exitCode = 1;
}
