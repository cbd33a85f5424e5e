/** One rating of a new case, chosen from a menu of badges. */
import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './new-case.module.css';

/** The choice. */
export function RatingChoice<Value extends number>({
  label,
  values,
  value,
  draw,
  onChoose,
}: {
  readonly label: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly draw: (value: Value) => ReactNode;
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <div>
      <p className={classes.label} aria-hidden="true">
        {label}
      </p>
      <Menu>
        <Menu.Target>
          <UnstyledButton className={classes.choice}>
            <span className="sk-hidden">{label} </span>
            {draw(value)}
            <IconChevronDown size={14} stroke={1.6} aria-hidden="true" />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {values.map((one) => (
            <Menu.Item key={one} onClick={() => onChoose(one)}>
              {draw(one)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
