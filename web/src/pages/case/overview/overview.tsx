/** A case at a glance: what happened since the last visit, what it is about, what is known, and the work in one feed. */
import { useCase } from '../../../parts/case/case-context.tsx';
import { CaseFeed } from '../../../parts/task/case-feed.tsx';
import type { SectionProps } from '../sections.ts';
import { ClosedBanner } from './closed-banner.tsx';
import { Description } from './description.tsx';
import classes from './overview.module.css';
import { SinceLastVisit } from './since-last-visit.tsx';
import { WhatWeKnow } from './what-we-know.tsx';

/** The section. */
export default function Overview({ caseId }: SectionProps) {
  const { detail } = useCase();
  return (
    <div className={classes.overview}>
      {detail.stage === 'Closed' && <ClosedBanner />}
      <SinceLastVisit caseId={caseId} />
      <Description />
      <WhatWeKnow caseId={caseId} />
      <CaseFeed caseId={caseId} />
    </div>
  );
}
