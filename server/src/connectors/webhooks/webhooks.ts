/** Webhooks as the rest of the program reaches them: making and changing them, trying them out, and telling them of changes. */
import { type CommandCall, type CommandDependencies, runCommand } from '../../commands/frame/command.ts';
import { createWebhook, findWebhook, updateWebhook } from '../../commands/settings/webhook-commands.ts';
import { type Looking, startLooking } from '../../lib/looking.ts';
import { createPost } from '../../lib/post.ts';
import { trialEvent } from '../../live/recorded-event.ts';
import { notFound } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import type { ConnectionOptions } from '../../storage/connection-options.ts';
import { deliver, giveUp, pruneDeliveries } from './deliver.ts';
import { createFollower } from './follow.ts';
import { openDeliveryQueue } from './queue.ts';
import { type Bodies, outcomeOf, type Sender, send, targetColumns, targetFrom } from './send.ts';

/** Seals and opens secrets at rest. */
export interface WebhookSeal {
  seal(clear: string): string;
  open(sealed: string): string;
}

/** What webhooks need. */
export interface WebhookDependencies {
  readonly commands: CommandDependencies;
  readonly seal: WebhookSeal;
  readonly bodies: Bodies;
  /** Internal networks whose addresses may be told. */
  readonly networks: readonly string[];
}

/** How trying out a webhook went. */
export interface WebhookTrial {
  readonly delivered: boolean;
  readonly statusCode?: number;
  readonly durationMs: number;
  /** Why it failed, as a code. */
  readonly fault?: string;
  /** How the answer began, or why there was none. */
  readonly answer: string;
}

/** The webhooks of an instance. */
export interface Webhooks {
  /** Makes a webhook; its secrets are stored sealed. Throws `invalidFields` or `webhookAlreadyExists`. */
  create(call: CommandCall, raw: RawObject): Promise<{ readonly id: string }>;
  /** Changes a webhook (`id`); secrets that are left out stay, and null takes one away. */
  update(call: CommandCall, raw: RawObject): Promise<void>;
  /** Sends an event of the organisation that changes nothing, now and once. */
  test(call: CommandCall, reference: string): Promise<WebhookTrial>;
}

/** Webhooks over the commands. */
export function createWebhooks(dependencies: WebhookDependencies): Webhooks {
  const { commands, seal } = dependencies;
  const making = createWebhook(seal.seal);
  const changing = updateWebhook(seal.seal);
  const sender = senderOf(dependencies);
  return {
    create: (call, raw) => runCommand(commands, making, raw, call),
    update: (call, raw) => runCommand(commands, changing, raw, call),
    async test(call, reference) {
      // Each request is sent, also one that is repeated.
      const once = { ...call, idempotencyKey: undefined };
      const id = await runCommand(commands, findWebhook, { id: reference }, once);
      const { organisation } = call.actor;
      const { rows } = await commands.database.read(
        { role: 'organisation', organisationId: organisation.id },
        {
          sql: `select ${targetColumns} from skep.webhook w where w.organisation_id = $1 and w.id = $2`,
          parameters: [organisation.id, id],
        },
      );
      if (rows[0] === undefined) throw notFound('Webhook');
      const event = await trialEvent(commands.database, organisation, commands.clock());
      const posted = await send(sender, targetFrom(rows[0]), event, 'test');
      const { durationMs } = posted;
      if (posted.kind === 'failed')
        return { delivered: false, durationMs, fault: posted.failure.code, answer: posted.failure.sentence };
      const delivered = outcomeOf(posted) === 'delivered';
      const said = { delivered, statusCode: posted.status, durationMs, answer: posted.answer };
      return delivered ? said : { ...said, fault: 'answered' };
    },
  };
}

function senderOf({ commands, seal, bodies, networks }: WebhookDependencies): Sender {
  return { post: createPost({ networks }), open: seal.open, bodies, clock: commands.clock };
}

/** How webhooks are told in one process. */
export interface Telling extends Looking {
  /** Stops and waits for what is under way, at most so long (milliseconds). */
  stop(graceMs: number): Promise<void>;
}

/** Pause after a commit, so that a burst of them is looked at once, in milliseconds. */
const gatherMs = 200;
/** Longest time without looking. */
const lookMs = 5_000;
/** Time between removing old records, in milliseconds. */
const pruneMs = 3_600_000;

/** Begins to tell webhooks of changes. */
export async function startTelling(
  dependencies: WebhookDependencies,
  connection: ConnectionOptions,
  report: (error: unknown) => void,
): Promise<Telling> {
  const { database, ids, clock } = dependencies.commands;
  const delivering = { ...senderOf(dependencies), database };
  const queue = await openDeliveryQueue(connection, report);
  const follow = createFollower({ database, takeIds: ids.take, ...queue, clock });
  const state = { prunedAt: 0 };
  const look = async (): Promise<boolean> => {
    if (clock() - state.prunedAt > pruneMs) {
      state.prunedAt = clock();
      await pruneDeliveries(delivering);
    }
    return follow();
  };
  const looking = startLooking({ look, report, lookMs, gatherMs });
  await queue.work({
    async deliver(id, isLast) {
      try {
        const ended = await deliver(delivering, id, isLast);
        // There is room for what its webhook has not reached yet.
        if (ended) looking.ring();
        return ended;
      } catch (error) {
        // The queue hands it out again; why it had to is told here.
        report(error);
        throw error;
      }
    },
    giveUp: (id) => giveUp(delivering, id),
  });
  return {
    ...looking,
    async stop(graceMs) {
      await looking.close();
      await queue.stop(graceMs);
    },
  };
}
