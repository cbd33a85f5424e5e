/** Tells the compiler which texts exist, so that a key that is missing does not compile. */
import type en from './en/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: typeof en;
  }
}
