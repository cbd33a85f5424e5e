/** The report about a case: made from a template, looked at, fetched and kept. */
import { ReportComposer } from '../../../parts/report/composer.tsx';

/** The section. */
export default function Section() {
  return <ReportComposer />;
}
