/** Sends the object by mail to the people named in it, and says on the case that it did. */

import {
  buildOperation,
  type JsonObject,
  type LinkedObject,
  lineageOf,
  messageOf,
  NeuronError,
  type Operation,
  type ResponderJob,
  responder,
  type Settings,
  textAt,
} from '@skep/sdk';
import { createTransport, type SMTPTransportOptions, type Transporter } from 'nodemailer';
import { type Letter, letterFor } from './letter.ts';
import { recipientsOf } from './recipients.ts';

/** Bound on connecting, on the greeting and on each answer of the mail server. */
const serverTimeoutMs = 20_000;
