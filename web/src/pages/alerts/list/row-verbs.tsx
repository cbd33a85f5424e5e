/** The most wanted verbs of a row, at its right edge while one points at it. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowMerge, IconBriefcase, IconCircleCheck, IconUserCheck } from '@tabler/icons-react';
import type { BulkVerb } from '../../../parts/list/bulk/bulk-bar.tsx';
import type { AlertRow } from './alert-row.ts';

const glyphs = {
  take: IconUserCheck,
  promote: IconBriefcase,
  merge: IconArrowMerge,
  close: IconCircleCheck,
} as const;

function isShown(id: string): id is keyof typeof glyphs {
  return id in glyphs;
}

/** The verbs, aimed at this row. */
export function RowVerbs({
  row,
  verbs,
}: {
  readonly row: AlertRow;
  readonly verbs: readonly BulkVerb<AlertRow>[];
}) {
  return verbs.map((verb) => {
    if (!isShown(verb.id) || !verb.applies(row)) return null;
    const Glyph = glyphs[verb.id];
    return (
      <Tooltip key={verb.id} label={verb.label}>
        <ActionIcon size={26} tabIndex={-1} aria-label={verb.label} onClick={verb.perform}>
          <Glyph size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    );
  });
}
