/** What the routes of v1 work with; put together where the program starts. */
import type { Access } from '../../access/index.ts';
import type { CommandCall, CommandDependencies } from '../../commands/command.ts';
import type { StoredFile } from '../../commands/uploads.ts';
import type { Hub } from '../../live/hub.ts';
import type { RawObject } from '../../model/input.ts';
import type { UploadLimits } from '../http/uploads.ts';

/** A neuron as its definition file tells it. */
export interface NeuronFacts {
  readonly name: string;
  readonly version: string;
  readonly description: string;
}

/** What can be done with the catalogue of neurons. */
export interface NeuronCatalogue {
  /** Every definition that can be enabled. */
  offers(): readonly unknown[];
  /** Definitions that cannot be used, each with its reason. */
  refused(): readonly unknown[];
  /** Enables a definition in the caller's organisation. */
  enable(call: CommandCall, raw: RawObject): Promise<{ readonly id: string }>;
  update(call: CommandCall, raw: RawObject): Promise<void>;
  /** Sets what all neurons with the same base configuration are offered. */
  setBase(call: CommandCall, raw: RawObject): Promise<void>;
}

/** A mail as an alert: the input of the command that makes it, without what the request adds. */
export interface MailAlert {
  readonly alert: RawObject;
  /** Files that its observables refer to, by part name. */
  readonly files: ReadonlyMap<string, readonly StoredFile[]>;
}

/** What the routes work with. */
export interface ApiServices {
  readonly commands: CommandDependencies;
  readonly access: Access;
  readonly hub: Hub;
  /** What the catalogue of neurons says of a definition; undefined for one that it does not hold. */
  readonly neuron: (definitionId: string) => NeuronFacts | undefined;
  readonly neurons: NeuronCatalogue;
  /** Makes the first administrator, without a password; gives the digits of its id. */
  readonly makeAdministrator: (who: { readonly login: string; readonly name: string }) => Promise<string>;
  /** Reads a mail that was uploaded, and stores its attachments. Throws a coded error for what is no mail. */
  readonly readMail: (mail: StoredFile) => Promise<MailAlert>;
  /** Version of the product. */
  readonly version: string;
  /** Whether browsers reach the server over https. */
  readonly secure: boolean;
  readonly uploadLimits: UploadLimits;
}
