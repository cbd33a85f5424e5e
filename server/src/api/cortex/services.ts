/** What the routes of the Cortex dialect work with; put together where the program starts. */
import type { Access } from '../../access/index.ts';
import type { CommandCall, CommandDependencies } from '../../commands/frame/command.ts';
import type { Hub } from '../../live/hub.ts';
import type { Polls } from '../../live/polls.ts';
import type { RawObject } from '../../model/input.ts';
import type { UploadLimits } from '../http/uploads.ts';

/** A setting that a definition asks for. */
export interface DefinedItem {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly multi: boolean;
  readonly required: boolean;
  readonly defaultValue: unknown;
}

/** A definition of the catalogue. */
export interface Definition {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly kind: 'analyzer' | 'responder';
  readonly author: string;
  readonly url: string;
  readonly licence: string;
  readonly description: string;
  readonly dataTypeList: readonly string[];
  readonly command: string | undefined;
  readonly dockerImage: string | undefined;
  readonly baseConfig: string;
  readonly configurationItems: readonly DefinedItem[];
  readonly checkTlp: boolean;
  readonly checkPap: boolean;
  readonly maxTlp: number | undefined;
  readonly maxPap: number | undefined;
}

/** Settings without what nobody may read. */
type Shown = Readonly<Record<string, unknown>>;

/** What can be done with the catalogue. */
export interface Neurons {
  enable(call: CommandCall, raw: RawObject): Promise<{ readonly id: string }>;
  update(call: CommandCall, raw: RawObject): Promise<unknown>;
  /** Settings of every enabled neuron, by the digits of their ids. */
  settingsOfAll(call: CommandCall): Promise<ReadonlyMap<string, { readonly values: Shown }>>;
  /** How many neurons the organisation of a name has enabled; undefined when that is none of the caller's business. */
  countsOf(
    call: CommandCall,
    organisation: string,
  ): Promise<{ readonly analyzer: number; readonly responder: number } | undefined>;
  /** Base configurations that were set, by name. */
  bases(call: CommandCall): Promise<ReadonlyMap<string, Shown>>;
  setBase(call: CommandCall, raw: RawObject): Promise<void>;
  /** Settings that every neuron of a kind has. */
  standardItems(kind: 'analyzer' | 'responder'): readonly DefinedItem[];
  rescan(): Promise<void>;
}

/** The services. */
export interface CortexServices {
  readonly commands: CommandDependencies;
  readonly access: Access;
  readonly hub: Pick<Hub, 'listen' | 'close'>;
  readonly polls: Polls;
  readonly neurons: Neurons;
  /** Every usable definition. */
  readonly definitions: () => readonly Definition[];
  /** Version of the product. */
  readonly version: string;
  /** Whether browsers reach the server over https. */
  readonly secure: boolean;
  readonly uploadLimits: UploadLimits;
}
