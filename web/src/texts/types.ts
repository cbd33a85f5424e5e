/** Tells the compiler which texts exist, so that a key that is missing does not compile. */
import type en from './en/index.ts';
import type pages from './en/pages.json';
import type reports from './en/reports.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: typeof en & { readonly pages: typeof pages; readonly reports: typeof reports };
  }
}
