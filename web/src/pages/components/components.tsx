/** The catalogue: every shared component in its states, for those who build screens. It is part of development only. */
import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { Acts } from './acts.tsx';
import classes from './components.module.css';
import { Ground } from './ground.tsx';
import { Lists } from './lists.tsx';
import { Marks } from './marks.tsx';
import { Reports } from './reports.tsx';
import { States } from './states.tsx';
import { Texts } from './texts.tsx';

const groups = ['marks', 'reports', 'states', 'lists', 'texts', 'acts'] as const;

/** The page. */
export function Components() {
  return (
    <Ground>
      <div className={classes.page}>
        <header className={classes.head}>
          <h1 className={classes.title}>Components</h1>
          <nav className={classes.anchors} aria-label="Groups">
            {groups.map((id) => (
              <a key={id} href={`#${id}`}>
                {id}
              </a>
            ))}
          </nav>
          <SchemeSwitch />
        </header>
        <main className={classes.content}>
          <Marks />
          <Reports />
          <States />
          <Lists />
          <Texts />
          <Acts />
        </main>
      </div>
    </Ground>
  );
}

function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label="Appearance"
      value={colorScheme}
      data={['auto', 'light', 'dark']}
      onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
    />
  );
}
