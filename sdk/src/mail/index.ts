/** Mail taken apart for an investigation: where it came from, where it leads, what it carries. */
export type * from './anatomy.ts';
export { decisiveVerdicts } from './authentication.ts';
export { type InertHtml, inertHtml } from './inert-html.ts';
export { defaultMailLimits, type MailLimits } from './limits.ts';
export { plainBody } from './plain-body.ts';
export { readMail } from './read.ts';
