/** The sheet of shortcuts: every act of the screen that has keys, by its group. */
import { Modal } from '@mantine/core';
import { type Action, useAllActions } from './actions.tsx';
import { Keys } from './keys.tsx';
import classes from './shortcut-sheet.module.css';

/** Acts with keys by group, groups and acts in the order in which they were offered. */
export function byGroup(actions: readonly Action[]): ReadonlyMap<string, readonly Action[]> {
  return Map.groupBy(
    actions.filter(({ keys }) => keys !== undefined),
    ({ group }) => group,
  );
}

/** The sheet. `hint` stands below, e.g. where single keys are switched off. */
export function ShortcutSheet({
  opened,
  onClose,
  title,
  hint,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly hint: string;
}) {
  const groups = byGroup(useAllActions());
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={720}>
      <div className={classes.groups}>
        {[...groups].map(([group, actions]) => (
          <section key={group} className={classes.group}>
            <h2 className={classes.title}>{group}</h2>
            <dl>
              {actions.map(({ id, label, keys = '' }) => (
                <div key={id} className={classes.line}>
                  <dt>{label}</dt>
                  <dd>
                    <Keys keys={keys} />
                    <span className="sk-hidden">{keys}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={classes.hint}>{hint}</p>
    </Modal>
  );
}
