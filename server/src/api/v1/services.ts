/** What the routes of v1 work with; put together where the program starts. */
import type { Access } from '../../access/index.ts';
import type { CommandCall, CommandDependencies } from '../../commands/frame/command.ts';
import type { StoredFile } from '../../commands/frame/uploads.ts';
import type { Hub } from '../../live/hub.ts';
import type { Polls } from '../../live/polls.ts';
import type { RawObject } from '../../model/input.ts';
import type { DrawReport } from '../../reports/drawing.ts';
import type { DefinedCeiling } from '../http/neuron-ceiling.ts';
import type { UploadLimits } from '../http/uploads.ts';

/** A neuron as its definition file tells it. */
export interface NeuronFacts extends DefinedCeiling {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Who is told of what it is given; undefined where everything stays here. */
  readonly destination: string | undefined;
}

/** What can be done with the catalogue of neurons. */
export interface NeuronCatalogue {
  /** Every definition that can be enabled. */
  offers(): readonly unknown[];
  /** Definitions that cannot be used, each with its reason. */
  refused(): readonly unknown[];
  /** Enables a definition in the caller's organisation. */
  enable(call: CommandCall, raw: RawObject): Promise<{ readonly id: string }>;
  /** Settings of an enabled neuron, without secrets. */
  settingsOf(call: CommandCall, id: string): Promise<unknown>;
  /** Changes an enabled neuron; tells which of its settings another version of its definition does not know. */
  update(call: CommandCall, raw: RawObject): Promise<{ readonly dropped: readonly string[] }>;
  /** How far the Python environment of an enabled neuron is; undefined where its definition is gone. */
  environmentOf(call: CommandCall, id: string): Promise<unknown>;
  /** Begins to make it again. */
  prepareAgain(call: CommandCall, id: string): Promise<void>;
  /** Sets what all neurons with the same base configuration are offered. */
  setBase(call: CommandCall, raw: RawObject): Promise<void>;
}

/** What can be done with attached Cortex servers. */
export interface CortexServers {
  /** Attaches a server and looks at it. */
  create(call: CommandCall, raw: RawObject): Promise<{ readonly id: string }>;
  /** Changes a server and looks at it. */
  update(call: CommandCall, raw: RawObject): Promise<void>;
  /** Takes a server off, with its neurons. */
  remove(call: CommandCall, id: string): Promise<void>;
  /** Looks at a server now. */
  check(call: CommandCall, id: string): Promise<void>;
}

/** A trial that is ready to run. */
export interface NeuronTrial {
  /** Runs it, passing on what it prints; aborting the signal ends it. The result is plain data. */
  run(
    signal: AbortSignal,
    onOutput: (chunk: { readonly stream: string; readonly text: string }) => void,
  ): Promise<unknown>;
}

/** A mail as an alert: the input of the command that makes it, without what the request adds. */
export interface MailAlert {
  readonly alert: RawObject;
  /** Files that its observables refer to, by part name. */
  readonly files: ReadonlyMap<string, readonly StoredFile[]>;
}

/** A mail to look at: what stands on the wire, and its files. */
export interface MailView {
  readonly content: RawObject;
  readonly files: readonly (RawObject & { readonly sha256: string })[];
}

/** What can be done with webhooks besides reading and removing them. */
export interface WebhookService {
  /** Makes a webhook; its secrets are stored sealed. */
  create(call: CommandCall, raw: RawObject): Promise<{ readonly id: string }>;
  /** Changes a webhook (`id`). */
  update(call: CommandCall, raw: RawObject): Promise<void>;
  /** Sends an event that changes nothing, and tells what became of it. */
  test(call: CommandCall, reference: string): Promise<unknown>;
}

/** What the routes work with. */
export interface ApiServices {
  readonly commands: CommandDependencies;
  readonly access: Access;
  readonly hub: Hub;
  readonly polls: Polls;
  /** What the catalogue of neurons says of a definition; undefined for one that it does not hold. */
  readonly neuron: (definitionId: string) => NeuronFacts | undefined;
  readonly neurons: NeuronCatalogue;
  readonly cortexServers: CortexServers;
  readonly webhooks: WebhookService;
  /** Prepares a trial of an analyzer with settings that are not kept. Throws coded errors for what cannot be tried. */
  readonly tryNeuron: (call: CommandCall, raw: RawObject) => Promise<NeuronTrial>;
  /** Makes the first administrator, without a password; gives the digits of its id. */
  readonly makeAdministrator: (who: { readonly login: string; readonly name: string }) => Promise<string>;
  /** Reads a mail that was uploaded, and stores its attachments. Throws a coded error for what is no mail. */
  readonly readMail: (mail: StoredFile) => Promise<MailAlert>;
  /** Takes a stored mail apart to look at it. Throws `tooLarge`, `notFound` or `busy`. */
  readonly viewMail: (file: { readonly id: string; readonly size: number }) => Promise<MailView>;
  /** Draws a case report in a format. Throws `reportTooLarge` or `busy`. */
  readonly drawReport: DrawReport;
  /** Version of the product. */
  readonly version: string;
  /** Whether browsers reach the server over https. */
  readonly secure: boolean;
  readonly uploadLimits: UploadLimits;
}
