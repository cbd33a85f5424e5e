/** What analyzers said, and what leaves when they are asked. */
import { EgressPanel } from '../../parts/engine/egress-panel.tsx';
import { MiniReport, MiniReports, TaxonomyChip } from '../../parts/engine/mini-report.tsx';
import { ReportBody } from '../../parts/engine/report-body.tsx';
import { taxonomiesOf } from '../../parts/engine/taxonomies.ts';
import {
  MarkingsCell,
  ReportsCell,
  SeenCell,
  TagsCell,
  ValueCell,
  VerdictCell,
} from '../../parts/observable/observable-cells.tsx';
import { observables, reports } from './samples.ts';
import { Group, Specimen } from './specimen.tsx';

const egress = [
  { destination: undefined, values: [{ dataType: 'domain', count: 4 }], cached: 0, blocked: [] },
  { destination: 'VirusTotal', values: [{ dataType: 'ip', count: 2 }], cached: 1, blocked: [] },
  {
    destination: 'A service with a name that is longer than its line has room for',
    values: [],
    cached: 0,
    blocked: [{ rule: 'tlp', count: 3 }],
  },
] as const;

const report = {
  full: {
    verdict: 'malicious',
    detections: 8,
    engines: [
      { name: 'One', result: 'phishing' },
      { name: 'Two', result: null },
    ],
    redirect: 'https://sso-acme.example/collect',
  },
};

/** The group. */
export function Reports() {
  const taxonomies = taxonomiesOf(reports);
  return (
    <Group id="reports" title="Reports of analyzers">
      <Specimen name="Mini reports by level">
        {taxonomies.map((taxonomy) => (
          <MiniReport key={taxonomy.namespace} taxonomy={taxonomy} />
        ))}
      </Specimen>
      <Specimen name="Mini reports: the worst first, the rest counted; none">
        <MiniReports reports={reports} />
        <MiniReports reports={undefined} />
      </Specimen>
      <Specimen name="Taxonomies in full">
        {taxonomies.map((taxonomy) => (
          <TaxonomyChip key={taxonomy.namespace} taxonomy={taxonomy} />
        ))}
      </Specimen>
      <Specimen name="Cells of observables" wide>
        <table>
          <tbody>
            {observables.map((row) => (
              <tr key={row._id}>
                {[
                  <ValueCell key="value" row={row} />,
                  <VerdictCell key="verdict" row={row} />,
                  <ReportsCell key="reports" row={row} />,
                  <SeenCell key="seen" row={row} />,
                  <TagsCell key="tags" row={row} />,
                  <MarkingsCell key="markings" row={row} usual={{ tlp: 1, pap: 2 }} />,
                ].map((cell) => (
                  <td key={cell.key}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Specimen>
      <Specimen name="What leaves: allowed, from an earlier report, blocked" wide>
        <EgressPanel egress={egress} />
      </Specimen>
      <Specimen name="Report in full" wide>
        <ReportBody report={report} />
      </Specimen>
    </Group>
  );
}
