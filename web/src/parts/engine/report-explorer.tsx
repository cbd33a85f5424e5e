/** All of a report, however large: groups that open and close, a search, and only the lines in sight drawn. */
import { Box, TextInput, UnstyledButton } from '@mantine/core';
import { defangText } from '@skep/sdk/indicators';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './report.module.css';
import { mostLines, type TreeLine, treeOf } from './report-tree.ts';
import { useReportSearch } from './use-report-search.ts';

const lineHeight = 24;

/** The lines with their search. */
export function ReportExplorer({ report }: { readonly report: unknown }) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  const [search, setSearch] = useState('');
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const found = useReportSearch(report, search);
  const { lines, isCut } = useMemo(
    () => treeOf(found.report, toggled, found.search, found.holding),
    [found, toggled],
  );
  const isLooking = found.search !== search || found.report !== report;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 12,
  });
  const look = (next: string): void => {
    setSearch(next);
    setToggled(new Set());
  };
  const toggle = (path: string): void =>
    setToggled((before) => new Set(before).symmetricDifference(new Set([path])));
  return (
    <>
      <TextInput
        size="xs"
        aria-label={t('report.search')}
        placeholder={t('report.search')}
        value={search}
        onChange={({ currentTarget }) => look(currentTarget.value)}
      />
      <Box
        component="section"
        ref={scroller}
        className={classes.explorer ?? ''}
        aria-label={t('report.lines')}
        tabIndex={0}
      >
        <ul style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            return line === undefined ? null : (
              <li
                key={line.path}
                style={{ transform: `translateY(${start}px)`, paddingInlineStart: line.depth * 16 }}
              >
                <Line line={line} onToggle={toggle} />
              </li>
            );
          })}
        </ul>
      </Box>
      <p className={classes.quiet} role="status">
        {isLooking ? word('loading') : lines.length === 0 && t('report.noMatch')}
        {isCut && t('report.firstLines', { count: mostLines })}
      </p>
    </>
  );
}

function Line({
  line: { path, name, text, members, isOpen },
  onToggle,
}: {
  readonly line: TreeLine;
  readonly onToggle: (path: string) => void;
}) {
  if (members === undefined)
    return (
      <span className={classes.line} title={defangText(text ?? '')}>
        <bdi className={classes.lineName}>{name}</bdi> <bdi>{defangText(text ?? '')}</bdi>
      </span>
    );
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <UnstyledButton className={classes.line} aria-expanded={isOpen} onClick={() => onToggle(path)}>
      <Chevron size={14} stroke={1.6} aria-hidden="true" />
      <bdi className={classes.lineName}>{name}</bdi> <span className="sk-numbers">{members}</span>
    </UnstyledButton>
  );
}
