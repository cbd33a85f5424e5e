/** Techniques that were seen, by tactic: each once, with every time it was seen below it. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Markdown } from '../markdown/markdown.tsx';
import { Person } from '../person.tsx';
import { Moment } from '../time.tsx';
import type { Procedure } from './attack-data.ts';
import { groupProcedures, type SeenTechnique } from './procedure-groups.ts';
import classes from './procedure-list.module.css';
import { useTacticName } from './use-tactic-name.ts';

/** What can be done with each; undefined where the reader may only read. */
export interface ProcedureVerbs {
  readonly onEdit: (procedure: Procedure) => void;
  readonly onDelete: (procedure: Procedure) => void;
}

/** The list. `level` is that of the heading of a tactic. */
export function ProcedureList({
  procedures,
  verbs,
  level,
  onOpen,
}: {
  readonly procedures: readonly Procedure[];
  readonly verbs: ProcedureVerbs | undefined;
  readonly level: 3 | 4;
  /** Shows more of a technique; undefined where there is no more. */
  readonly onOpen?: ((patternId: string) => void) | undefined;
}) {
  const tacticName = useTacticName();
  const Heading = `h${level}` as const;
  return groupProcedures(procedures).map(({ tactic, techniques }) => (
    <section key={tactic} className={classes.tactic} aria-label={tacticName(tactic)}>
      <Heading className={classes.heading}>
        {tacticName(tactic)} <span className={classes.count}>{techniques.length}</span>
      </Heading>
      {techniques.map((technique) => (
        <TechniqueSeen key={technique.patternId} technique={technique} verbs={verbs} onOpen={onOpen} />
      ))}
    </section>
  ));
}

function TechniqueSeen({
  technique: { patternId, name, procedures },
  verbs,
  onOpen,
}: {
  readonly technique: SeenTechnique;
  readonly verbs: ProcedureVerbs | undefined;
  readonly onOpen: ((patternId: string) => void) | undefined;
}) {
  const { t } = useTranslation('attack');
  return (
    <article className={classes.technique} aria-label={`${patternId} ${name}`}>
      <p className={classes.identity}>
        <span className={classes.number}>{patternId}</span>
        {onOpen === undefined ? (
          <bdi className={classes.name}>{name}</bdi>
        ) : (
          <button type="button" className={classes.open} onClick={() => onOpen(patternId)}>
            <bdi>{name}</bdi>
          </button>
        )}
        {procedures.length > 1 && (
          <span className={classes.count}>{t('matrix.seen', { count: procedures.length })}</span>
        )}
      </p>
      <ul className={classes.times}>
        {procedures.map((procedure) => (
          <ProcedureLine key={procedure._id} procedure={procedure} verbs={verbs} />
        ))}
      </ul>
    </article>
  );
}

/** One time that a technique was seen. */
export function ProcedureLine({
  procedure,
  verbs,
}: {
  readonly procedure: Procedure;
  readonly verbs: ProcedureVerbs | undefined;
}) {
  const { _createdBy, occurDate, description } = procedure;
  return (
    <li className={classes.line}>
      <span className={classes.when}>
        <Moment at={occurDate} />
      </span>
      <div className={classes.text}>{description !== undefined && <Markdown text={description} />}</div>
      <span className={classes.author}>
        <Person login={_createdBy} />
      </span>
      {verbs !== undefined && <LineMenu procedure={procedure} verbs={verbs} />}
    </li>
  );
}

function LineMenu({
  procedure,
  verbs: { onEdit, onDelete },
}: {
  readonly procedure: Procedure;
  readonly verbs: ProcedureVerbs;
}) {
  const { t } = useTranslation('attack');
  const { t: word } = useTranslation('words');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('acts', { technique: procedure.patternId ?? '' })}>
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} stroke={1.6} />} onClick={() => onEdit(procedure)}>
          {word('action.edit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={15} stroke={1.6} />} onClick={() => onDelete(procedure)}>
          {word('action.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
